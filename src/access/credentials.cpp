#include "access/credentials.h"

#include <algorithm>
#include <array>

#include "access/epilot_token.h"
#include "access/shift_credentials.h"
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

std::string_view bearer_token(const std::string* authorization) {
  if (authorization == nullptr)
    throw Refusal{Reason::missing_credential, "the request carries a credential", "Authorization: Bearer <token>",
                  "no Authorization header"};
  const size_t blank = authorization->find(' ');
  const std::string_view scheme = std::string_view(*authorization).substr(0, blank);
  // RFC 9110 §11.1: scheme names are compared without regard to case.
  if (!equal_ignoring_case(scheme, "Bearer"))
    throw Refusal{Reason::malformed_credential, "the Authorization header carries a bearer token",
                  "Authorization: Bearer <token>", cat({"scheme ", known_scheme(scheme)})};
  return blank == std::string::npos ? std::string_view() : trim(std::string_view(*authorization).substr(blank));
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
    if (kind.recognises(seed, jws)) return kind;
  throw Refusal{Reason::malformed_credential, "the token is of a kind that is known here",
                "token_use: access and a token_type of epilot's, or a trusted issuer",
                cat({"token_use: ", shorten(jws.payload.text_at("token_use"), 40),
                     ", token_type: ", shorten(jws.payload.text_at("token_type"), 40),
                     ", iss: ", shorten(jws.payload.text_at("iss"), 80)})};
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
    return all;
  }();
  return kinds;
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

Identity authenticate(World& world, std::string_view base, const std::string* authorization, const Place& place) {
  const std::string_view text = bearer_token(authorization);
  std::string why;
  const auto token = world.known_tokens().parse(text, &why);
  if (!token) throw Refusal{Reason::malformed_credential, "the bearer token is a JWT: " + why, "", abridge(text)};
  const CredentialKind& kind = recognise(world.seed(), token->jws);
  if (!is_accepted(kind, place.accepted))
    throw Refusal{Reason::unaccepted_kind, "this place takes the credential's kind", join(place.accepted, ", "),
                  std::string(kind.name)};
  auto identity = kind.verify(world, {token, base});
  check_operation(identity, place.operation);
  return identity;
}

std::string abridge(std::string_view token) {
  if (token.empty()) return "an empty token";
  return token.size() < 24 ? cat({std::to_string(token.size()), " characters"})
                           : cat({token.substr(0, 6), "...(", std::to_string(token.size()), " characters)"});
}

}  // namespace understudy::access
