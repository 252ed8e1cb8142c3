#include "providers/cognito/documents.h"

#include "base/text.h"
#include "front/problem.h"
#include "providers/cognito/call.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pool_keys.h"
#include "providers/cognito/vendor_hosts.h"

namespace understudy::cognito {

namespace {

Pool pool_of(const front::Visit& visit) {
  check_region_of_pool(visit, visit.params["pool"]);
  return visit.world.step([&](WorldState& state) { return Pool(named_pool(cognito_of(state), visit.params["pool"])); });
}

}  // namespace

http::Reply get_jwks(front::Visit& visit) {
  const Pool pool = pool_of(visit);
  // Not kept prepared: pools come and go.
  return http::text(200, "application/json", jwks(visit.world, pool));
}

http::Reply get_openid_configuration(front::Visit& visit) {
  const Pool pool = pool_of(visit);
  const std::string here = visit.here();
  // The issuer and what a browser opens are one for browser, host and container; all else is fetched from where the
  // request came.
  return http::json(200, Json::object({{"authorization_endpoint", cat({visit.base, "/oauth2/authorize"})},
                                       {"end_session_endpoint", cat({visit.base, "/logout"})},
                                       {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
                                       {"issuer", issuer(pool, visit.world, visit.issuing())},
                                       {"jwks_uri", cat({here, "/", pool.id, "/.well-known/jwks.json"})},
                                       {"response_types_supported", Json::array({"code", "token"})},
                                       {"revocation_endpoint", cat({here, "/oauth2/revoke"})},
                                       {"scopes_supported", Json::array({"openid", "email", "phone", "profile"})},
                                       {"subject_types_supported", Json::array({"public"})},
                                       {"token_endpoint", cat({here, "/oauth2/token"})},
                                       {"token_endpoint_auth_methods_supported",
                                        Json::array({"client_secret_basic", "client_secret_post"})},
                                       {"userinfo_endpoint", cat({here, "/oauth2/userInfo"})}}));
}

http::Reply refuse_document(const Refusal& refusal, const front::Visit& /*visit*/) {
  if (refusal.said.code.empty()) return front::problem(refusal);
  return http::json(404, Json::object({{"code", refusal.said.code}, {"message", refusal.said.message}}));
}

}  // namespace understudy::cognito
