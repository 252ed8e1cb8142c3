#include "providers/sample/passes.h"

#include "access/claim_checks.h"
#include "base/text.h"
#include "world/ended.h"
#include "world/named_records.h"

namespace understudy::sample {

namespace {

constexpr std::string_view type_name = "sample_pass";

crypto::UnsignedToken unsigned_pass(World& world, std::string_view base, const Pass& pass) {
  const crypto::Key key = world.signing_key(pass_keys.label);
  const Member* member = club_of(world.seed()).members.find(pass.user_id);
  return {key, crypto::usual_header(key, access::key_id(key)),
          Json::object({{"iss", access::issuer(pass_keys, world, base)},
                        {"sub", pass.user_id},
                        {"jti", pass.id},
                        {"badge", member == nullptr ? Json() : Json(member->badge)},
                        {"exp", to_unix_seconds(pass.expires_at)}})};
}

/// The pass, where this world knows it and nobody ended it, and the roles of whoever holds it.
access::Identity find_holder(World& world, const Json& claims) {
  return world.step([&](WorldState& state) {
    const std::string id(claims.text_at("jti"));
    const Pass* pass = club_of(state).passes.find(id);
    if (pass == nullptr) throw Refusal{Reason::unknown_token, "this world issued the pass", "", access::quote(id)};
    if (pass->revoked_at) throw Refusal{Reason::revoked, "the pass is not revoked", "", ""};
    const User* user = state.users.find(pass->user_id);
    if (user == nullptr) throw Refusal{Reason::unknown_user, "the pass is a user's", "", pass->user_id};
    access::Identity identity;
    identity.kind = type_name;
    identity.credential_id = pass->id;
    identity.tenant_id = pass->tenant_id;
    identity.user_id = identity.owner_user_id = user->id;
    identity.roles = user->roles;
    return identity;
  });
}

access::Identity verify(World& world, const access::Presented& presented) {
  const crypto::Jws& jws = presented.token->jws;
  access::check_header(jws, std::array{crypto::Algorithm::RS256});
  access::check_issuer(jws.payload, access::own_issuers(pass_keys, world, presented.base));
  const auto keys = world.keys(pass_keys.label);
  std::vector<const crypto::PublicKey*> published;
  for (const auto& key : keys) published.push_back(&key);
  access::check_signature(world, published, presented.token);
  access::check_times(jws.payload, world.now());
  auto identity = find_holder(world, jws.payload);
  identity.token = presented.token;
  return identity;
}

bool recognises(const Seed& /*seed*/, const crypto::Jws& jws) { return jws.payload.find("badge") != nullptr; }

Json mint(const front::Visit& visit, World& world, std::string_view base, const MintOrder& order) {
  const Pass pass = world.step([&](WorldState& state) {
    const NamedRecords records(state, world.seed());
    const Tenant* tenant = order.tenant.empty() ? nullptr : &records.tenant(order.tenant);
    return issue_pass(state, world, records.user(order.user, tenant), order.lifetime);
  });
  auto token = unsigned_pass(world, base, pass);
  if (order.key) token.key = *order.key;
  if (!order.key_set.empty()) token.key = world.signing_key(order.key_set);
  token.header = crypto::usual_header(token.key, access::key_id(token.key));
  order.change(token.header, token.claims);
  return Json::object({{"id", pass.id}, {"claims", token.claims}, {"token", visit.signer.sign(token)}});
}

std::optional<size_t> revoke(World& world, const std::string& token) {
  const auto jws = crypto::parse_jws(token);
  if (!jws) return std::nullopt;
  return world.step([&](WorldState& state) -> std::optional<size_t> {
    auto& passes = club_of(state).passes;
    const Pass* pass = passes.find(jws->payload.text_at("jti"));
    if (pass == nullptr) return std::nullopt;
    return end_one(passes, pass, &Pass::revoked_at, state.clock.now());
  });
}

constexpr std::array types{type_name};
constexpr std::array<std::string_view, 7> members{"type", "tenant", "user", "expires_in", "claims", "header", "key"};

}  // namespace

Pass issue_pass(WorldState& state, const World& world, const User& user, std::optional<Milliseconds> lifetime) {
  Pass pass;
  pass.id = state.ids.guid("sample pass", user.id);
  pass.tenant_id = user.tenant_id;
  pass.user_id = user.id;
  pass.expires_at = state.clock.now() + lifetime.value_or(club_of(world.seed()).pass_lifetime);
  club_of(state).passes.put_among(pass, world.limits().access_tokens);
  return pass;
}

std::string sign_pass(World& world, const access::Signer& signer, std::string_view base, const Pass& pass) {
  return signer.sign(unsigned_pass(world, base, pass));
}

access::CredentialKind pass_kind() {
  return {.name = type_name, .recognises = recognises, .told_by = "a badge", .verify = verify};
}

size_t revoke_passes_of(WorldState& state, const std::string& user_id) {
  return end_all(club_of(state).passes, Pass::by_user, user_id, &Pass::revoked_at, state.clock.now());
}

const Mintable mintable_passes{.types = types, .members = members, .mint = mint};
const Revocable revocable_pass{"pass", revoke};

}  // namespace understudy::sample
