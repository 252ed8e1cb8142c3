#include "providers/cognito/entering.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/srp.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in_triggers.h"

namespace understudy::cognito {

namespace {

std::string_view required(const Call& call, std::string_view map, std::string_view name) {
  const auto value = call.entry(map, name);
  if (value.empty()) refuse_parameter(cat({"Missing required parameter ", name}));
  return value;
}

}  // namespace

std::string_view required_parameter(const Call& call, std::string_view name) {
  return required(call, auth_parameters, name);
}
std::string_view required_response(const Call& call, std::string_view name) {
  return required(call, challenge_responses, name);
}

Entrance enter(Call& call, Side side, const login::Policy& policy, AskedAbout account) {
  const std::string username(required_parameter(call, "USERNAME"));
  auto entered = call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const auto [pool, client] = named_of(call, cognito, side);
    const auto member = find_pool_user(state, pool, username);
    std::vector<std::string> names{username};
    if (member) names.push_back(member->account.username);
    check_secret_hash(client, call.entry(auth_parameters, "SECRET_HASH"), names);
    call.visit.journal.tenant = pool.tenant_id;
    if (!member && !hides_users(client))
      refuse(no_such_user, "the pool has a user of that name", "", std::string(shorten(username, 60)));
    Entrance entrance{pool.id, client.id, username, member ? member->user.id : std::string(), session_lifetime(client)};
    // Clients that prove a password forget a key that is none only where they are told so later (answer_proof.cpp).
    const auto device_key = call.entry(auth_parameters, "DEVICE_KEY");
    if (account == AskedAbout::now || find_device(cognito, entrance.user_id, device_key) != nullptr)
      entrance.device_key = known_device(cognito, pool, entrance.user_id, device_key);
    entrance.policy = &policy;
    return entrance;
  });
  fire_before_authentication(call, entered);
  if (account == AskedAbout::now) require_open_account_of(call, entered);
  return entered;
}

void require_open_account_of(Call& call, const Entrance& entrance) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    if (const auto member = pool_user_of(state, pool, entrance.user_id)) require_open_account(*member);
  });
}

std::string begin_attempt(Call& call, const Entrance& entrance, login::Door& door) {
  return door
      .identify("", {entrance.username, entrance.client_id}, call.visit.request.peer, noted_device(entrance.device_key))
      .attempt;
}

Json noted_device(const std::string& key) { return key.empty() ? Json() : Json::object({{"device_key", key}}); }

Json noted_late_device(const std::string& key) {
  Json noted = noted_device(key);
  if (noted.is_object()) noted.set("is_late", true);
  return noted;
}

Json sent_public_value(std::string_view text) {
  if (text.empty()) refuse_parameter("Missing required parameter SRP_A");
  const auto value = crypto::srp::read_public_value(text);
  if (!value)
    refuse_parameter("Invalid SRP_A parameter.", "hex digits of a number below N that is not 0 modulo N",
                     counted(text.size(), "character"));
  return Json::object({{"A", to_hex(*value)}});
}

}  // namespace understudy::cognito
