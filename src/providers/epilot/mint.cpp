#include "providers/epilot/mint.h"

#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "front/members.h"
#include "providers/epilot/issue_token.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_types.h"
#include "world/named_records.h"

namespace understudy::epilot {

namespace {

struct FlagMember {
  std::string_view name;
  bool AccessToken::*field;
};

constexpr std::array flag_members{
    FlagMember{"read_only", &AccessToken::read_only},
    FlagMember{"anonymize", &AccessToken::anonymize},
    FlagMember{"system", &AccessToken::is_system_made},
};

constexpr auto type_names = [] {
  std::array<std::string_view, token_types.size()> names{};
  for (size_t i = 0; i < names.size(); ++i) names[i] = token_types[i].name;
  return names;
}();

constexpr std::array<std::string_view, 20> members{
    "type",       "name",           "tenant",     "user",       "roles",
    "expires_in", "read_only",      "anonymize",  "system",     "journey_id",
    "portal_id",  "portal_user_id", "contact_id", "surface_id", "allowed_operations",
    "email",      "claims",         "header",     "key",        "kid"};

/// What the order says of the token itself.
AccessToken token_of(const MintOrder& order) {
  AccessToken token;
  if (const auto* type = find_token_type(order.type)) token.type = type->type;
  token.name = "Minted";
  for (const auto& [name, field] : token_texts)
    if (order.body.find(name) != nullptr) token.*field = order.text(name);
  for (const auto& [name, field] : flag_members) token.*field = order.flag(name);
  token.allowed_operations = order.texts("allowed_operations").value_or(std::vector<std::string>());
  return token;
}

struct Issued {
  AccessToken token;
  Instant world_started;
};

Issued issue(WorldState& state, const World& world, const MintOrder& order, AccessToken token,
             const std::optional<std::vector<std::string>>& roles) {
  const NamedRecords records(state, world.seed());
  const Tenant* named = order.tenant.empty() ? nullptr : &records.tenant(order.tenant);
  const User& user = records.user(order.user, named);
  const Tenant& tenant = named == nullptr ? records.tenant(user.tenant_id) : *named;
  token.user_id = user.id;
  token.tenant_id = tenant.id;
  token.assignments = user.roles;
  if (roles) {
    token.assignments.clear();
    for (const auto& role : *roles) token.assignments.push_back(records.role_id(tenant, role));
  }
  return {issue_token(state, world, std::move(token), order.lifetime), state.started};
}

Json mint(const front::Visit& visit, World& world, std::string_view base, const MintOrder& order) {
  const AccessToken wanted = token_of(order);
  const auto roles = order.texts("roles");
  const auto issued = world.step([&](WorldState& state) { return issue(state, world, order, wanted, roles); });
  auto token = mint_token(world, base, issued.token, issued.world_started);
  if (order.key) token.key = *order.key;
  if (!order.key_set.empty()) token.key = world.signing_key(order.key_set);
  token.header = crypto::usual_header(token.key, access::key_id(token.key));
  order.change(token.header, token.claims);
  return Json::object({{"id", issued.token.id},
                       {"token_type", to_text(issued.token.type)},
                       {"tenant_id", issued.token.tenant_id},
                       {"user_id", issued.token.user_id},
                       {"header", token.header},
                       {"claims", token.claims},
                       {"token", visit.signer.sign(token)}});
}

}  // namespace

const Mintable mintable_tokens{.types = type_names, .members = members, .mint = mint};

}  // namespace understudy::epilot
