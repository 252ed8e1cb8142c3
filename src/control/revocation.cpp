#include <array>

#include "access/shift_session.h"
#include "access/token_members.h"
#include "base/encoding.h"
#include "base/text.h"
#include "control/operations.h"
#include "crypto/digest.h"
#include "crypto/jws.h"
#include "world/epilot_parts.h"
#include "world/shift_parts.h"

namespace understudy::control {

namespace {

/// How many credentials were ended; nothing where the world knows none of that kind.
using Ended = std::optional<size_t>;

/// Ends those that nobody ended before.
template <class Row>
size_t end_all(Table<Row>& table, const Lookup<Row>& lookup, const std::string& value,
               std::optional<Instant> Row::*ended, Instant now) {
  return table.change_all(
      lookup, value, [&](const Row& row) { return !(row.*ended); }, [&](Row& row) { row.*ended = now; });
}

/// The same of one row, which may be null.
template <class Row>
size_t end_one(Table<Row>& table, const Row* row, std::optional<Instant> Row::*ended, Instant now) {
  if (row == nullptr || row->*ended) return 0;
  table.change(row->id, [&](Row& known) { known.*ended = now; });
  return 1;
}

/// A bearer token of Shift iQ is known by its digest, one of epilot by the id among its claims.
Ended revoke_token(World& world, const std::string& token) {
  const auto jws = crypto::parse_jws(token);
  return world.step([&](WorldState& state) -> Ended {
    const Instant now = state.clock.now();
    if (const auto* row = shift_of(state).tokens.find(to_hex(crypto::sha256(token))))
      return end_one(shift_of(state).tokens, row, &ShiftToken::revoked_at, now);
    if (!jws) return std::nullopt;
    const auto* row = epilot_of(state).access_tokens.find(jws->payload.text_at("token_id"));
    if (row == nullptr) return std::nullopt;
    return end_one(epilot_of(state).access_tokens, row, &AccessToken::revoked_at, now);
  });
}

/// Tokens made from it live on, as the original's do.
Ended revoke_secret(World& world, const std::string& secret) {
  return world.step([&](WorldState& state) -> Ended {
    const size_t count = shift_of(state).secrets.erase_all(ClientSecret::by_value, secret);
    return count > 0 ? Ended(count) : std::nullopt;
  });
}

/// With it go all cookies of its session, older and newer.
Ended revoke_cookie(World& world, const std::string& cookie) {
  const auto session = access::find_shift_session(world, cookie);
  if (!session) return std::nullopt;
  return world.step([&](WorldState& state) -> Ended {
    return end_one(shift_of(state).sessions, shift_of(state).sessions.find(session->id), &ShiftSession::ended_at,
                   state.clock.now());
  });
}

/// The rows of the users' table that the word names: one by its id, or those of an e-mail address in all tenants.
std::vector<std::string> users_named(const WorldState& state, const std::string& word) {
  if (state.users.find(word) != nullptr) return {word};
  std::vector<std::string> ids;
  for (const User* user : state.users.find_all(User::by_email, to_lower(word))) ids.push_back(user->id);
  return ids;
}

/// All that lets the user in, but not the password and the client secret, which let it begin again.
Ended revoke_user(World& world, const std::string& word) {
  return world.step([&](WorldState& state) -> Ended {
    const auto users = users_named(state, word);
    if (users.empty()) return std::nullopt;
    const Instant now = state.clock.now();
    size_t count = 0;
    for (const auto& id : users) {
      count += end_all(shift_of(state).tokens, ShiftToken::by_user, id, &ShiftToken::revoked_at, now);
      count += end_all(shift_of(state).sessions, ShiftSession::by_user, id, &ShiftSession::ended_at, now);
      count += end_all(epilot_of(state).access_tokens, AccessToken::by_user, id, &AccessToken::revoked_at, now);
    }
    return count;
  });
}

struct Kind {
  std::string_view member;
  Ended (*revoke)(World& world, const std::string& value);
};

constexpr std::array<Kind, 4> kinds{{
    {"token", revoke_token},
    {"secret", revoke_secret},
    {"cookie", revoke_cookie},
    {"user", revoke_user},
}};

}  // namespace

http::Reply revoke(const Control& control, front::Visit& visit) {
  const Json body = read_body(visit, {"token", "secret", "cookie", "user"});
  if (body.members().size() != 1)
    access::refuse_member("the body has exactly one member", "token, secret, cookie or user",
                          std::to_string(body.members().size()));
  const auto world = control.world(visit);
  for (const auto& kind : kinds) {
    const Json* value = body.find(kind.member);
    if (value == nullptr) continue;
    if (value->text() == nullptr || value->text()->empty())
      access::refuse_member(cat({kind.member, " is a text that is not empty"}), "text",
                            std::string(value->type_name()));
    const auto count = kind.revoke(*world, *value->text());
    // The value may be a credential of another world, which is told to nobody.
    if (!count) throw Refusal{Reason::unknown_record, cat({"this world knows no such ", kind.member}), "", ""};
    return http::json(200, Json::object({{"revoked", *count}}));
  }
  access::refuse_member("the body names what is to be revoked", "token, secret, cookie or user");
}

}  // namespace understudy::control
