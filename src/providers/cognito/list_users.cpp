// ListUsers: everybody of a pool, or those whom a filter fits, page by page.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "providers/cognito/exceptions.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/user_filter.h"
#include "providers/cognito/user_json.h"

namespace understudy::cognito {

namespace {

/// Those whom the filter fits: sorted by what it compares, else as the directory has them.
std::vector<const User*> fitting(const WorldState& state, const Pool& pool, const UserFilter& filter) {
  auto users = state.users.find_all(User::by_tenant, pool.tenant_id);
  std::erase_if(users, [](const User* user) { return user->status == User::Status::deleted; });
  const auto by = filter.attribute();
  if (by.empty()) return users;
  std::vector<std::tuple<std::string, size_t, const User*>> order;
  for (const User* user : users) {
    std::string value = searchable_value(state, pool, *user, by);
    if (filter.fits(value)) order.emplace_back(std::move(value), order.size(), user);
  }
  std::sort(order.begin(), order.end());
  std::vector<const User*> found;
  found.reserve(order.size());
  for (const auto& [value, place, user] : order) found.push_back(user);
  return found;
}

}  // namespace

Json list_users(Call& call) {
  const UserFilter filter = UserFilter::parse(call.text("Filter"));
  const auto wanted = call.texts("AttributesToGet");
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    for (const auto& name : wanted)
      if (find_attribute(pool, name) == nullptr)
        refuse_parameter("Input fails to satisfy the constraints.", "attributes of the pool's schema", name);
    const auto users = fitting(state, pool, filter);
    return listed(call, {.items = "Users", .most = "Limit", .token = "PaginationToken"}, users.size(),
                  [&](size_t row) { return user_type(state, pool_user_of(state, pool, *users[row]), wanted); });
  });
}

}  // namespace understudy::cognito
