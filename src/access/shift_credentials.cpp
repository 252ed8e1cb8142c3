#include "access/shift_credentials.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/hs256.h"

namespace understudy::access {

namespace {

constexpr std::string_view failed = "Bearer authorization token validation failed";
constexpr std::string_view unparsable = "JWT parsing failed due to an unexpected error.";
/// To please verifiers whose clocks are behind.
constexpr auto head_start = std::chrono::seconds(60);

/// A token is known by its digest, so that the world keeps nothing that could be presented.
std::string row_id(std::string_view token) { return to_hex(crypto::sha256(token)); }

/// A claim with one value is a text, with several a list.
Json one_or_list(const std::vector<std::string>& values) {
  return values.size() == 1 ? Json(values.front()) : Json::array_of(values);
}

void set_filled(Json& claims, std::string_view name, const std::string& text) {
  if (!text.empty()) claims.set(name, text);
}

void add_person(Json& claims, const ShiftPerson& person) {
  claims.set("sub", person.email);
  set_filled(claims, "authority", person.authority());
  claims.set("org_code", person.organization_code);
  claims.set("org_id", person.organization_id);
  claims.set("partition_id", person.partition_id);
  claims.set("partition_slug", person.partition_slug);
  claims.set("person_id", person.person_id);
  std::vector<std::string> names;
  for (const auto& role : person.roles) names.push_back(role.name);
  claims.set("role", one_or_list(names));
}

void add_user(Json& claims, const ShiftPerson& person, const ShiftTokenOrder& order) {
  if (order.debug) {
    std::vector<std::string> roles;
    for (const auto& role : person.roles) roles.push_back(cat({role.name, " (", role.id, ")"}));
    claims.set("role_debug", one_or_list(roles));
    claims.set("user_debug", cat({person.name, " (", person.user_id, ")"}));
  }
  claims.set("user_email", person.email);
  claims.set("user_id", person.user_id);
  claims.set("user_name", person.name);
  set_filled(claims, "user_phone", person.phone);
  claims.set("user_language", person.language.empty() ? std::string("en") : person.language);
  claims.set("user_timezone", person.time_zone);
  set_filled(claims, "user_ip", order.ip_address);
}

Json claims_of(const Seed& seed, const SecretHolder& holder, const ShiftTokenOrder& order, Instant now,
               Instant expiry) {
  Json claims = Json::object({{"aud", seed.shift.audience},
                              {"exp", to_unix_seconds(expiry)},
                              {"iat", to_unix_seconds(now - head_start)},
                              {"nbf", to_unix_seconds(now - head_start)},
                              {"iss", order.issuer},
                              {"ttl", to_unix_seconds(Instant(order.lifetime))}});
  add_person(claims, holder.person);
  add_user(claims, holder.person, order);
  claims.set("sec_id", holder.secret.id);
  return claims;
}

std::string_view partition_of(const Seed& seed, const Json& claims) {
  const auto named = claims.text_at("partition_slug");
  for (const auto& partition : seed.shift.partitions)
    if (partition.slug == named) return partition.slug;
  return seed.shift.partitions.empty() ? std::string_view() : std::string_view(seed.shift.partitions.front().slug);
}

bool has_audience(const Json& claims, std::string_view wanted) {
  const Json* audience = claims.find("aud");
  if (audience == nullptr) return false;
  const Json text(wanted);
  return *audience == text ||
         std::find(audience->items().begin(), audience->items().end(), text) != audience->items().end();
}

/// What is wrong with a token, all of it, in the server's words.
class Findings {
 public:
  void add(Reason reason, std::string text) {
    if (texts_.empty()) reason_ = reason;
    texts_.push_back(std::move(text));
  }
  void throw_if_any() const {
    if (!texts_.empty()) throw Refusal{reason_, cat({failed, " ... ", join(texts_, " ... ")}), "", ""};
  }

 private:
  Reason reason_ = Reason::malformed_credential;
  std::vector<std::string> texts_;
};

void check_expiry(const Json& claims, Instant now, Findings& findings) {
  const Json* claim = claims.find("exp");
  if (claim == nullptr || claim->integer() == nullptr)
    return findings.add(Reason::malformed_credential, std::string(unparsable));
  const long long present = to_unix_seconds(now);
  if (present < *claim->integer()) return;
  // The claim may be anybody's, and as far in the past as its type goes.
  const long long late = present - std::max<long long>(*claim->integer(), 0);
  findings.add(Reason::expired, cat({"This JWT expired ", std::to_string(late / 60), " minutes ago."}));
}

/// The token among those this world issued. One of another world, whose key is the same, is as foreign as a forged one.
ShiftPerson find_holder(const WorldState& state, const Seed& seed, std::string_view token) {
  Findings findings;
  const ShiftToken* row = state.shift_tokens.find(row_id(token));
  if (row == nullptr)
    findings.add(Reason::unknown_token, "Signature verification failed");
  else if (row->revoked_at)
    findings.add(Reason::revoked, "This JWT has been revoked.");
  findings.throw_if_any();
  auto person = find_shift_person(state, seed, row->user_id);
  if (!person) findings.add(Reason::unknown_user, "User not found");
  findings.throw_if_any();
  return std::move(*person);
}

bool recognises(const Seed& seed, const crypto::Jws& jws) {
  return !seed.shift.partitions.empty() && jws.payload.find("org_code") != nullptr &&
         jws.payload.find("partition_slug") != nullptr;
}

Identity verify(World& world, const Presented& presented) {
  const auto caller = verify_shift_bearer(world, presented.token->compact);
  Identity identity;
  identity.kind = "shift_bearer";
  identity.credential_id = cat({"shift:", caller.person.person_id});
  identity.tenant_id = caller.person.tenant_id;
  identity.user_id = caller.person.user_row;
  identity.owner_user_id = caller.person.user_row;
  identity.roles = caller.person.role_rows;
  identity.token = presented.token;
  return identity;
}

}  // namespace

SecretHolder find_secret_holder(World& world, std::string_view value) {
  return world.step([&](WorldState& state) {
    const auto found = state.client_secrets.find_all(cat({"value:", value}));
    if (found.empty())
      throw Refusal{Reason::unknown_token, "Your client secret is not recognized", "",
                    cat({"a secret of ", std::to_string(value.size()), " characters"})};
    const ClientSecret& secret = *found.front();
    const Instant expiry = secret.expires_at.at(state.started);
    if (state.clock.now() >= expiry)
      throw Refusal{Reason::expired, "Your client secret is expired", "before " + to_iso8601(expiry),
                    "now " + to_iso8601(state.clock.now())};
    auto person = find_shift_person(state, world.seed(), secret.user_id);
    if (!person) throw Refusal{Reason::unknown_user, "User not found", "", secret.user_id};
    if (!person->flags.developer)
      throw Refusal{Reason::permission_denied, "Developer access is not granted to your account", "",
                    person->person_id};
    return SecretHolder{secret, std::move(*person)};
  });
}

ShiftBearer issue_shift_bearer(World& world, const SecretHolder& holder, const ShiftTokenOrder& order) {
  const Seed& seed = world.seed();
  const Instant now = world.now();
  const bool is_by_the_minute = seed.shift.expiry_unit == ShiftSettings::ExpiryUnit::minutes;
  const Instant expiry = now + order.lifetime * (is_by_the_minute ? 60 : 1);
  ShiftBearer bearer;
  bearer.payload = claims_of(seed, holder, order, now, expiry).dump_pretty();
  bearer.token = crypto::sign_hs256(shift_signing_secret(seed, holder.person.partition_slug), bearer.payload);
  world.step([&](WorldState& state) {
    while (state.shift_tokens.added() >= world.limits().shift_tokens) state.shift_tokens.erase_oldest_added();
    state.shift_tokens.put({row_id(bearer.token), holder.person.user_row, holder.secret.id, expiry, {}});
  });
  return bearer;
}

ClientSecret renew_client_secret(WorldState& state, const World& /*world*/, const ShiftPerson& person,
                                 Milliseconds lifetime) {
  std::vector<std::string> old;
  for (const ClientSecret* secret : state.client_secrets.find_all(cat({"user:", person.user_row})))
    old.push_back(secret->id);
  for (const auto& id : old) state.client_secrets.erase(id);
  const Instant now = state.clock.now();
  ClientSecret secret;
  secret.id = state.ids.guid("client secret id", person.user_row);
  secret.user_id = person.user_row;
  secret.value = to_base64(state.ids.bytes("client secret", person.user_row, 64));
  secret.created_at = {SeedTime::Kind::absolute, now, {}};
  secret.expires_at = {SeedTime::Kind::absolute, now + lifetime, {}};
  state.client_secrets.put(secret);
  return secret;
}

ShiftCaller verify_shift_bearer(World& world, std::string_view token) {
  const Seed& seed = world.seed();
  Findings findings;
  const auto jws = crypto::parse_jws(token);
  if (!jws) findings.add(Reason::malformed_credential, std::string(unparsable));
  findings.throw_if_any();
  if (!crypto::verify_hs256(shift_signing_secret(seed, partition_of(seed, jws->payload)), *jws))
    findings.add(Reason::bad_signature, "Signature verification failed");
  if (!has_audience(jws->payload, seed.shift.audience))
    findings.add(Reason::wrong_audience, "Audience verification failed");
  check_expiry(jws->payload, world.now(), findings);
  findings.throw_if_any();
  return world.step([&](WorldState& state) { return ShiftCaller{find_holder(state, seed, token), jws->payload}; });
}

std::string shift_signing_secret(const Seed& seed, std::string_view partition) {
  return crypto::hmac_sha256(seed.seed, Json::array({"shift bearer", partition}).dump());
}

CredentialKind shift_bearer_kind() { return {"shift_bearer", {"shiftiq"}, recognises, verify}; }

}  // namespace understudy::access
