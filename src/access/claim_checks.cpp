#include "access/claim_checks.h"

#include <algorithm>
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

}  // namespace

std::string quote(std::string_view text) { return std::string(shorten(text, 120)); }

void check_header(const crypto::Jws& jws, std::initializer_list<crypto::Algorithm> expected) {
  const auto name = jws.header.text_at("alg");
  const auto algorithm = crypto::parse_algorithm(name);
  if (!algorithm || std::find(expected.begin(), expected.end(), *algorithm) == expected.end()) {
    std::vector<std::string> names;
    for (const auto one : expected) names.emplace_back(to_text(one));
    const std::string known = join(names, " or ");
    throw Refusal{Reason::forbidden_algorithm, cat({"the token is signed with ", known}), known, quote(name)};
  }
  if (jws.header.find("crit") != nullptr)
    throw Refusal{Reason::forbidden_algorithm, "the token's header marks nothing as critical", "", "crit"};
}

void check_issuer(const Json& payload, std::string_view expected) {
  const auto got = payload.text_at("iss");
  if (got != expected)
    throw Refusal{Reason::wrong_issuer, "the token's issuer is this world's", std::string(expected), quote(got)};
}

void check_signature(World& world, const crypto::PublicKey& key,
                     const std::shared_ptr<const crypto::KnownToken>& token) {
  if (!world.known_tokens().verify(key, token))
    throw Refusal{Reason::bad_signature, "the signature was made with the key that the token names", key_id(key),
                  "a signature that does not fit"};
}

void check_times(const Json& payload, Instant now) {
  if (const auto expiry = time_claim(payload, "exp"); expiry && now >= *expiry)
    throw Refusal{Reason::expired, "the token has not expired", "before " + to_iso8601(*expiry),
                  "now " + to_iso8601(now)};
  if (const auto begin = time_claim(payload, "nbf"); begin && now < *begin)
    throw Refusal{Reason::not_yet_valid, "the token is valid already", "from " + to_iso8601(*begin),
                  "now " + to_iso8601(now)};
}

void check_audience(const Json& payload, const std::vector<std::string>& wanted) {
  const Json* claim = payload.find("aud");
  const auto is_wanted = [&](const Json& value) {
    return value.text() != nullptr && std::find(wanted.begin(), wanted.end(), *value.text()) != wanted.end();
  };
  if (claim != nullptr && (is_wanted(*claim) || std::any_of(claim->items().begin(), claim->items().end(), is_wanted)))
    return;
  throw Refusal{Reason::wrong_audience, cat({"the token is meant for ", join(wanted, " or ")}), join(wanted, ", "),
                claim == nullptr ? "no aud" : quote(claim->dump())};
}

}  // namespace understudy::access
