#include "access/key_sets.h"
#include "emulators/epilot/operations.h"

namespace understudy::epilot {

http::Reply get_access_token_jwks(front::Visit& visit) {
  const auto bytes =
      visit.world.prepared("epilot.api jwks", [&] { return access::jwks(visit.world, access::epilot_api); });
  return http::text(200, "application/json", *bytes);
}

http::Reply get_access_token_oidc(front::Visit& visit) {
  const auto& set = access::epilot_api;
  // The issuer is one for browser, host and container; the keys are fetched from where the request came.
  return http::json(200, Json::object({{"issuer", access::issuer(set, visit.world, visit.base)},
                                       {"jwks_uri", cat({visit.here, set.path, "/.well-known/jwks.json"})}}));
}

}  // namespace understudy::epilot
