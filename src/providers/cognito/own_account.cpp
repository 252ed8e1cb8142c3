// One's own account, by an access token.
#include <algorithm>

#include "base/text.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

std::vector<Attribute> readable(const Client& client, const PoolUser& member) {
  auto all = attributes_of(member);
  std::erase_if(all, [&](const Attribute& one) { return one.name != "sub" && !may_read(client, one.name); });
  return all;
}

bool can_be_verified(std::string_view attribute) { return attribute == "email" || attribute == "phone_number"; }

}  // namespace

Json get_user(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client, member] = records_of(state, bearer);
    Json answer =
        Json::object({{"Username", member.account.username}, {"UserAttributes", to_json(readable(client, member))}});
    add_second_factors(answer, member);
    return answer;
  });
}

Json get_user_auth_factors(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client, member] = records_of(state, bearer);
    return auth_factors_of(pool, member);
  });
}

Json update_user_attributes(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    const auto given = call.attributes("UserAttributes");
    check_written(pool, &client, given, &member);
    return update_attributes(call.post, state, pool, std::move(member), given);
  });
}

Json delete_user_attributes(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    delete_attributes(state, pool, &client, std::move(member), call.texts("UserAttributeNames"));
  });
  return Json::object();
}

Json get_user_attribute_verification_code(Call& call) {
  const Bearer bearer = bearer_of(call);
  const std::string attribute(call.text("AttributeName"));
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client, member] = records_of(state, bearer);
    const auto value = can_be_verified(attribute) ? attribute_of(member, attribute) : std::nullopt;
    if (!value)
      refuse_parameter("User does not have the attribute to verify.", "email or phone_number",
                       std::string(shorten(attribute, 40)));
    const Delivery delivery{attribute, *value};
    send_code(call.post, state, pool, member, attribute_code, delivery);
    return Json::object({{"CodeDeliveryDetails", delivery_details(delivery)}});
  });
}

Json verify_user_attribute(Call& call) {
  const Bearer bearer = bearer_of(call);
  const std::string attribute(call.text("AttributeName"));
  call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    if (!can_be_verified(attribute))
      refuse_parameter("Invalid attribute to verify.", "email or phone_number", std::string(shorten(attribute, 40)));
    const Code code = right_code(state, member, attribute_code, call.text("Code"), attribute);
    require_untaken(state, pool, member, attribute, code.value);
    use_up(state, code);
    set_attribute(member, attribute, code.value);
    set_attribute(member, cat({attribute, "_verified"}), "true");
    put(state, std::move(member));
  });
  return Json::object();
}

Json delete_user(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) { erase(state, records_of(state, bearer).member); });
  return {};
}

}  // namespace understudy::cognito
