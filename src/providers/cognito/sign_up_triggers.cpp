#include "providers/cognito/sign_up_triggers.h"

#include "providers/cognito/exceptions.h"
#include "providers/cognito/firing.h"

namespace understudy::cognito {

namespace {

Json to_object(const std::vector<Attribute>& attributes) {
  Json object = Json::object();
  for (const auto& [name, value] : attributes) object.set(name, value);
  return object;
}

bool holds_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const auto& attribute : attributes)
    if (attribute.name == name && !attribute.value.empty()) return true;
  return false;
}

struct Verification {
  std::string_view member;
  std::string_view attribute;
};
constexpr Verification verifications[]{{"autoVerifyEmail", "email"}, {"autoVerifyPhone", "phone_number"}};

}  // namespace

SignUpVerdict fire_before_sign_up(Call& call, const std::string& pool_id, std::string_view source,
                                  const Newcomer& newcomer) {
  const auto data = call.attributes("ValidationData");
  const Json response =
      fire(call, {Trigger::pre_sign_up, source, pool_id, std::string(call.text("ClientId")), newcomer.username,
                  Json::object({{"userAttributes", to_object(newcomer.attributes)},
                                {"validationData", call.has("ValidationData") ? to_object(data) : Json()}})});
  SignUpVerdict verdict;
  // What an administrator makes is confirmed another way.
  if (!call.has("ClientId")) return verdict;
  verdict.is_confirmed = says(response, "autoConfirmUser");
  for (const auto& [member, attribute] : verifications) {
    if (!says(response, member)) continue;
    if (!verdict.is_confirmed)
      refuse("InvalidLambdaResponseException",
             "Phone or email cannot be auto verified, when user is not being auto confirmed.");
    if (!holds_attribute(newcomer.attributes, attribute))
      refuse("InvalidLambdaResponseException", "Cannot auto verify an attribute that the user does not have.", {}, "",
             attribute);
    verdict.verified.push_back(attribute);
  }
  return verdict;
}

void fire_after_confirmation(Call& call, const std::string& pool_id, std::string_view source,
                             const std::string& user_id) {
  const auto member = call.visit.world.step([&](WorldState& state) {
    const Pool* pool = cognito_of(state).pools.find(pool_id);
    return pool == nullptr || pool->triggers == nullptr ? std::nullopt : pool_user_of(state, *pool, user_id);
  });
  if (!member) return;
  fire(call, {Trigger::post_confirmation, source, pool_id, std::string(call.text("ClientId")), member->account.username,
              Json::object({{"userAttributes", event_attributes(member)}})});
}

}  // namespace understudy::cognito
