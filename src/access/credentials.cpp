#include "access/credentials.h"

#include <algorithm>
#include <array>

#include "access/epilot_token.h"
#include "access/shift_credentials.h"
#include "access/shift_session.h"
#include "access/trusted_token.h"
#include "base/refusal.h"
#include "base/text.h"

namespace understudy::access {

namespace {

/// Where the scheme was left out, what stands in its place is the secret itself, so only known ones are told.
std::string_view known_scheme(std::string_view scheme) {
  constexpr std::array<std::string_view, 7> known{"Basic",  "Digest", "Negotiate", "AWS4-HMAC-SHA256",
                                                  "Secret", "Token",  "DPoP"};
  const auto* found = std::find_if(known.begin(), known.end(),
                                   [&](std::string_view name) { return equal_ignoring_case(name, scheme); });
  return found == known.end() ? "unknown" : *found;
}

struct Authorization {
  std::string_view scheme;
  std::string_view value;
};

Authorization split_header(std::string_view header) {
  const size_t blank = header.find(' ');
  return {header.substr(0, blank), blank == std::string_view::npos ? std::string_view() : trim(header.substr(blank))};
}

bool is_named(const CredentialKind& kind, std::string_view name) {
  return name == kind.name || std::find(kind.families.begin(), kind.families.end(), name) != kind.families.end();
}

bool is_accepted(const CredentialKind& kind, const Accepted& accepted) {
  return accepted.empty() ||
         std::any_of(accepted.begin(), accepted.end(), [&](const std::string& name) { return is_named(kind, name); });
}

const CredentialKind& recognise(const Seed& seed, const crypto::Jws& jws) {
  for (const auto& kind : credential_kinds())
    if (kind.carrier == Carrier::jwt && kind.recognises(seed, jws)) return kind;
  throw Refusal{Reason::malformed_credential, "the token is of a kind that is known here",
                "token_use: access and a token_type of epilot's, or a trusted issuer",
                cat({"token_use: ", shorten(jws.payload.text_at("token_use"), 40),
                     ", token_type: ", shorten(jws.payload.text_at("token_type"), 40),
                     ", iss: ", shorten(jws.payload.text_at("iss"), 80)})};
}

/// The kind of that carrier which the place takes, or null.
const CredentialKind* accepted_kind(Carrier carrier, const Accepted& accepted) {
  for (const auto& kind : credential_kinds())
    if (kind.carrier == carrier && is_accepted(kind, accepted)) return &kind;
  return nullptr;
}

Identity verify_bearer(World& world, std::string_view base, std::string_view text, const Accepted& accepted) {
  std::string why;
  const auto token = world.known_tokens().parse(text, &why);
  if (!token) {
    // Version 1 of Shift iQ's API takes the client secret itself as the bearer: so do places that name this kind.
    const auto* secret = accepted.empty() ? nullptr : accepted_kind(Carrier::secret, accepted);
    if (secret != nullptr && !text.empty()) return secret->verify(world, {nullptr, text, base});
    throw Refusal{Reason::malformed_credential, "the bearer token is a JWT: " + why, "", abridge(text)};
  }
  const CredentialKind& kind = recognise(world.seed(), token->jws);
  if (!is_accepted(kind, accepted))
    throw Refusal{Reason::unaccepted_kind, "this place takes the credential's kind", join(accepted, ", "),
                  std::string(kind.name)};
  return kind.verify(world, {token, token->compact, base});
}

/// Without a header that decides: a cookie, where the place takes one and the request has it.
std::optional<Identity> verify_cookie(World& world, std::string_view base, const Evidence& evidence,
                                      const Accepted& accepted) {
  const auto* kind = evidence.find_cookies ? accepted_kind(Carrier::cookie, accepted) : nullptr;
  if (kind == nullptr) return std::nullopt;
  const auto value = kind->choose_cookie(world, evidence.find_cookies(kind->cookie_name(world.seed())));
  if (!value) return std::nullopt;
  return kind->verify(world, {nullptr, *value, base});
}

Identity verify(World& world, std::string_view base, const Evidence& evidence, const Accepted& accepted) {
  const auto given = evidence.authorization == nullptr ? Authorization() : split_header(*evidence.authorization);
  // RFC 9110 §11.1: scheme names are compared without regard to case.
  if (equal_ignoring_case(given.scheme, "Bearer")) return verify_bearer(world, base, given.value, accepted);
  if (equal_ignoring_case(given.scheme, "Secret"))
    if (const auto* secret = accepted_kind(Carrier::secret, accepted))
      return secret->verify(world, {nullptr, given.value, base});
  if (auto identity = verify_cookie(world, base, evidence, accepted)) return std::move(*identity);
  if (evidence.authorization == nullptr)
    throw Refusal{Reason::missing_credential, "the request carries a credential", "Authorization: Bearer <token>",
                  "no Authorization header"};
  throw Refusal{Reason::malformed_credential, "the Authorization header carries a bearer token",
                "Authorization: Bearer <token>", cat({"scheme ", known_scheme(given.scheme)})};
}

void check_operation(const Identity& identity, std::string_view operation) {
  if (!identity.allowed_operations) return;
  const auto& allowed = *identity.allowed_operations;
  if (std::find(allowed.begin(), allowed.end(), operation) == allowed.end())
    throw Refusal{Reason::unaccepted_operation, "the token lists the operations that it is good for",
                  std::string(shorten(join(allowed, ", "), 120)), std::string(operation)};
}

}  // namespace

const std::vector<CredentialKind>& credential_kinds() {
  static const std::vector<CredentialKind> kinds = [] {
    // First, so that claims of an outside issuer are never taken for those of a token of ours.
    std::vector<CredentialKind> all{trusted_token_kind()};
    for (auto& kind : epilot_token_kinds()) all.push_back(std::move(kind));
    all.push_back(shift_bearer_kind());
    all.push_back(shift_secret_kind());
    all.push_back(shift_cookie_kind());
    return all;
  }();
  return kinds;
}

bool admits_page(const Seed& seed, const Accepted& accepted, std::string_view origin) {
  bool is_admitted = false;
  for (const auto& kind : credential_kinds()) {
    if (!is_accepted(kind, accepted)) continue;
    const bool admits = kind.admits_page == nullptr || kind.admits_page(seed, origin);
    if (kind.carrier == Carrier::cookie && !admits) return false;
    is_admitted = is_admitted || admits;
  }
  return is_admitted;
}

bool is_kind_or_family(std::string_view name) {
  const auto& kinds = credential_kinds();
  return std::any_of(kinds.begin(), kinds.end(), [&](const CredentialKind& kind) { return is_named(kind, name); });
}

std::vector<std::string_view> kinds_and_families() {
  std::vector<std::string_view> names;
  for (const auto& kind : credential_kinds()) names.push_back(kind.name);
  for (const auto& kind : credential_kinds())
    for (const auto family : kind.families)
      if (std::find(names.begin(), names.end(), family) == names.end()) names.push_back(family);
  return names;
}

Identity authenticate(World& world, std::string_view base, const Evidence& evidence, const Place& place) {
  auto identity = verify(world, base, evidence, place.accepted);
  check_operation(identity, place.operation);
  return identity;
}

std::string abridge(std::string_view token) {
  if (token.empty()) return "an empty token";
  return token.size() < 24 ? counted(token.size(), "character")
                           : cat({token.substr(0, 6), "...(", std::to_string(token.size()), " characters)"});
}

}  // namespace understudy::access
