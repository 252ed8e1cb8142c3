#include "access/key_sets.h"

#include <algorithm>

namespace understudy::access {

std::string issuer(const KeySet& set, const World& world, std::string_view base) {
  return set.issuers.value_or(world.seed().issuers) == Issuers::vendor ? std::string(set.vendor)
                                                                       : cat({base, set.path});
}

std::string key_id(const crypto::PublicKey& key) { return key.thumbprint(); }

std::string jwks(World& world, const KeySet& set) {
  Json keys = Json::array();
  auto published = world.keys(set.label);
  std::reverse(published.begin(), published.end());
  for (const auto& key : published) keys.push(key.public_jwk(set.name_key(key)));
  return Json::object({{"keys", std::move(keys)}}).dump();
}

}  // namespace understudy::access
