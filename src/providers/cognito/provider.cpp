#include "providers/cognito/provider.h"

#include <array>

#include "crypto/jws.h"
#include "gate/authorizer.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/chapter.h"
#include "providers/cognito/cognito.h"
#include "providers/cognito/mint.h"
#include "providers/cognito/part.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/ready_clients.h"
#include "providers/cognito/tokens.h"
#include "providers/cognito/vendor_hosts.h"
#include "world/ended.h"

namespace understudy::cognito {

namespace {

/// A refresh token, or an ID or access token, with all that came of the same sign-in.
std::optional<size_t> revoke_token(World& world, const std::string& token) {
  const auto jws = crypto::parse_jws(token);
  return world.step([&](WorldState& state) -> std::optional<size_t> {
    auto& cognito = cognito_of(state);
    const TokenFamily* family =
        jws ? cognito.families.find(jws->payload.text_at("event_id")) : find_family(cognito, token);
    if (family == nullptr) return std::nullopt;
    return end_one(cognito.families, family, &TokenFamily::revoked_at, state.clock.now());
  });
}

/// Of an app that counts, else of one that is being set up.
std::string totp_secret(const WorldState& state, const User& user) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), user.tenant_id);
  if (pool == nullptr) return {};
  const auto token = pool_user_of(state, *pool, user).account.software_token;
  return token.secret.empty() ? token.offered : token.secret;
}

std::vector<access::KeySet> key_sets(const Seed& seed) {
  std::vector<access::KeySet> sets;
  for (const auto& texts : cognito_of(seed).keys)
    for (const auto* label : {&texts.id_label, &texts.access_label})
      sets.push_back(
          {.label = *label, .path = texts.path, .vendor = texts.vendor, .name_key = key_id, .issuers = texts.issuers});
  return sets;
}

constexpr std::array starters{
    fixture::Starter{"user-pools", "Cognito user pools: passwords, states of accounts, groups, codes, rotation",
                     "user-pools"},
    fixture::Starter{"second-factors",
                     "Cognito user pools that ask for more than a password, or for none: apps, codes, devices",
                     "second-factors"},
    fixture::Starter{"custom-sign-in", "Cognito's triggers without functions: custom challenges, migration, claims",
                     "custom-sign-in"}};
constexpr std::array revocable{Revocable{"token", revoke_token}};
constexpr std::array exposed_headers{std::string_view("x-amzn-RequestId"), gate::error_type_header,
                                     std::string_view("x-amzn-ErrorMessage")};

// SDKs sign what they send, and ask for a region, before they call anybody. Which credentials these are is all one
// here; but half of somebody's own, or a profile's beside them, would be none.
constexpr std::array<std::string_view, 3> own_credentials{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"};
constexpr std::array<std::string_view, 3> own_region{"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"};
constexpr std::array client_variables{
    ClientVariable{"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"},
    ClientVariable{"AWS_ACCESS_KEY_ID", "understudy", own_credentials},
    ClientVariable{"AWS_SECRET_ACCESS_KEY", "understudy", own_credentials},
    ClientVariable{"AWS_REGION", "eu-central-1", own_region},
    ClientVariable{"AWS_DEFAULT_REGION", "eu-central-1", own_region},  // the one that boto3 reads
};

}  // namespace

const Provider provider{
    .name = "cognito",
    .chapter = &chapter,
    .begin = begin,
    .kinds = token_kinds,
    .key_sets = key_sets,
    .apis = [](const Seed&, const access::Kinds&) { return apis(); },
    .policies = policies,
    .ready = {&ready_clients, 1},
    .revocable = revocable,
    .revoke_user = [](WorldState& state, const std::string& user_id) { return end_families_of(state, user_id); },
    .mintable = &mintable_tokens,
    .totp_secret = totp_secret,
    .exposed_headers = exposed_headers,
    .speaks = "Amazon Cognito's user pools",
    .starters = starters,
    .hosts = vendor_hosts(),
    .client_variables = client_variables,
};

}  // namespace understudy::cognito
