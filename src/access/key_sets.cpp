#include "access/key_sets.h"

#include <algorithm>

namespace understudy::access {

Issuers issuers_for(const Issuing& issuing, const World& world, std::optional<Issuers> own) {
  return own.value_or(world.seed().issuers.value_or(issuing.usual));
}

std::string issuer(const KeySet& set, const World& world, const Issuing& issuing) {
  return issuers_for(issuing, world, set.issuers) == Issuers::vendor ? std::string(set.vendor)
                                                                     : cat({issuing.base, set.path});
}

OwnIssuers own_issuers(const KeySet& set, const World& world, std::string_view base) {
  OwnIssuers both{cat({base, set.path}), std::string(set.vendor)};
  if (issuers_for(base, world, set.issuers) == Issuers::vendor) std::swap(both[0], both[1]);
  return both;
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
