#include "providers/epilot/provider.h"

#include "crypto/jws.h"
#include "gate/authorizer.h"
#include "providers/epilot/chapter.h"
#include "providers/epilot/epilot.h"
#include "providers/epilot/key_sets.h"
#include "providers/epilot/mint.h"
#include "providers/epilot/part.h"
#include "providers/epilot/ready_invitations.h"
#include "providers/epilot/ready_tokens.h"
#include "providers/epilot/token.h"
#include "providers/epilot/vendor_hosts.h"
#include "world/ended.h"

namespace understudy::epilot {

namespace {

/// A token is known by the id among its claims.
std::optional<size_t> revoke_token(World& world, const std::string& token) {
  const auto jws = crypto::parse_jws(token);
  if (!jws) return std::nullopt;
  return world.step([&](WorldState& state) -> std::optional<size_t> {
    auto& tokens = epilot_of(state).access_tokens;
    const auto* row = tokens.find(jws->payload.text_at("token_id"));
    if (row == nullptr) return std::nullopt;
    return end_one(tokens, row, &AccessToken::revoked_at, state.clock.now());
  });
}

size_t revoke_tokens_of(WorldState& state, const std::string& user_id) {
  return end_all(epilot_of(state).access_tokens, AccessToken::by_user, user_id, &AccessToken::revoked_at,
                 state.clock.now());
}

constexpr std::array gateway_headers{
    access::GatewayWords::Header{"x-epilot-org-id", &access::Identity::tenant_id},
    access::GatewayWords::Header{"x-epilot-user-id", &access::Identity::user_id},
    access::GatewayWords::Header{"x-ivy-org-id", &access::Identity::tenant_id},
};
const access::GatewayWords gateway{
    .tenant_header = "x-epilot-org-id",
    .identity = gateway_headers,
    .caller = "EpilotAuth",
    .anonymized = "x-epilot-anonymized",
    .usual = {"epilot", "user_token", "trusted"},
    .routes = {"epilot_auth", "user_token", "trusted"},
};
constexpr std::array exposed_headers{gate::error_type_header, std::string_view("x-epilot-anonymized")};
const std::array ready{ready_tokens, ready_invitations};
constexpr std::array revocable{Revocable{"token", revoke_token}};
}  // namespace

const Provider provider{
    .name = "epilot",
    .chapter = &chapter,
    .begin = begin,
    .kinds = token_kinds,
    .key_sets = [](const Seed&) { return std::vector(key_sets.begin(), key_sets.end()); },
    .apis = [](const Seed&, const access::Kinds&) { return apis(); },
    .ready = ready,
    .revocable = revocable,
    .revoke_user = revoke_tokens_of,
    .mintable = &mintable_tokens,
    .first_call = "/v2/users/me",
    .exposed_headers = exposed_headers,
    .gateway = &gateway,
    .speaks = "epilot's Access Token API and the APIs around it",
    .hosts = vendor_hosts(),
};

}  // namespace understudy::epilot
