#include "access/claim_checks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "access/key_sets.h"
#include "base/refusal.h"
#include "base/text.h"

namespace understudy::access {

namespace {

/// A NumericDate (RFC 7519 §2) as an Instant; absent where the claim is absent.
std::optional<Instant> time_claim(const Json& payload, std::string_view name) {
  const Json* claim = payload.find(name);
  if (claim == nullptr) return std::nullopt;
  // A time beyond the calendar is far away, on whichever side.
  const long long latest = to_unix_seconds(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));
  if (const auto* seconds = claim->integer()) return from_unix_seconds(std::clamp<long long>(*seconds, 0, latest));
  // RFC 7519 allows a fraction; beyond the calendar a double has none worth keeping.
  if (const auto* seconds = claim->real())
    return from_unix_seconds(static_cast<long long>(std::clamp(*seconds, 0.0, static_cast<double>(latest))));
  throw Refusal{Reason::malformed_credential, cat({"the claim ", name, " counts seconds since 1970"}), "",
                quote(claim->dump())};
}

std::string told(Milliseconds leeway) {
  if (leeway == Milliseconds(0)) return {};
  return cat({", with a leeway of ", std::to_string(leeway.count() / 1000), " s"});
}

bool is_scalar_of_another_type(const Json& value) {
  return value.text() == nullptr && !value.is_array() && !value.is_object();
}

}  // namespace

std::string quote_claim(const Json& object, std::string_view name) {
  const Json* claim = object.find(name);
  if (claim == nullptr) return "none";
  const auto json = quote(claim->dump());
  return is_scalar_of_another_type(*claim) && !claim->is_null() ? cat({claim->type_name(), " ", json}) : json;
}

std::string expected_text(const Json& object, std::string_view name, std::string_view text) {
  const Json* claim = object.find(name);
  const bool shows_type =
      claim != nullptr && (is_scalar_of_another_type(*claim) ||
                           std::any_of(claim->items().begin(), claim->items().end(), is_scalar_of_another_type));
  return shows_type ? cat({"string ", Json(text).dump()}) : std::string(text);
}

std::string quote(std::string_view text) { return std::string(shorten(text, 120)); }

void check_header(const crypto::Jws& jws, std::span<const crypto::Algorithm> expected, std::string_view aside) {
  const auto algorithm = algorithm_of(jws);
  if (!algorithm || std::find(expected.begin(), expected.end(), *algorithm) == expected.end()) {
    const std::string known = alternatives(expected);
    throw Refusal{Reason::forbidden_algorithm, cat({"the token is signed with ", known}), known,
                  cat({quote(jws.header.text_at("alg")), aside})};
  }
  if (jws.header.find("crit") != nullptr)
    throw Refusal{Reason::forbidden_algorithm, "the token's header marks nothing as critical", "", "crit"};
}

void check_issuer(const Json& payload, const OwnIssuers& own) {
  const auto iss = payload.text_at("iss");
  if (std::find(own.begin(), own.end(), iss) == own.end())
    throw Refusal{Reason::wrong_issuer, "the token's issuer is this world's",
                  expected_text(payload, "iss", own.front()), quote_claim(payload, "iss")};
}

void check_signature(World& world, const crypto::PublicKey& key,
                     const std::shared_ptr<const crypto::KnownToken>& token) {
  const std::array one{&key};
  check_signature(world, one, token);
}

void check_signature(World& world, std::span<const crypto::PublicKey* const> keys,
                     const std::shared_ptr<const crypto::KnownToken>& token) {
  const auto made_it = [&](const crypto::PublicKey* key) { return world.known_tokens().verify(*key, token); };
  if (std::any_of(keys.begin(), keys.end(), made_it)) return;
  std::vector<std::string> ids;
  for (const auto* key : keys) ids.push_back(key_id(*key));
  const bool is_named = keys.size() == 1 && token->jws.header.find("kid") != nullptr;
  throw Refusal{Reason::bad_signature,
                is_named           ? "the signature was made with the key that the token names"
                : keys.size() == 1 ? "the signature was made with the key that fits the token"
                                   : "the signature was made with one of the keys that fit the token",
                quote(join(ids, ", ")), "a signature that does not fit"};
}

void check_times(const Json& payload, Instant now, Milliseconds leeway) {
  if (const auto expiry = time_claim(payload, "exp"); expiry && now >= *expiry + leeway)
    throw Refusal{Reason::expired, "the token has not expired", cat({"before ", to_iso8601(*expiry), told(leeway)}),
                  "now " + to_iso8601(now)};
  if (const auto begin = time_claim(payload, "nbf"); begin && now + leeway < *begin)
    throw Refusal{Reason::not_yet_valid, "the token is valid already", cat({"from ", to_iso8601(*begin), told(leeway)}),
                  "now " + to_iso8601(now)};
}

void check_issue_time(const Json& payload, Instant now, Milliseconds leeway) {
  if (const auto issued = time_claim(payload, "iat"); issued && now + leeway < *issued)
    throw Refusal{Reason::not_yet_valid, "the token was issued in the past",
                  cat({"by ", to_iso8601(now), told(leeway)}), "issued " + to_iso8601(*issued)};
}

void check_audience(const Json& payload, const std::vector<std::string>& wanted) {
  const Json* claim = payload.find("aud");
  const auto is_wanted = [&](const Json& value) {
    return value.text() != nullptr && std::find(wanted.begin(), wanted.end(), *value.text()) != wanted.end();
  };
  if (claim != nullptr && (is_wanted(*claim) || std::any_of(claim->items().begin(), claim->items().end(), is_wanted)))
    return;
  throw Refusal{Reason::wrong_audience, cat({"the token is meant for ", join(wanted, " or ")}),
                expected_text(payload, "aud", join(wanted, ", ")), quote_claim(payload, "aud")};
}

}  // namespace understudy::access
