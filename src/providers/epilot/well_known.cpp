// The documents by which verifiers find a key set: its JWKS and its OpenID configuration.
#include "access/key_sets.h"
#include "providers/epilot/operations.h"

namespace understudy::epilot {

front::Handler jwks_of(const access::KeySet& set) {
  return [&set](front::Visit& visit) {
    const auto bytes = visit.world.prepared(cat({set.label, " jwks"}), [&] { return access::jwks(visit.world, set); });
    return http::text(200, "application/json", *bytes);
  };
}

front::Handler openid_configuration_of(const access::KeySet& set) {
  return [&set](front::Visit& visit) {
    // The issuer is one for browser, host and container; the keys are fetched from where the request came.
    return http::json(200, Json::object({{"issuer", access::issuer(set, visit.world, visit.issuing())},
                                         {"jwks_uri", cat({visit.here(), set.path, "/.well-known/jwks.json"})}}));
  };
}

}  // namespace understudy::epilot
