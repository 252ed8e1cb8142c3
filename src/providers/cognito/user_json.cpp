#include "providers/cognito/user_json.h"

#include "base/text.h"
#include "providers/cognito/call.h"

namespace understudy::cognito {

void add_standing(Json& json, const WorldState& state, const PoolUser& member) {
  json.set("UserCreateDate", to_json(member.account.dates.created.at(state.started)));
  json.set("UserLastModifiedDate", to_json(member.account.dates.modified.at(state.started)));
  json.set("Enabled", member.is_enabled());
  json.set("UserStatus", to_text(member.account.state));
}

Json user_type(const WorldState& state, const PoolUser& member, const std::vector<std::string>& wanted) {
  auto attributes = attributes_of(member);
  if (!wanted.empty())
    std::erase_if(attributes, [&](const Attribute& attribute) { return !holds(wanted, attribute.name); });
  Json json = Json::object({{"Username", member.account.username}, {"Attributes", to_json(attributes)}});
  add_standing(json, state, member);
  return json;
}

}  // namespace understudy::cognito
