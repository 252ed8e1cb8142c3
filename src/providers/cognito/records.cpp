#include "providers/cognito/records.h"

namespace understudy::cognito {

std::vector<std::string> lookups(const Pool& pool) { return {Pool::by_tenant.of(pool.tenant_id), Pool::all.of("")}; }
std::vector<std::string> lookups(const Client& client) { return {Client::by_pool.of(client.pool_id)}; }
std::vector<std::string> lookups(const Device& device) { return {Device::by_user.of(device.user_id)}; }
std::vector<std::string> lookups(const PoolRecord& record) { return {PoolRecord::by_pool.of(record.pool_id)}; }
std::vector<std::string> lookups(const Code& code) { return {Code::by_user.of(code.user_id)}; }

std::vector<std::string> lookups(const Account& account) {
  std::vector<std::string> words{Account::by_pool.of(account.pool_id),
                                 Account::by_username.of(within(account.pool_id, to_lower(account.username))),
                                 Account::by_sub.of(within(account.pool_id, account.sub))};
  for (const auto& attribute : account.attributes)
    if (attribute.name == "preferred_username")
      words.push_back(Account::by_alias.of(within(account.pool_id, to_lower(attribute.value))));
  for (const auto& group : account.groups) words.push_back(Account::by_group.of(within(account.pool_id, group)));
  return words;
}

std::vector<std::string> lookups(const TokenFamily& family) {
  return {TokenFamily::by_user.of(family.user_id), TokenFamily::by_refresh_token.of(family.stem)};
}

}  // namespace understudy::cognito
