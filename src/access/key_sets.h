// The signing key sets of epilot's platform: where each is published, whose issuer its tokens carry, and which keys a
// world has in it now.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/jws.h"
#include "world/world.h"

namespace understudy::access {

struct KeySet {
  std::string_view label;   ///< as fixtures and the control API name it
  std::string_view path;    ///< below a world's base: where its documents stand, and the end of a local issuer
  std::string_view vendor;  ///< the original's issuer
};

/// Signs api tokens; that assume and app tokens share it is inferred.
inline constexpr KeySet epilot_api{"epilot.api", "/v1/access-tokens",
                                   "https://access-token.sls.epilot.io/v1/access-tokens"};
/// Signs publishable tokens: journey and portal.
inline constexpr KeySet epilot_public{"epilot.public", "/v1/access-tokens/public",
                                      "https://access-token.sls.epilot.io/v1/access-tokens/public"};
inline constexpr KeySet epilot_portal_preview{"epilot.portal_preview", "/v1/access-tokens/portal-preview",
                                              "https://access-token.sls.epilot.io/v1/access-tokens/portal-preview"};
inline constexpr KeySet epilot_contact_identification{
    "epilot.contact_identification", "/v1/access-tokens/contact-identification",
    "https://access-token.sls.epilot.io/v1/access-tokens/contact-identification"};

inline constexpr std::array key_sets{epilot_api, epilot_public, epilot_portal_preview, epilot_contact_identification};

/// The label of a key that no set publishes: for tokens that every verifier must turn down.
inline constexpr std::string_view stranger = "stranger";

std::vector<std::string> key_set_labels();
const KeySet* find_key_set(std::string_view label);

/// The issuer that this world's tokens of the set carry. `base` is the world's public address.
std::string issuer(const KeySet& set, const World& world, std::string_view base);

/// The key's id as documents and token headers give it: its RFC 7638 thumbprint.
std::string key_id(const crypto::PublicKey& key);

/// {"keys":[…]}: the signing key first, then the one it replaced where that is still published.
std::string jwks(World& world, const KeySet& set);

}  // namespace understudy::access
