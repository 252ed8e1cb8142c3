// Ends credentials at once, whichever emulated system knows them.
#include <algorithm>

#include "base/text.h"
#include "control/operations.h"
#include "front/members.h"
#include "world/named_records.h"

namespace understudy::control {

namespace {

constexpr std::string_view user_member = "user";

/// How many credentials were ended; nothing where the world knows none of that kind.
using Ended = std::optional<size_t>;

/// The members that name what is to be revoked: credentials, and last a user.
std::vector<std::string_view> members_of(const Providers& providers) {
  std::vector<std::string_view> members;
  for (const Provider* provider : providers)
    for (const auto& row : provider->revocable)
      if (std::find(members.begin(), members.end(), row.member) == members.end()) members.push_back(row.member);
  members.push_back(user_member);
  return members;
}

/// One system at most knows a credential.
Ended revoke_credential(const Providers& providers, World& world, std::string_view member, const std::string& value) {
  for (const Provider* provider : providers)
    for (const auto& row : provider->revocable)
      if (row.member == member)
        if (const auto count = row.revoke(world, value)) return count;
  return std::nullopt;
}

/// All that lets the user in, but not what lets it begin again: a password, a client secret.
Ended revoke_user(const Providers& providers, World& world, const std::string& word) {
  return world.step([&](WorldState& state) -> Ended {
    const auto users = NamedRecords(state, world.seed()).users(word);
    if (users.empty()) return std::nullopt;
    size_t count = 0;
    for (const User* user : users)
      for (const Provider* provider : providers)
        if (provider->revoke_user != nullptr) count += provider->revoke_user(state, user->id);
    return count;
  });
}

}  // namespace

http::Reply revoke(const Control& control, front::Visit& visit) {
  const auto& providers = control.providers;
  const auto members = members_of(providers);
  const Json body = read_object(visit);
  check_members(body, members);
  if (body.members().size() != 1)
    front::refuse_member("the body has exactly one member", alternatives({members.begin(), members.end()}),
                         std::to_string(body.members().size()));
  const auto& [member, value] = body.members().front();
  if (value.text() == nullptr || value.text()->empty())
    front::refuse_member(cat({member, " is a text that is not empty"}), "text", std::string(value.type_name()));
  const auto world = control.world(visit);
  const auto count = member == user_member ? revoke_user(providers, *world, *value.text())
                                           : revoke_credential(providers, *world, member, *value.text());
  // The value may be a credential of another world, which is told to nobody.
  if (!count) throw Refusal{Reason::unknown_record, cat({"this world knows no such ", member}), "", ""};
  return http::json(200, Json::object({{"revoked", *count}}));
}

}  // namespace understudy::control
