#include "providers/cognito/new_users.h"

#include <algorithm>

#include "base/text.h"
#include "fixture/new_records.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

/// In pools whose users sign up by an address or number, the name is that attribute.
void take_name_as_attribute(const Pool& pool, std::string_view name, std::vector<Attribute>& attributes) {
  const bool is_address = is_email_address(name) && is_among(pool.settings, "UsernameAttributes", "email");
  const bool is_number = is_phone_number(name) && is_among(pool.settings, "UsernameAttributes", "phone_number");
  if (!is_address && !is_number) refuse_parameter("Username should be either an email or a phone number.");
  const std::string_view attribute = is_address ? "email" : "phone_number";
  std::erase_if(attributes, [&](const Attribute& given) { return given.name == attribute; });
  attributes.push_back({std::string(attribute), std::string(name)});
}

void refuse_names_like_aliases(const Pool& pool, std::string_view name) {
  if (is_among(pool.settings, "AliasAttributes", "email") && is_email_address(name))
    refuse_parameter("Username cannot be of email format, since user pool is configured for email alias.");
  if (is_among(pool.settings, "AliasAttributes", "phone_number") && is_phone_number(name))
    refuse_parameter(
        "Username cannot be of phone number format, since user pool is configured for phone number alias.");
}

}  // namespace

Newcomer newcomer(WorldState& state, const Pool& pool, std::string_view name, std::vector<Attribute> attributes) {
  const bool by_attribute = has_username_attributes(pool);
  if (by_attribute)
    take_name_as_attribute(pool, name, attributes);
  else
    refuse_names_like_aliases(pool, name);
  std::string sub = state.ids.guid("sub", cat({pool.id, " ", name}));
  std::string username = by_attribute ? sub : std::string(name);
  return {std::move(sub), std::move(username), std::move(attributes)};
}

PoolUser new_pool_user(WorldState& state, const Pool& pool, std::string_view name, std::vector<Attribute> attributes,
                       const Exception& taken) {
  return new_pool_user(state, pool, name, newcomer(state, pool, name, std::move(attributes)), taken);
}

PoolUser new_pool_user(WorldState& state, const Pool& pool, std::string_view name, const Newcomer& newcomer,
                       const Exception& taken) {
  // Nor may it be the sub of somebody, whom administrators would not find any more.
  if (find_pool_user(state, pool, name, true))
    refuse(taken, "nobody of the pool has that name", "", std::string(shorten(name, 60)));
  if (state.users.added() >= most_users)
    refuse("LimitExceededException", "The user pool has too many users.",
           cat({"a world gains at most ", std::to_string(most_users), " users"}));
  const std::string owner = cat({pool.id, " ", name});
  PoolUser member;
  member.user.id = fixture::new_user_id(state, owner);
  member.user.tenant_id = pool.tenant_id;
  member.user.created_at = {SeedTime::Kind::absolute, state.clock.now(), {}};
  member.account.id = member.user.id;
  member.account.pool_id = pool.id;
  member.account.sub = newcomer.sub;
  member.account.username = newcomer.username;
  member.account.dates = {member.user.created_at, member.user.created_at};
  for (const auto& attribute : newcomer.attributes) {
    if (names_at_once(pool, attribute.name)) require_untaken(state, pool, member, attribute.name, attribute.value);
    set_attribute(member, attribute.name, attribute.value);
  }
  return member;
}

std::optional<Delivery> delivery_to(const Pool& pool, const PoolUser& member) {
  // Of both, the telephone is asked first.
  for (const std::string_view attribute : {"phone_number", "email"})
    if (verifies(pool, attribute))
      if (auto value = attribute_of(member, attribute)) return Delivery{std::string(attribute), std::move(*value)};
  return std::nullopt;
}

}  // namespace understudy::cognito
