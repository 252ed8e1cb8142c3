#include "providers/epilot/lacking.h"

namespace understudy::epilot {

std::vector<front::Route> sso_routes() {
  return {
      {"POST", "/v1/sso/public/login", "ssoLogin", {}},
      {"*", "/v1/sso/{path*}", "sso", {}},
  };
}

std::vector<front::Route> customer_portal_routes() {
  return {
      {"GET", "/v3/portal/public/portal/config", "getPublicPortalConfigV3", {}},
      {"GET", "/v2/portal/public/portal/config", "getPublicPortalConfig", {}},
      {"GET", "/v2/portal/public/config", "getPortalConfigByDomain", {}},
      {"GET", "/v2/portal/public/user/entry-point", "getUserEntryPoint", {}},
      {"GET", "/v3/portal/public/user/exists", "userExistsV3", {}},
      {"GET", "/v2/portal/public/user/exists", "userExists", {}},
      {"POST", "/v3/portal/public/user", "createUserV3", {}},
      {"POST", "/v2/portal/public/user", "createUser", {}},
      {"GET", "/v2/portal/user/confirm", "confirmUser", {}},
      {"GET", "/v2/portal/user/confirm/{id}", "confirmUserWithUserId", {}},
      {"POST", "/v2/portal/user/resend/confirmation-email/{id}", "resendConfirmationEmail", {}},
      {"POST", "/v2/portal/token/validate", "validateToken", {}},
      {"POST", "/v2/portal/token/revoke", "revokeToken", {}},
      {"GET", "/v2/portal/user", "getPortalUser", {}},
      {"PATCH", "/v2/portal/user", "updatePortalUser", {}},
      {"DELETE", "/v2/portal/user", "deletePortalUser", {}},
      {"PUT", "/v2/portal/user/update/email", "updatePortalUserEmail", {}},
      {"PUT", "/v2/portal/user/change/password", "changePortalUserPassword", {}},
      {"POST", "/v2/portal/admin:login-as-user", "loginToPortalAsUser", {}},
      {"GET", "/v3/portal/public/sso/providers/{provider_slug}", "getPublicSSOProviderV3", {}},
      {"GET", "/v2/portal/public/sso/providers/{provider_slug}", "getSSOProvider", {}},
      {"POST", "/v3/portal/public/sso/login", "ssoLoginV3", {}},
      {"POST", "/v2/portal/public/sso/login", "ssoLogin", {}},
      {"POST", "/v2/portal/public/sso/redirect", "ssoRedirect", {}},
      {"POST", "/v2/portal/public/sso/callback", "ssoCallback", {}},
      {"POST", "/v3/portal/public/contact/identify", "identifyContact", {}},
      {"POST", "/v3/portal/public/contact/exists", "checkContactExistsV3", {}},
      {"POST", "/v2/portal/public/contact/exists", "checkContactExists", {}},
      {"GET", "/v2/portal/contact", "getContact", {}},
      {"GET", "/v2/portal/schemas", "getSchemas", {}},
      {"POST", "/v2/portal/entity:get", "getPortalUserEntity", {}},
      {"POST", "/v2/portal/entity:search", "searchPortalUserEntities", {}},
      {"POST", "/v2/portal/metering/readings", "getMeterReadings", {}},
      {"GET", "/v2/portal/pages", "getPortalPages", {}},
  };
}

std::vector<front::Route> file_routes() {
  return {
      {"GET", "/v1/files/session", "getSession", {}},
      {"DELETE", "/v1/files/session", "deleteSession", {}},
  };
}

std::vector<front::Route> sandbox_routes() {
  return {{"GET", "/v1/sandbox/pipelines/{pipeline_id}/token", "generatePipelineToken", {}}};
}

std::vector<front::Route> internal_auth_routes() {
  return {
      {"GET", "/v1/internal-auth/auth", "getInternalToken", {}},
      {"POST", "/v1/internal-auth/auth", "createInternalToken", {}},
      {"GET", "/v1/internal-auth/.well-known/jwks.json", "getInternalAuthJwks", {}},
      {"GET", "/v1/internal-auth/.well-known/openid-configuration", "getInternalAuthOIDC", {}},
  };
}

std::vector<front::Route> app_routes() { return {{"GET", "/v1/public/.well-known/public-key", "getPublicKey", {}}}; }

std::vector<front::Route> mcp_routes() { return {{"*", "/mcp", "mcp", {}}}; }

std::vector<front::Route> web_routes() {
  return {
      {"GET", "/login", "login", {}},
      {"GET", "/sso", "ssoRedirect", {}},
  };
}

}  // namespace understudy::epilot
