#include "providers/cognito/users_of_clients.h"

#include "base/text.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"

namespace understudy::cognito {

std::optional<PoolUser> user_of_client(const Call& call, const WorldState& state, const Pool& pool,
                                       const Client& client) {
  const std::string username(call.text("Username"));
  auto member = find_pool_user(state, pool, username);
  std::vector<std::string> names{username};
  if (member) names.push_back(member->account.username);
  check_secret_hash(client, call.text("SecretHash"), names);
  call.visit.journal.tenant = pool.tenant_id;
  if (!member && !hides_users(client))
    refuse(no_such_user_of_client, "the pool has a user of that name", "", std::string(shorten(username, 60)));
  return member;
}

Json made_up_delivery(std::string_view username) {
  return Json::object({{"CodeDeliveryDetails", delivery_details(made_up_destination("email", username))}});
}

}  // namespace understudy::cognito
