#include "providers/epilot/epilot.h"

#include "providers/epilot/caller.h"
#include "providers/epilot/key_sets.h"
#include "providers/epilot/lacking.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/refusals.h"
#include "providers/epilot/user_routes.h"

namespace understudy::epilot {

namespace {

std::vector<front::Route> token_routes() {
  return {
      {"POST", "/v1/access-tokens", "createAccessToken", create_access_token},
      {"GET", "/v1/access-tokens", "listAccessTokens", list_access_tokens},
      {"DELETE", "/v1/access-tokens/{id}", "revokeAccessToken", revoke_access_token},
  };
}

std::vector<front::Route> document_routes() {
  return {
      {"GET", "/v1/access-tokens/.well-known/jwks.json", "getAccessTokenJwks", jwks_of(api_keys)},
      {"GET", "/v1/access-tokens/.well-known/openid-configuration", "getAccessTokenOIDC",
       openid_configuration_of(api_keys)},
      {"GET", "/v1/access-tokens/public/.well-known/jwks.json", "getPublicTokenJwks", jwks_of(public_keys)},
      {"GET", "/v1/access-tokens/public/.well-known/openid-configuration", "getPublicTokenOIDC",
       openid_configuration_of(public_keys)},
      {"GET", "/v1/access-tokens/portal-preview/.well-known/jwks.json", "getPortalPreviewTokenJwks",
       jwks_of(portal_preview_keys)},
      {"GET", "/v1/access-tokens/portal-preview/.well-known/openid-configuration", "getPortalPreviewTokenOIDC",
       openid_configuration_of(portal_preview_keys)},
      {"GET", "/v1/access-tokens/contact-identification/.well-known/jwks.json", "getContactIdentificationTokenJwks",
       jwks_of(contact_identification_keys)},
      {"GET", "/v1/access-tokens/contact-identification/.well-known/openid-configuration",
       "getContactIdentificationTokenOIDC", openid_configuration_of(contact_identification_keys)},
      {"*", "/v1/access-tokens/agent-auth/{path*}", "agentAuth", {}},
      {"*", "/v1/agent-auth/{path*}", "agentAuth", {}},
  };
}

std::vector<front::Route> organization_routes() {
  return {
      {"GET", "/v2/organization/feature-settings", "getOrganizationFeatureSettings", {}},
      {"GET", "/v2/feature-settings", "getFeatureSettings", {}},
      {"GET", "/v2/organization/{org_id}", "getOrganization", {}},
      {"PATCH", "/v2/organization/{org_id}", "updateOrganization", {}},
      {"GET", "/v2/organization/{org_id}/settings", "getSettings", {}},
      {"PUT", "/v2/organization/{org_id}/settings/{key}", "putSettingsValue", {}},
      {"DELETE", "/v2/organization/{org_id}/settings/{key}", "deleteSettingsValue", {}},
  };
}

std::vector<front::Route> permissions_routes() {
  return {
      {"GET", "/v1/permissions/roles", "listAllRoles", {}},
      {"POST", "/v1/permissions/roles", "createRole", {}},
      {"POST", "/v1/permissions/roles:search", "searchRoles", {}},
      {"GET", "/v1/permissions/roles/{roleId}", "getRole", {}},
      {"PUT", "/v1/permissions/roles/{roleId}", "putRole", {}},
      {"DELETE", "/v1/permissions/roles/{roleId}", "deleteRole", {}},
      {"GET", "/v1/permissions/refresh", "refreshPermissions", {}},
      {"GET", "/v1/permissions/assignments", "listAllAssignments", {}},
      {"GET", "/v1/permissions/assignments/{userId}", "getAssignedRolesForUser", {}},
      {"PUT", "/v1/permissions/assignments/{userId}", "assignRoles", {}},
      {"POST", "/v1/permissions/assignments/{userId}/{roleId}", "addAssignment", {}},
      {"DELETE", "/v1/permissions/assignments/{userId}/{roleId}", "removeAssignment", {}},
      {"GET", "/v1/internal/permissions/roles", "listRolesInternally", {}},
      {"GET", "/v1/internal/permissions/assignments", "listAssignmentsInternally", {}},
  };
}

}  // namespace

std::vector<front::Api> apis() {
  using Refuse = http::Reply (*)(const Refusal&, const front::Visit&);
  const auto lacking = [](std::string_view name, std::vector<front::Route> routes, Refuse refuse) {
    return front::Api{name, {{std::move(routes), refuse}}};
  };
  return {
      {"epilot.access-token",
       {{token_routes(), refuse_with_status_and_error, require_caller<OrgHeader::heeded>},
        {document_routes(), refuse_with_status_and_error}}},
      {"epilot.user",
       {{user_routes(), refuse_in_user_api, require_caller<OrgHeader::ignored>},
        {public_user_routes(), refuse_in_user_api},
        {lacking_user_routes(), refuse_in_user_api}}},
      {"epilot.organization",
       {{{{"GET", "/v2/organization/current", "getCurrentOrganization", get_current_organization}},
         refuse_with_message,
         require_caller<OrgHeader::ignored>},
        {organization_routes(), refuse_with_message}}},
      {"epilot.permissions",
       {{{{"GET", "/v1/permissions/me", "listCurrentRoles", list_current_roles}},
         refuse_with_message,
         require_caller<OrgHeader::heeded>},
        {permissions_routes(), refuse_with_message}}},
      lacking("epilot.sso", sso_routes(), refuse_with_message),
      lacking("epilot.customer-portal", customer_portal_routes(), refuse_with_message),
      lacking("epilot.file", file_routes(), refuse_with_status_and_error),
      lacking("epilot.sandbox", sandbox_routes(), refuse_with_message),
      lacking("epilot.internal-auth", internal_auth_routes(), refuse_with_message),
      lacking("epilot.app", app_routes(), refuse_with_message),
      lacking("epilot.mcp", mcp_routes(), refuse_with_message),
      lacking("epilot.web", web_routes(), refuse_with_message),
  };
}

}  // namespace understudy::epilot
