#include "access/credentials.h"

#include <algorithm>
#include <array>

#include "access/epilot_api_token.h"
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

std::string bearer_token(const std::string* authorization) {
  if (authorization == nullptr)
    throw Refusal{Reason::missing_credential, "the request carries a credential", "Authorization: Bearer <token>",
                  "no Authorization header"};
  const size_t blank = authorization->find(' ');
  const std::string_view scheme = std::string_view(*authorization).substr(0, blank);
  // RFC 9110 §11.1: scheme names are compared without regard to case.
  if (!equal_ignoring_case(scheme, "Bearer"))
    throw Refusal{Reason::malformed_credential, "the Authorization header carries a bearer token",
                  "Authorization: Bearer <token>", cat({"scheme ", known_scheme(scheme)})};
  return blank == std::string::npos ? std::string() : std::string(trim(std::string_view(*authorization).substr(blank)));
}

bool is_accepted(const CredentialKind& kind, const Accepted& accepted) {
  return accepted.empty() || std::any_of(accepted.begin(), accepted.end(), [&](const std::string& name) {
           return name == kind.name || name == kind.family;
         });
}

const CredentialKind& recognise(const crypto::Jws& jws) {
  for (const auto& kind : credential_kinds())
    if (kind.recognises(jws)) return kind;
  throw Refusal{Reason::malformed_credential, "the token is of a kind that is known here",
                "token_use: access, token_type: api",
                cat({"token_use: ", shorten(jws.payload.text_at("token_use"), 40),
                     ", token_type: ", shorten(jws.payload.text_at("token_type"), 40)})};
}

}  // namespace

const std::vector<CredentialKind>& credential_kinds() {
  static const std::vector<CredentialKind> kinds{
      {"api", "epilot", recognises_epilot_api_token, verify_epilot_api_token},
  };
  return kinds;
}

bool is_kind_or_family(std::string_view name) {
  const auto& kinds = credential_kinds();
  return std::any_of(kinds.begin(), kinds.end(),
                     [&](const CredentialKind& kind) { return name == kind.name || name == kind.family; });
}

Identity authenticate(World& world, std::string_view base, const std::string* authorization, const Accepted& accepted) {
  std::string token = bearer_token(authorization);
  std::string why;
  auto jws = crypto::parse_jws(token, &why);
  if (!jws) throw Refusal{Reason::malformed_credential, "the bearer token is a JWT: " + why, "", abridge(token)};
  const CredentialKind& kind = recognise(*jws);
  if (!is_accepted(kind, accepted))
    throw Refusal{Reason::unaccepted_kind, "this place takes the credential's kind", join(accepted, ", "),
                  std::string(kind.name)};
  return kind.verify(world, {std::move(token), std::move(*jws), base});
}

std::string abridge(std::string_view token) {
  if (token.empty()) return "an empty token";
  return token.size() < 24 ? cat({std::to_string(token.size()), " characters"})
                           : cat({token.substr(0, 6), "...(", std::to_string(token.size()), " characters)"});
}

}  // namespace understudy::access
