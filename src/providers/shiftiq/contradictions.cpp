#include "providers/shiftiq/contradictions.h"

#include <algorithm>

#include "access/taken_kinds.h"
#include "base/text.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shiftiq.h"

namespace understudy::shiftiq {

namespace {

std::vector<std::string_view> operation_names() {
  std::vector<std::string_view> names;
  for (const auto& api : apis())
    for (const auto& group : api.groups)
      for (const auto& route : group.routes)
        if (std::find(names.begin(), names.end(), route.operation) == names.end()) names.push_back(route.operation);
  return names;
}

std::string unknown_operation(const std::string& named, const std::vector<std::string_view>& known) {
  const auto nearest = nearest_word(named, known);
  const std::string hint = nearest ? cat({"; did you mean ", *nearest, "?"}) : "; docs/shiftiq.md names them";
  return cat({"shiftiq.throttle.costs: Shift iQ has no operation ", named, hint});
}

/// About as many bytes as the name and the value of the user's session cookie have.
size_t cookie_size(const Seed& seed, const User& user) {
  constexpr size_t other_members = 730;  // ids, dates, flags, and the names of all members
  constexpr size_t seal = 16 + 32 + 8;   // IV, signature, padding
  constexpr size_t per_role = 3;         // quotes and a comma
  size_t size = other_members + seal + user.email.size() + user.display_name.size();
  for (const auto& id : user.roles)
    if (const Role* role = seed.roles.find(id)) size += role->name.size() + per_role;
  // Base64, of whose 64 characters two are percent-encoded into three.
  return shift_of(seed).settings.cookie.name.size() + size * 4 / 3 * 17 / 16;
}

/// Nothing where every user's cookie is small enough.
std::optional<std::string> too_large_cookie(const Seed& seed) {
  constexpr size_t most = 4096;  // RFC 6265bis §5.7
  const User* first = nullptr;
  size_t count = 0;
  for (const auto& user : seed.users.rows())
    if (cookie_size(seed, user) > most && count++ == 0) first = &user;
  if (first == nullptr) return std::nullopt;
  const std::string others = count == 1 ? "" : cat({" and ", std::to_string(count - 1), " more"});
  return cat({"users: the roles of ", first->email, others, " make a session cookie of Shift iQ of about ",
              std::to_string(cookie_size(seed, *first)), " bytes, and browsers drop those above 4096; give fewer"});
}

void add_unknown_costs(const ShiftThrottle& throttle, std::vector<std::string>& found) {
  const auto known = operation_names();
  for (const auto& cost : throttle.costs)
    if (std::find(known.begin(), known.end(), cost.operation) == known.end())
      found.push_back(unknown_operation(cost.operation, known));
}

}  // namespace

bool is_named(const Seed& seed) {
  if (shift_of(seed).settings.is_named) return true;
  const access::Kinds own({bearer_kind(), secret_kind(), cookie_kind()});
  const auto& taken = seed.parts.of_or_usual<access::TakenKinds>().names;
  return std::any_of(taken.begin(), taken.end(), [&](const std::string& name) { return own.has(name); });
}

std::vector<std::string> contradictions(const Seed& seed) {
  std::vector<std::string> found;
  if (auto cookie = is_named(seed) ? too_large_cookie(seed) : std::nullopt) found.push_back(std::move(*cookie));
  if (const auto& throttle = shift_of(seed).settings.throttle) add_unknown_costs(*throttle, found);
  return found;
}

}  // namespace understudy::shiftiq
