// Every kind of credential that a request may carry, in one table: how each is recognised and verified. What passes
// becomes an Identity; what does not is refused with the rule that failed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/known_tokens.h"
#include "world/permissions.h"
#include "world/world.h"

namespace understudy::access {

/// Who a verified credential speaks for.
struct Identity {
  std::string_view kind;      ///< the credential kind's name: "api"
  std::string credential_id;  ///< "api_…"
  std::string tenant_id;      ///< the organization acted in
  std::string user_id;        ///< as the credential's claims say it
  std::string owner_user_id;  ///< the directory's user behind it; empty where there is none
  std::vector<std::string> roles;
  bool is_portal_user = false;  ///< holds the organization's portal roles without being given them
  bool read_only = false;
  bool anonymize = false;
  /// The operations the credential is good for; absent: it is bound to none.
  std::optional<std::vector<std::string>> allowed_operations;
  std::shared_ptr<const crypto::KnownToken> token;  ///< null where the credential is no JWT
  Json details;                                     ///< what one that is no JWT says of its holder

  const Json& claims() const { return token ? token->jws.payload : details; }
  Subject subject() const { return {tenant_id, user_id, roles, read_only, is_portal_user}; }
};

/// A credential, and where it was presented.
struct Presented {
  std::shared_ptr<const crypto::KnownToken> token;  ///< of a JWT; null else
  std::string_view text;                            ///< of a secret or a cookie, as it came
  std::string_view base;                            ///< the world's public address
};

/// How a credential travels.
enum class Carrier {
  jwt,     ///< Authorization: Bearer <JWT>
  secret,  ///< Authorization: Secret <text>; where the place names the kind also Bearer <text>
  cookie,
};

struct CredentialKind {
  std::string_view name;                     ///< "api"
  std::vector<std::string_view> families{};  ///< by which places take several kinds at once
  /// Of JWTs alone: which of them are of this kind. Null for other carriers.
  bool (*recognises)(const Seed& seed, const crypto::Jws& jws) = nullptr;
  std::string_view told_by{};  ///< of JWTs alone: what such a token has, for who sent one that is of no kind
  /// Throws Refusal. Takes the world's lock for short steps only.
  Identity (*verify)(World& world, const Presented& presented) = nullptr;
  Carrier carrier = Carrier::jwt;
  /// Of cookies alone: the cookie's name, and which of several it is that counts in this world.
  const std::string& (*cookie_name)(const Seed& seed) = nullptr;
  std::optional<std::string> (*choose_cookie)(World& world, const std::vector<std::string>& values) = nullptr;
  /// Whether pages of an origin may use it; null: those of every origin.
  bool (*admits_page)(const Seed& seed, std::string_view origin) = nullptr;
};

/// Kinds that a place takes, by their names or their families'; empty: every kind.
using Accepted = std::vector<std::string>;

/// How the gateway in front of a platform tells backends who calls, and hears from callers: in that platform's words.
struct GatewayWords {
  struct Header {
    std::string_view name;
    std::string Identity::*member;
  };
  std::string_view tenant_header{};        ///< of requests: names the organization that the caller acts in
  std::span<const Header> identity{};      ///< of what backends get
  std::string_view caller{};               ///< the member of an echo that says who calls
  std::string_view anonymized{};           ///< a header of replies in which personal data was replaced
  Accepted usual{};                        ///< kinds that pass where nobody says which
  std::vector<std::string_view> routes{};  ///< kinds that a backend's route takes which says none
};

/// All that a server knows, in the order in which a token is held against them.
class Kinds {
 public:
  Kinds() = default;
  explicit Kinds(std::vector<CredentialKind> all, GatewayWords gateway = {})
      : all_(std::move(all)), gateway_(std::move(gateway)) {}

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

  /// True where `name` is a kind or a family.
  bool has(std::string_view name) const;
  /// All kinds and families by name, kinds first.
  std::vector<std::string_view> names() const;

  const GatewayWords& gateway() const { return gateway_; }

  /// Whether pages of an origin may call, with credentials, a place that takes these kinds. Each kind that browsers
  /// send by themselves, a cookie, must admit them; where there is none, one kind that does is enough.
  bool admit_page(const Seed& seed, const Accepted& accepted, std::string_view origin) const;

 private:
  std::vector<CredentialKind> all_;
  GatewayWords gateway_;
};

/// What a place asks of a credential.
struct Demand {
  Accepted accepted;
  /// The OpenAPI operation id, for credentials that are good for some operations only; empty: for none of them.
  std::string_view operation;
};

/// What a request carries that may prove who sent it.
struct Evidence {
  const std::string* authorization = nullptr;  ///< the header's value (RFC 6750 §2.1); null where there is none
  /// The values of the cookies of that name, those first that count more. May be empty.
  std::function<std::vector<std::string>(std::string_view name)> find_cookies;
};

/// Verifies what the request carries. An Authorization header goes before a cookie, which is looked at only where the
/// place takes one. Throws Refusal.
Identity authenticate(const Kinds& kinds, World& world, std::string_view base, const Evidence& evidence,
                      const Demand& demand);

/// A few characters of a token, enough to tell two apart and too few to use.
std::string abridge(std::string_view token);

}  // namespace understudy::access
