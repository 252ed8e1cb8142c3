// Key sets by which credentials are signed: where each is published, whose issuer its tokens carry, and which keys a
// world has in it now. Which there are, the emulated systems say.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/jws.h"
#include "world/world.h"

namespace understudy::access {

/// Secrets, each by the word for whom they are good.
using SharedSecrets = std::vector<std::pair<std::string_view, std::string>>;

/// The key's id as documents and token headers give it, mostly: its RFC 7638 thumbprint.
std::string key_id(const crypto::PublicKey& key);

struct KeySet {
  std::string_view label;     ///< as fixtures and the control API name it
  std::string_view path{};    ///< below a world's base: where its documents stand, and the end of a local issuer
  std::string_view vendor{};  ///< the original's issuer
  /// Of secrets that sign by HS256, and that nobody publishes: those that sign now. Null: RSA keys sign.
  SharedSecrets (*secrets)(World& world) = nullptr;
  std::string (*name_key)(const crypto::PublicKey& key) = key_id;
  std::optional<Issuers> issuers{};  ///< absent: those of the fixture

  bool is_published() const { return secrets == nullptr; }
};

/// The label of a key that no set publishes: for tokens that every verifier must turn down.
inline constexpr std::string_view stranger = "stranger";

/// Where tokens and documents are made, as far as their issuers follow from it.
struct Issuing {
  // Whoever gives an address alone is no vendor's client.
  Issuing(std::string_view address, Issuers whose = Issuers::local) : base(address), usual(whose) {}
  Issuing(const std::string& address) : base(address) {}

  std::string_view base;           ///< the world's public address
  Issuers usual = Issuers::local;  ///< whose, where the fixture leaves it open
};

/// Whose issuers they are: as a set of keys has it, else as the fixture has it, else as is usual.
Issuers issuers_for(const Issuing& issuing, const World& world, std::optional<Issuers> own = {});

/// The issuer that this world's tokens of the set carry.
std::string issuer(const KeySet& set, const World& world, const Issuing& issuing);

/// The issuers of one set in one world, that which its tokens are most likely to carry first: a token may come back by
/// another way than it went.
using OwnIssuers = std::array<std::string, 2>;
OwnIssuers own_issuers(const KeySet& set, const World& world, std::string_view base);

/// {"keys":[…]}: the signing key first, then the one it replaced where that is still published.
std::string jwks(World& world, const KeySet& set);

}  // namespace understudy::access
