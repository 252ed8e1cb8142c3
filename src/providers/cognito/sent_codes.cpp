#include "providers/cognito/sent_codes.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

login::Asked asked(const Delivery& delivery, std::string code, const std::string& username) {
  const Json details = delivery_details(delivery);
  Json kept = Json::object({{"attribute", delivery.attribute}, {"user", username}});
  if (!code.empty()) {
    kept.set("code", std::move(code));
    kept.set("value", delivery.destination);
  }
  return {Json::object({{"CODE_DELIVERY_DELIVERY_MEDIUM", details.text_at("DeliveryMedium")},
                        {"CODE_DELIVERY_DESTINATION", details.text_at("Destination")},
                        {"USER_ID_FOR_SRP", username}}),
          std::move(kept)};
}

const Pool* find_pool(const CognitoState& cognito, const login::Opening& opening) {
  const Client* client = cognito.clients.find(opening.attempt.organization);
  return client == nullptr ? nullptr : cognito.pools.find(client->pool_id);
}

/// As of a real user, whom nothing is sent to.
login::Asked asked_of_nobody(const CognitoState& cognito, const Pool& pool, const login::Opening& opening,
                             std::string_view attribute) {
  const std::string& name = opening.attempt.name;
  return asked(made_up_destination(attribute, name), {}, made_up_username(cognito, pool, name));
}

}  // namespace

login::Asked ask_for_code(World& world, const login::Opening& opening, std::string_view attribute, size_t digits) {
  const std::string value = world.step([&](WorldState& state) {
    const Pool* pool = find_pool(cognito_of(state), opening);
    if (pool == nullptr || opening.user == nullptr) return std::string();
    return attribute_of(pool_user_of(state, *pool, *opening.user), attribute).value_or("");
  });
  return ask_for_code_sent_to(world, opening, attribute, value, digits);
}

login::Asked ask_for_code_sent_to(World& world, const login::Opening& opening, std::string_view attribute,
                                  const std::string& value, size_t digits) {
  return world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool* pool = find_pool(cognito, opening);
    if (pool == nullptr) return login::Asked();
    if (opening.user == nullptr || value.empty()) return asked_of_nobody(cognito, *pool, opening, attribute);
    const PoolUser member = pool_user_of(state, *pool, *opening.user);
    return asked({std::string(attribute), value}, make_code(state, *pool, member.user.id, digits),
                 member.account.username);
  });
}

bool is_right_code(World& /*world*/, const login::Given& given) {
  const auto code = given.kept.text_at("code");
  return !code.empty() && given.answer.text() != nullptr && crypto::equal_in_constant_time(code, *given.answer.text());
}

bool confirm_address(PoolUser& member, const login::Given& given) {
  const auto attribute = given.kept.text_at("attribute");
  if (attribute_of(member, attribute) != given.kept.text_at("value")) return false;
  set_attribute(member, cat({attribute, "_verified"}), "true");
  return true;
}

}  // namespace understudy::cognito
