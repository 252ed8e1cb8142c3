#include "providers/shiftiq/credentials.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/hs256.h"
#include "providers/shiftiq/admitted_origins.h"
#include "providers/shiftiq/identity.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/signing_secrets.h"

namespace understudy::shiftiq {

using access::Identity;
using access::Presented;

namespace {

constexpr std::string_view failed = "Bearer authorization token validation failed";
constexpr std::string_view unparsable = "JWT parsing failed due to an unexpected error.";
/// To please verifiers whose clocks are behind.
constexpr auto head_start = std::chrono::seconds(60);

/// A token is known by its digest, so that the world keeps nothing that could be presented.
std::string row_id(std::string_view token) { return to_hex(crypto::sha256(token)); }

/// "Name (id)" where a request wants to be told more.
void add_debug(Json& claims, const ShiftPerson& person) {
  std::vector<std::string> roles;
  for (const auto& role : person.roles) roles.push_back(cat({role.name, " (", role.id, ")"}));
  claims.set("role_debug", roles.size() == 1 ? Json(roles.front()) : Json::array_of(roles));
  claims.set("user_debug", cat({person.name, " (", person.user_id, ")"}));
}

Json claims_of(const Seed& seed, const SecretHolder& holder, const ShiftTokenOrder& order, Instant now,
               Instant expiry) {
  Json claims = Json::object({{"aud", shift_of(seed).settings.audience},
                              {"exp", to_unix_seconds(expiry)},
                              {"iat", to_unix_seconds(now - head_start)},
                              {"nbf", to_unix_seconds(now - head_start)},
                              {"iss", order.issuer},
                              {"ttl", to_unix_seconds(Instant(order.lifetime))}});
  add_person_claims(claims, holder.person);
  if (order.debug) add_debug(claims, holder.person);
  add_user_claims(claims, holder.person);
  if (!order.ip_address.empty()) claims.set("user_ip", order.ip_address);
  claims.set("sec_id", holder.secret.id);
  return claims;
}

std::string_view partition_of(const Seed& seed, const Json& claims) {
  const auto named = claims.text_at("partition_slug");
  for (const auto& partition : shift_of(seed).settings.partitions)
    if (partition.slug == named) return partition.slug;
  return shift_of(seed).settings.partitions.empty() ? std::string_view()
                                                    : std::string_view(shift_of(seed).settings.partitions.front().slug);
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
  const ShiftToken* row = shift_of(state).tokens.find(row_id(token));
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
  return !shift_of(seed).settings.partitions.empty() && jws.payload.find("org_code") != nullptr &&
         jws.payload.find("partition_slug") != nullptr;
}

Identity verify_bearer(World& world, const Presented& presented) {
  auto identity = identity_of(verify_shift_bearer(world, presented.text).person, "shift_bearer");
  identity.token = presented.token;
  return identity;
}

Identity verify_secret(World& world, const Presented& presented) {
  return identity_of(find_secret_holder(world, presented.text).person, "shift_secret");
}

bool verifies(World& world, const crypto::Jws& jws) {
  for (const auto& secret : shift_secrets(world, shift_bearer_secrets, partition_of(world.seed(), jws.payload)))
    if (crypto::verify_hs256(secret, jws)) return true;
  return false;
}

/// Whether it takes the place of what the profile page made for that person before.
bool replaces(const Seed& seed, const ShiftTokenOrder& order) {
  return order.is_from_page && shift_of(seed).settings.refresh_icon == ShiftSettings::RefreshIcon::revokes;
}

std::vector<const ShiftToken*> tokens_of(const WorldState& state, std::string_view user_row) {
  return shift_of(state).tokens.find_all(ShiftToken::by_user, user_row);
}

/// The time that makes it another token than those it replaces: now, or the second after the newest of them.
Instant first_date(World& world, const SecretHolder& holder, const ShiftTokenOrder& order, Milliseconds lifetime) {
  return world.step([&](WorldState& state) {
    Instant date = state.clock.now();
    if (!replaces(world.seed(), order)) return date;
    // So many seconds ahead of a clock that stands still they may be; later ones are of a clock that was set back.
    const Instant latest = date + std::chrono::seconds(world.limits().access_tokens);
    for (const ShiftToken* token : tokens_of(state, holder.person.user_row)) {
      if (!token->is_from_page || token->secret_id != holder.secret.id) continue;
      const Instant next = token->expires_at - lifetime + std::chrono::seconds(1);
      if (next <= latest) date = std::max(date, next);
    }
    return date;
  });
}

/// A revoked token that is forgotten could be made again, so where one has to go it is one that is over anyway.
void make_room(WorldState& state, size_t limit, std::string_view user_row) {
  if (shift_of(state).tokens.added() < limit) return;
  const auto tokens = tokens_of(state, user_row);
  const auto over = std::find_if(tokens.begin(), tokens.end(),
                                 [&](const ShiftToken* token) { return token->expires_at <= state.clock.now(); });
  if (over != tokens.end()) shift_of(state).tokens.erase(std::string((*over)->id));
}

void revoke_page_tokens(WorldState& state, std::string_view user_row) {
  shift_of(state).tokens.change_all(
      ShiftToken::by_user, user_row, [](const ShiftToken& token) { return token.is_from_page && !token.revoked_at; },
      [&](ShiftToken& token) { token.revoked_at = state.clock.now(); });
}

ShiftBearer sign(const access::Signer& signer, const std::string& secret, const Json& claims) {
  const std::string payload = claims.dump_pretty();
  return {signer.sign(secret, crypto::hs256_header(), payload), payload};
}

enum class Others { stay, are_replaced };

/// False where that very token was revoked or is to be replaced: it must neither come back to life nor outlive itself.
bool remember(World& world, ShiftToken token, Others others) {
  return world.step([&](WorldState& state) {
    const ShiftToken* known = shift_of(state).tokens.find(token.id);
    if (known != nullptr && (known->revoked_at || others == Others::are_replaced)) return false;
    const bool is_new = known == nullptr;
    if (others == Others::are_replaced) revoke_page_tokens(state, token.user_id);
    const size_t most = world.limits().access_tokens;
    if (is_new) make_room(state, most, token.user_id);
    shift_of(state).tokens.put_among(std::move(token), most);
    return true;
  });
}

}  // namespace

SecretHolder find_secret_holder(World& world, std::string_view value) {
  return world.step([&](WorldState& state) {
    const auto found = shift_of(state).secrets.find_all(ClientSecret::by_value, value);
    if (found.empty())
      throw Refusal{Reason::unknown_token, "Your client secret is not recognized", "",
                    cat({"a secret of ", counted(value.size(), "character")})};
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

ShiftBearer issue_shift_bearer(World& world, const access::Signer& signer, const SecretHolder& holder,
                               const ShiftTokenOrder& order) {
  const Seed& seed = world.seed();
  const bool is_by_the_minute = shift_of(seed).settings.expiry_unit == ShiftSettings::ExpiryUnit::minutes;
  const auto lifetime = order.lifetime * (is_by_the_minute ? 60 : 1);
  const auto secret = shift_secrets(world, shift_bearer_secrets, holder.person.partition_slug).back();
  const auto others = replaces(seed, order) ? Others::are_replaced : Others::stay;
  for (Instant date = first_date(world, holder, order, lifetime);; date += std::chrono::seconds(1)) {
    Json claims = claims_of(seed, holder, order, date, date + lifetime);
    auto bearer = order.sign ? order.sign(secret, std::move(claims)) : sign(signer, secret, claims);
    ShiftToken row{row_id(bearer.token), holder.person.user_row, holder.secret.id, date + lifetime, {},
                   order.is_from_page};
    if (remember(world, std::move(row), others)) return bearer;
  }
}

ClientSecret renew_client_secret(WorldState& state, const ShiftPerson& person, Milliseconds lifetime) {
  std::optional<Milliseconds> lifetime_limit;
  for (const ClientSecret* secret : shift_of(state).secrets.find_all(ClientSecret::by_user, person.user_row))
    if (secret->lifetime_limit) lifetime_limit = secret->lifetime_limit;
  shift_of(state).secrets.erase_all(ClientSecret::by_user, person.user_row);
  const Instant now = state.clock.now();
  ClientSecret secret;
  secret.id = state.ids.guid("client secret id", person.user_row);
  secret.user_id = person.user_row;
  secret.value = to_base64(state.ids.bytes("client secret", person.user_row, 64));
  secret.created_at = {SeedTime::Kind::absolute, now, {}};
  secret.expires_at = {SeedTime::Kind::absolute, now + lifetime, {}};
  secret.lifetime_limit = lifetime_limit;
  shift_of(state).secrets.put(secret);
  return secret;
}

ShiftCaller verify_shift_bearer(World& world, std::string_view token) {
  const Seed& seed = world.seed();
  Findings findings;
  const auto jws = crypto::parse_jws(token);
  if (!jws) findings.add(Reason::malformed_credential, std::string(unparsable));
  findings.throw_if_any();
  if (!verifies(world, *jws)) findings.add(Reason::bad_signature, "Signature verification failed");
  if (!has_audience(jws->payload, shift_of(seed).settings.audience))
    findings.add(Reason::wrong_audience, "Audience verification failed");
  check_expiry(jws->payload, world.now(), findings);
  findings.throw_if_any();
  return world.step([&](WorldState& state) { return ShiftCaller{find_holder(state, seed, token), jws->payload}; });
}

access::CredentialKind bearer_kind() {
  return {.name = "shift_bearer",
          .families = {"shiftiq"},
          .recognises = recognises,
          .told_by = "org_code and partition_slug of Shift iQ's",
          .verify = verify_bearer,
          .admits_page = shift_admits_page};
}

access::CredentialKind secret_kind() {
  return {.name = "shift_secret",
          .families = {"shiftiq"},
          .verify = verify_secret,
          .carrier = access::Carrier::secret,
          .admits_page = shift_admits_page};
}

}  // namespace understudy::shiftiq
