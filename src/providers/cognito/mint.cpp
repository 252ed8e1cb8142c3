#include "providers/cognito/mint.h"

#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "front/members.h"
#include "providers/cognito/tokens.h"
#include "world/named_records.h"

namespace understudy::cognito {

namespace {

constexpr std::array<std::string_view, 2> types{"cognito_access", "cognito_id"};
constexpr std::array<std::string_view, 9> members{"type",   "tenant", "user", "client", "expires_in",
                                                  "claims", "header", "key",  "kid"};

const Client& client_of(const CognitoState& cognito, const Pool& pool, const std::string& word) {
  const auto clients = cognito.clients.find_all(Client::by_pool, pool.id);
  std::vector<std::string> known;
  for (const Client* client : clients) {
    if (word.empty() || client->id == word || client->name == word) return *client;
    known.push_back(client->id);
  }
  front::refuse_member("client is an app client of the tenant's user pool, by id or name", join(known, ", "),
                       std::string(shorten(word, 60)));
}

TokenFacts issue(WorldState& state, const World& world, std::string_view base, const MintOrder& order) {
  const auto& cognito = cognito_of(state);
  const NamedRecords records(state, world.seed());
  const Tenant* named = order.tenant.empty() ? nullptr : &records.tenant(order.tenant);
  const User& user = records.user(order.user, named);
  const Pool* pool = find_pool_of_tenant(cognito, user.tenant_id);
  if (pool == nullptr) front::refuse_member("the user's tenant has a user pool", "", user.tenant_id);
  const Client& client = client_of(cognito, *pool, order.text("client"));
  const PoolUser member = pool_user_of(state, *pool, user);
  TokenFacts facts =
      gather(state, world, base, *pool, client, member, begin_family(state, world, *pool, client, member));
  if (order.lifetime) facts.lifetimes.access = facts.lifetimes.id = *order.lifetime;
  return facts;
}

Json mint(const front::Visit& visit, World& world, std::string_view base, const MintOrder& order) {
  const auto facts = world.step([&](WorldState& state) { return issue(state, world, base, order); });
  auto token = make_token(world, facts, order.type == types[1] ? TokenUse::id : TokenUse::access);
  if (order.key) token.key = *order.key;
  if (!order.key_set.empty()) token.key = world.signing_key(order.key_set);
  token.header.set("kid", key_id(token.key));
  order.change(token.header, token.claims);
  return Json::object({{"id", facts.access_jti},
                       {"token_type", order.type},
                       {"tenant_id", facts.member.user.tenant_id},
                       {"user_id", facts.member.user.id},
                       {"header", token.header},
                       {"claims", token.claims},
                       {"token", visit.signer.sign(token)}});
}

}  // namespace

const Mintable mintable_tokens{.types = types, .members = members, .mint = mint};

}  // namespace understudy::cognito
