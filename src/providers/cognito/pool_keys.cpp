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

namespace {

std::string local_issuer(const Pool& pool, std::string_view base) { return cat({base, "/", pool.id}); }

}  // namespace

std::string issuer(const Pool& pool, const World& world, const access::Issuing& issuing) {
  return access::issuers_for(issuing, world, pool.issuers) == Issuers::vendor ? vendor_issuer(pool)
                                                                              : local_issuer(pool, issuing.base);
}

access::OwnIssuers own_issuers(const Pool& pool, const World& world, std::string_view base) {
  access::OwnIssuers both{local_issuer(pool, base), vendor_issuer(pool)};
  if (access::issuers_for(base, world, pool.issuers) == Issuers::vendor) std::swap(both[0], both[1]);
  return both;
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
