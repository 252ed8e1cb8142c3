#include "providers/cognito/attribute_updates.h"

#include <algorithm>

#include "base/text.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

namespace {

const Exception& is_taken_in_words(std::string_view attribute) {
  if (attribute == "preferred_username") return preferred_username_is_taken;
  return attribute == "email" ? email_is_taken : phone_number_is_taken;
}

bool holds(const std::vector<Attribute>& given, const std::string& name) {
  return std::any_of(given.begin(), given.end(), [&](const Attribute& one) { return one.name == name; });
}

/// A verified address names one user alone, where it names any.
void refuse_taken_aliases(const WorldState& state, const Pool& pool, const PoolUser& member,
                          const std::vector<Attribute>& given) {
  for (const std::string attribute : {"email", "phone_number"}) {
    const std::string flag = attribute + "_verified";
    if ((!holds(given, attribute) && !holds(given, flag)) || !is_verified(member, attribute)) continue;
    require_untaken(state, pool, member, attribute, attribute_of(member, attribute).value_or(""));
  }
}

}  // namespace

bool names_at_once(const Pool& pool, std::string_view attribute) {
  return attribute == "preferred_username" || has_username_attributes(pool);
}

void require_untaken(const WorldState& state, const Pool& pool, const PoolUser& member, std::string_view attribute,
                     std::string_view value) {
  if (find_other(state, pool, member, attribute, value)) refuse(is_taken_in_words(attribute));
}

Json update_attributes(Post& post, WorldState& state, const Pool& pool, PoolUser member,
                       const std::vector<Attribute>& given) {
  Json deliveries = Json::array();
  std::vector<std::pair<Delivery, bool>> to_send;
  for (const auto& [name, value] : given) {
    if (names_at_once(pool, name)) require_untaken(state, pool, member, name, value);
    const bool is_new = attribute_of(member, name) != value;
    // An administrator who says whether an address is verified has no code sent to it.
    const bool is_told = holds(given, cat({name, "_verified"}));
    const bool is_verified_here = verifies(pool, name) && is_new && !value.empty() && !is_told;
    const bool waits = is_verified_here && verifies_before_update(pool, name);
    if (!waits) set_attribute(member, name, value);
    if (!waits && is_new && !is_told && (name == "email" || name == "phone_number"))
      set_attribute(member, cat({name, "_verified"}), value.empty() ? "" : "false");
    if (is_verified_here) to_send.emplace_back(Delivery{name, value}, waits);
  }
  refuse_taken_aliases(state, pool, member, given);
  put(state, member);
  for (const auto& [delivery, waits] : to_send) {
    send_code(post, state, pool, member, attribute_update_code, delivery, waits);
    deliveries.push(delivery_details(delivery));
  }
  Json answer = Json::object();
  if (!deliveries.items().empty()) answer.set("CodeDeliveryDetailsList", std::move(deliveries));
  return answer;
}

void delete_attributes(WorldState& state, const Pool& pool, const Client* client, PoolUser member,
                       const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const Json* schema = find_attribute(pool, name);
    if (schema == nullptr)
      refuse_parameter(cat({"user.", shorten(name, 60), ": Attribute does not exist in the schema."}));
    if (client != nullptr && !may_write(*client, name))
      refuse("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    if (is_flag(*schema, "Required") || !is_flag(*schema, "Mutable", true) || name == "sub")
      refuse_parameter(cat({"user.", shorten(name, 60), ": Attribute cannot be deleted."}));
    set_attribute(member, name, "");
    if (name == "email" || name == "phone_number") set_attribute(member, cat({name, "_verified"}), "");
  }
  put(state, std::move(member));
}

Json auth_factors_of(const Pool& pool, const PoolUser& member) {
  Json factors = Json::array();
  if (!member.user.password.empty()) factors.push("PASSWORD");
  for (const std::string_view factor : {"EMAIL_OTP", "SMS_OTP"})
    if (may_use_code(pool, member, factor)) factors.push(factor);
  if (!member.account.software_token.secret.empty()) factors.push("SOFTWARE_TOKEN");
  Json answer = Json::object({{"Username", member.account.username}});
  add_second_factors(answer, member);
  answer.remove("MFAOptions");
  answer.set("ConfiguredUserAuthFactors", std::move(factors));
  return answer;
}

}  // namespace understudy::cognito
