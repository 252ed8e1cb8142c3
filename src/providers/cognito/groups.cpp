// Groups of a pool, and who is in them.
#include <functional>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/user_json.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_groups_of_a_user = 100;
constexpr std::string_view settings[] = {"Description", "RoleArn", "Precedence"};

Json to_json(const WorldState& state, const UserGroup& group) {
  Json json = Json::object({{"GroupName", group.name}, {"UserPoolId", group.pool_id}});
  for (const auto& member : group.settings.members()) json.set(member.name, member.value);
  add_dates(json, group.dates, state);
  return json;
}

/// What the call says of the group; what it leaves out stays as it was.
Json changed(const Call& call, Json before) {
  for (const auto name : settings)
    if (call.has(name)) before.set(name, *call.body.find(name));
  return before;
}

const UserGroup& named_group(const CognitoState& cognito, const Pool& pool, std::string_view name) {
  const UserGroup* group = cognito.groups.find(within(pool.id, name));
  if (group == nullptr) refuse("ResourceNotFoundException", "Group not found.");
  return *group;
}

/// Runs `answer(state, cognito, pool)` on the pool that the call names.
using Answer = std::function<Json(WorldState& state, CognitoState& cognito, const Pool& pool)>;
Json with_pool(Call& call, const Answer& answer) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    return answer(state, cognito_of(state), pool);
  });
}

Json page_of_groups(const Call& call, const WorldState& state, const std::vector<const UserGroup*>& groups) {
  return listed(call, {.items = "Groups", .most = "Limit"}, groups.size(),
                [&](size_t row) { return to_json(state, *groups[row]); });
}

}  // namespace

Json create_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    const auto name = call.text("GroupName");
    if (cognito.groups.find(within(pool.id, name)) != nullptr)
      refuse("GroupExistsException", "A group with the name already exists.");
    if (cognito.groups.added() >= most_of_a_kind)
      refuse("LimitExceededException", "The user pool has too many groups.");
    UserGroup group{within(pool.id, name), pool.id, std::string(name), changed(call, Json::object()), dates_now(state)};
    cognito.groups.put(group);
    return Json::object({{"Group", to_json(state, group)}});
  });
}

Json get_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    return Json::object({{"Group", to_json(state, named_group(cognito, pool, call.text("GroupName")))}});
  });
}

Json update_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    UserGroup group = named_group(cognito, pool, call.text("GroupName"));
    group.settings = changed(call, std::move(group.settings));
    touch(group.dates, state);
    cognito.groups.put(group);
    return Json::object({{"Group", to_json(state, group)}});
  });
}

Json delete_group(Call& call) {
  return with_pool(call, [&](WorldState& /*state*/, CognitoState& cognito, const Pool& pool) {
    const UserGroup group = named_group(cognito, pool, call.text("GroupName"));
    const auto is_meant = [](const Account& /*account*/) { return true; };
    cognito.accounts.change_all(Account::by_group, group.id, is_meant,
                                [&](Account& account) { std::erase(account.groups, group.name); });
    cognito.groups.erase(group.id);
    return Json();
  });
}

Json list_groups(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    return page_of_groups(call, state, cognito.groups.find_all(UserGroup::by_pool, pool.id));
  });
}

Json admin_add_user_to_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    const UserGroup& group = named_group(cognito, pool, call.text("GroupName"));
    PoolUser member = named_pool_user(state, pool, call.text("Username"));
    if (holds(member.account.groups, group.name)) return Json();
    if (member.account.groups.size() >= most_groups_of_a_user)
      refuse("LimitExceededException", "The user is in too many groups.");
    member.account.groups.push_back(group.name);
    put(state, std::move(member));
    return Json();
  });
}

Json admin_remove_user_from_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    const UserGroup& group = named_group(cognito, pool, call.text("GroupName"));
    PoolUser member = named_pool_user(state, pool, call.text("Username"));
    if (std::erase(member.account.groups, group.name) > 0) put(state, std::move(member));
    return Json();
  });
}

Json admin_list_groups_for_user(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    std::vector<const UserGroup*> groups;
    for (const auto& name : named_pool_user(state, pool, call.text("Username")).account.groups)
      if (const UserGroup* group = cognito.groups.find(within(pool.id, name))) groups.push_back(group);
    return page_of_groups(call, state, groups);
  });
}

Json list_users_in_group(Call& call) {
  return with_pool(call, [&](WorldState& state, CognitoState& cognito, const Pool& pool) {
    const UserGroup& group = named_group(cognito, pool, call.text("GroupName"));
    // In the directory's order, whoever came to have a row first.
    auto users = state.users.find_all(User::by_tenant, pool.tenant_id);
    std::erase_if(users, [&](const User* user) {
      const Account* row = cognito.accounts.find(user->id);  // without one nobody is in a group
      return user->status == User::Status::deleted || row == nullptr || !holds(row->groups, group.name);
    });
    return listed(call, {.items = "Users", .most = "Limit"}, users.size(),
                  [&](size_t row) { return user_type(state, pool_user_of(state, pool, *users[row])); });
  });
}

}  // namespace understudy::cognito
