#include "providers/cognito/pool_keys.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

std::string key_label(const Pool& pool, TokenUse use) {
  return cat({"cognito.", pool.key_name.empty() ? pool.id : pool.key_name, use == TokenUse::id ? ".id" : ".access"});
}

std::string key_id(const crypto::PublicKey& key) { return to_base64(from_base64url(key.thumbprint()).value()); }

std::string vendor_issuer(const Pool& pool) {
  const Json* chosen = pool.settings.find("IssuerConfiguration");
  const bool is_updated = chosen != nullptr && chosen->text_at("Type") == "UPDATED";
  return cat({is_updated ? "https://issuer-cognito-idp." : "https://cognito-idp.", region_of(pool), ".amazonaws.com/",
              pool.id});
}

std::string issuer(const Pool& pool, const World& world, std::string_view base) {
  const Issuers issuers = pool.issuers.value_or(world.seed().issuers);
  return issuers == Issuers::vendor ? vendor_issuer(pool) : cat({base, "/", pool.id});
}

std::string jwks(World& world, const Pool& pool) {
  Json keys = Json::array();
  for (const auto use : {TokenUse::id, TokenUse::access}) {
    auto published = world.keys(key_label(pool, use));
    std::reverse(published.begin(), published.end());
    for (const auto& key : published) keys.push(key.public_jwk(key_id(key)));
  }
  return Json::object({{"keys", std::move(keys)}}).dump();
}

}  // namespace understudy::cognito
