#include "access/credentials.h"

#include <algorithm>
#include <array>

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

/// "a, b, or c": what the tokens of each kind have.
std::string signs_of(const Kinds& kinds) {
  std::vector<std::string> signs;
  for (const auto& kind : kinds)
    if (!kind.told_by.empty() && std::find(signs.begin(), signs.end(), kind.told_by) == signs.end())
      signs.emplace_back(kind.told_by);
  if (signs.size() > 1) signs.back().insert(0, "or ");
  return join(signs, ", ");
}

/// A request's credentials, held against what a place takes.
class Verification {
 public:
  Verification(const Kinds& kinds, World& world, std::string_view base, const Accepted& accepted)
      : kinds_(kinds), world_(world), base_(base), accepted_(accepted) {}

  Identity verify(const Evidence& evidence) const {
    const auto given = evidence.authorization == nullptr ? Authorization() : split_header(*evidence.authorization);
    // RFC 9110 §11.1: scheme names are compared without regard to case.
    if (equal_ignoring_case(given.scheme, "Bearer")) return verify_bearer(given.value);
    if (equal_ignoring_case(given.scheme, "Secret"))
      if (const auto* secret = accepted_kind(Carrier::secret))
        return secret->verify(world_, {nullptr, given.value, base_});
    if (auto identity = verify_cookie(evidence)) return std::move(*identity);
    if (evidence.authorization == nullptr)
      throw Refusal{Reason::missing_credential, "the request carries a credential", "Authorization: Bearer <token>",
                    "no Authorization header"};
    throw Refusal{Reason::malformed_credential, "the Authorization header carries a bearer token",
                  "Authorization: Bearer <token>", cat({"scheme ", known_scheme(given.scheme)})};
  }

 private:
  const CredentialKind& recognise(const crypto::Jws& jws) const {
    for (const auto& kind : kinds_)
      if (kind.carrier == Carrier::jwt && kind.recognises(world_.seed(), jws)) return kind;
    throw Refusal{Reason::malformed_credential, "the token is of a kind that is known here", signs_of(kinds_),
                  cat({"token_use: ", shorten(jws.payload.text_at("token_use"), 40),
                       ", token_type: ", shorten(jws.payload.text_at("token_type"), 40),
                       ", iss: ", shorten(jws.payload.text_at("iss"), 80)})};
  }

  /// The kind of that carrier which the place takes, or null.
  const CredentialKind* accepted_kind(Carrier carrier) const {
    for (const auto& kind : kinds_)
      if (kind.carrier == carrier && is_accepted(kind, accepted_)) return &kind;
    return nullptr;
  }

  Identity verify_bearer(std::string_view text) const {
    std::string why;
    const auto token = world_.known_tokens().parse(text, &why);
    if (!token) {
      // Some systems take a secret itself as the bearer: so do places that name its kind.
      const auto* secret = accepted_.empty() ? nullptr : accepted_kind(Carrier::secret);
      if (secret != nullptr && !text.empty()) return secret->verify(world_, {nullptr, text, base_});
      throw Refusal{Reason::malformed_credential, "the bearer token is a JWT: " + why, "", abridge(text)};
    }
    const CredentialKind& kind = recognise(token->jws);
    if (!is_accepted(kind, accepted_))
      throw Refusal{Reason::unaccepted_kind, "this place takes the credential's kind", join(accepted_, ", "),
                    std::string(kind.name)};
    return kind.verify(world_, {token, token->compact, base_});
  }

  /// Without a header that decides: a cookie, where the place takes one and the request has it.
  std::optional<Identity> verify_cookie(const Evidence& evidence) const {
    const auto* kind = evidence.find_cookies ? accepted_kind(Carrier::cookie) : nullptr;
    if (kind == nullptr) return std::nullopt;
    const auto value = kind->choose_cookie(world_, evidence.find_cookies(kind->cookie_name(world_.seed())));
    if (!value) return std::nullopt;
    return kind->verify(world_, {nullptr, *value, base_});
  }

  const Kinds& kinds_;
  World& world_;
  std::string_view base_;
  const Accepted& accepted_;
};

void check_operation(const Identity& identity, std::string_view operation) {
  if (!identity.allowed_operations) return;
  const auto& allowed = *identity.allowed_operations;
  if (std::find(allowed.begin(), allowed.end(), operation) == allowed.end())
    throw Refusal{Reason::unaccepted_operation, "the token lists the operations that it is good for",
                  std::string(shorten(join(allowed, ", "), 120)), std::string(operation)};
}

}  // namespace

bool Kinds::has(std::string_view name) const {
  return std::any_of(all_.begin(), all_.end(), [&](const CredentialKind& kind) { return is_named(kind, name); });
}

std::vector<std::string_view> Kinds::names() const {
  std::vector<std::string_view> names;
  for (const auto& kind : all_) names.push_back(kind.name);
  for (const auto& kind : all_)
    for (const auto family : kind.families)
      if (std::find(names.begin(), names.end(), family) == names.end()) names.push_back(family);
  return names;
}

bool Kinds::admit_page(const Seed& seed, const Accepted& accepted, std::string_view origin) const {
  bool is_admitted = false;
  for (const auto& kind : all_) {
    if (!is_accepted(kind, accepted)) continue;
    const bool admits = kind.admits_page == nullptr || kind.admits_page(seed, origin);
    if (kind.carrier == Carrier::cookie && !admits) return false;
    is_admitted = is_admitted || admits;
  }
  return is_admitted;
}

Identity authenticate(const Kinds& kinds, World& world, std::string_view base, const Evidence& evidence,
                      const Demand& demand) {
  auto identity = Verification(kinds, world, base, demand.accepted).verify(evidence);
  check_operation(identity, demand.operation);
  return identity;
}

std::string abridge(std::string_view token) {
  if (token.empty()) return "an empty token";
  return token.size() < 24 ? counted(token.size(), "character")
                           : cat({token.substr(0, 6), "...(", std::to_string(token.size()), " characters)"});
}

}  // namespace understudy::access
