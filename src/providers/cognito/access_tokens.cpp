#include "providers/cognito/access_tokens.h"

#include <algorithm>
#include <array>

#include "access/claim_checks.h"
#include "access/platform_claims.h"
#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view word_for_use(TokenUse use) { return use == TokenUse::id ? "id" : "access"; }

/// What a token is checked against, of the pool that its issuer names.
struct Expected {
  access::OwnIssuers issuers;
  std::string key;
};

Expected expected_of(World& world, std::string_view base, const Json& payload, TokenUse use) {
  const auto iss = payload.text_at("iss");
  const auto pool_id = iss.substr(iss.rfind('/') + 1);
  return world.step([&](WorldState& state) {
    const Pool* pool = cognito_of(state).pools.find(pool_id);
    if (pool == nullptr)
      throw Refusal{Reason::wrong_issuer, "the token's issuer is a user pool of this world", "",
                    access::quote_claim(payload, "iss")};
    return Expected{own_issuers(*pool, world, base), key_label(*pool, use)};
  });
}

crypto::Key find_key(World& world, const std::string& label, const crypto::Jws& jws) {
  const auto kid = jws.header.text_at("kid");
  for (auto& key : world.keys(label))
    if (key_id(key) == kid) return key;
  throw Refusal{Reason::unknown_key, cat({"the token's key id names a key of this world's set ", label}), "",
                access::quote_claim(jws.header, "kid")};
}

/// The family of a token that was well signed. It is the issuer's own: a key of one pool makes no user of another's.
TokenFamily family_of(WorldState& state, const Json& payload) {
  const TokenFamily* family = cognito_of(state).families.find(payload.text_at("event_id"));
  if (family == nullptr || !payload.text_at("iss").ends_with(cat({"/", family->pool_id})))
    throw Refusal{Reason::unknown_token, "this world issued the token and still knows the sign-in", "",
                  access::quote_claim(payload, "event_id")};
  return *family;
}

/// What a platform reads of the user must be the user's: backends act by the claims.
void check_platform_claims(const World& world, const Json& payload, const User& user) {
  for (const auto& [name, value] : world.seed().parts.of_or_usual<access::PlatformClaims>().claims)
    if (payload.find(name) != nullptr && payload.text_at(name) != user.*value)
      throw Refusal{Reason::wrong_tenant, cat({"the token's ", name, " is of the user it was issued for"}), user.*value,
                    access::quote_claim(payload, name)};
}

template <TokenUse use>
bool recognises(const Seed& /*seed*/, const crypto::Jws& jws) {
  return jws.payload.text_at("token_use") == word_for_use(use) && jws.payload.find("event_id") != nullptr;
}

/// As gateways check it, which ask no user pool: by signature, issuer and times, so that a token that was revoked is
/// good until it expires,
/// unless the fixture has it otherwise. Its user must be there, and active, to have roles.
template <TokenUse use>
access::Identity verify(World& world, const access::Presented& presented) {
  check_token(world, presented.base, presented.token, use);
  const Json& payload = presented.token->jws.payload;
  return world.step([&](WorldState& state) {
    const TokenFamily family = family_of(state, payload);
    const bool is_refused = cognito_of(state).choices.revoked_tokens == CognitoChoices::Revoked::refuse;
    if (family.revoked_at && is_refused)
      throw Refusal{Reason::revoked, "the sign-in that the token comes of was not ended", "",
                    "ended at " + to_iso8601(*family.revoked_at)};
    const User* user = state.users.find(family.user_id);
    if (user == nullptr || user->status != User::Status::active)
      throw Refusal{Reason::unknown_user, "the token's user is an active one of the directory", "", family.user_id};
    check_platform_claims(world, payload, *user);
    access::Identity identity;
    identity.kind = use == TokenUse::id ? "cognito_id" : "cognito_access";
    identity.credential_id = payload.text_at("jti");
    identity.tenant_id = user->tenant_id;
    identity.user_id = user->id;
    identity.owner_user_id = user->id;
    identity.roles = user->roles;
    identity.token = presented.token;
    return identity;
  });
}

template <TokenUse use>
access::CredentialKind kind(std::string_view name, std::string_view told_by) {
  return {.name = name,
          .families = {"cognito", "user_token"},
          .recognises = recognises<use>,
          .told_by = told_by,
          .verify = verify<use>};
}

/// The original tells a client little of what is wrong with its token.
Refusal in_the_originals_words(Refusal refusal) {
  const Exception& exception = refusal.reason == Reason::expired ? expired_access_token : invalid_access_token;
  refusal.said = {.code = std::string(exception.type), .message = std::string(exception.message)};
  return refusal;
}

Bearer verified_bearer(Call& call, std::string_view text) {
  auto& world = call.visit.world;
  std::string why;
  const auto token = world.known_tokens().parse(text, &why);
  if (!token) throw Refusal{Reason::malformed_credential, cat({"the access token is a JWT: ", why}), "", ""};
  const Json& payload = token->jws.payload;
  if (!recognises<TokenUse::access>(world.seed(), token->jws))
    throw Refusal{Reason::unaccepted_kind, "the token is an access token", "token_use: access",
                  access::quote_claim(payload, "token_use")};
  check_token(world, call.visit.base, token, TokenUse::access);
  return world.step([&](WorldState& state) {
    const TokenFamily family = family_of(state, payload);
    if (family.revoked_at) refuse(revoked_access_token, "the sign-in that the token comes of was not ended");
    const auto scopes = split(payload.text_at("scope"), ' ');
    if (std::find(scopes.begin(), scopes.end(), api_scope) == scopes.end())
      refuse(unscoped_access_token, "the token's scope has Cognito's own operations", std::string(api_scope));
    call.visit.journal.caller = payload.text_at("jti");
    call.post.client_id = family.client_id;
    return Bearer{family.id, family.pool_id, family.client_id, family.user_id};
  });
}

}  // namespace

void check_token(World& world, std::string_view base, const std::shared_ptr<const crypto::KnownToken>& token,
                 TokenUse use) {
  const crypto::Jws& jws = token->jws;
  access::check_header(jws, std::array{crypto::Algorithm::RS256});
  const Expected expected = expected_of(world, base, jws.payload, use);
  access::check_issuer(jws.payload, expected.issuers);
  access::check_signature(world, find_key(world, expected.key, jws), token);
  if (jws.payload.find("exp") == nullptr)
    throw Refusal{Reason::malformed_credential, "a user pool's token says when it expires", "exp", "none"};
  access::check_times(jws.payload, world.now());
}

Bearer bearer_of(Call& call, std::string_view member) {
  try {
    return verified_bearer(call, call.text(member));
  } catch (const Refusal& refusal) {
    if (!refusal.said.code.empty()) throw;
    throw in_the_originals_words(refusal);
  }
}

BearerRecords records_of(WorldState& state, const Bearer& bearer) {
  const auto& cognito = cognito_of(state);
  const Pool& pool = named_pool(cognito, bearer.pool_id);
  const Client& client = named_client(cognito, bearer.client_id);
  auto member = pool_user_of(state, pool, bearer.user_id);
  if (!member) refuse(no_such_user, "the token's user is still there");
  if (!member->is_enabled()) refuse(user_is_disabled);
  return {pool, client, std::move(*member)};
}

std::vector<access::CredentialKind> token_kinds() {
  return {kind<TokenUse::access>("cognito_access", "token_use: access and an event_id"),
          kind<TokenUse::id>("cognito_id", "token_use: id and an event_id")};
}

}  // namespace understudy::cognito
