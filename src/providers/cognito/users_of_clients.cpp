#include "providers/cognito/users_of_clients.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/user_attributes.h"

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
  // An address keeps its first letters, as a real one's would be shown; anything else gets letters of its own.
  const std::string letters = to_hex(crypto::sha256(cat({"understudy made-up address ", username})));
  const std::string address =
      is_email_address(username) ? std::string(username) : cat({letters.substr(0, 1), "@", letters.substr(1, 1)});
  return Json::object({{"CodeDeliveryDetails", delivery_details({"email", address})}});
}

}  // namespace understudy::cognito
