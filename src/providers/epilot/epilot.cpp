#include "providers/epilot/epilot.h"

#include "gate/authorizer.h"
#include "providers/epilot/caller.h"
#include "providers/epilot/key_sets.h"
#include "providers/epilot/lacking.h"
#include "providers/epilot/operations.h"

namespace understudy::epilot {

namespace {

int status_of(Reason reason) {
  switch (reason) {
    case Reason::permission_denied: return 403;
    case Reason::invalid_request: return 400;
    case Reason::unknown_record: return 404;
    case Reason::limit_reached: return 429;
    default: return 500;
  }
}

/// What the body says: why a request is wrong is told, why a permission is missing is not.
std::string message_of(const Refusal& refusal) {
  switch (refusal.reason) {
    case Reason::invalid_request:
    case Reason::unknown_record:
    case Reason::limit_reached: return refusal.message();
    case Reason::permission_denied: return "Forbidden";
    default: return "Internal Server Error";
  }
}

/// {"status":403,"error":"Forbidden"}
http::Reply refuse_with_status_and_error(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  const int status = status_of(refusal.reason);
  return http::json(status, Json::object({{"status", status}, {"error", message_of(refusal)}}));
}

/// {"message":"Forbidden"}
http::Reply refuse_with_message(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  return http::json(status_of(refusal.reason), Json::object({{"message", message_of(refusal)}}));
}

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

std::vector<front::Route> me_routes() {
  return {
      {"GET", "/v2/users/me", "getMeV2", get_me_v2},
      {"GET", "/v1/users/me", "getMe", get_me},
  };
}

std::vector<front::Route> user_routes() {
  return {
      {"POST", "/v2/users/public/signup", "signUpUser", {}},
      {"GET", "/v2/users", "listUsersV2", {}},
      {"GET", "/v2/users/{id}", "getUserV2", {}},
      {"PATCH", "/v2/users/{id}", "updateUserV2", {}},
      {"DELETE", "/v2/users/{id}", "deleteUserV2", {}},
      {"POST", "/v2/users/invite", "inviteUser", {}},
      {"POST", "/v2/users/invite:resendEmail", "resendUserInvitation", {}},
      {"POST", "/v2/users:sendPasswordReset", "sendUserPasswordReset", {}},
      {"GET", "/v2/users/{id}/groups", "getGroupsForUser", {}},
      {"GET", "/v1/groups", "getGroups", {}},
      {"POST", "/v1/groups", "createGroup", {}},
      {"GET", "/v1/groups/{id}", "getGroup", {}},
      {"PATCH", "/v1/groups/{id}", "updateGroup", {}},
      {"DELETE", "/v1/groups/{id}", "deleteGroup", {}},
      {"POST", "/v1/groups/{id}/user:next", "advanceUserAssignment", {}},
      {"POST", "/v2/user/navigations", "createNavigation", {}},
      {"GET", "/v2/user/navigations/{id}", "getNavigation", {}},
      {"POST", "/v2/users/public/verifyEmail", "verifyEmailWithToken", {}},
      {"GET", "/v2/users/public/checkToken", "checkInviteToken", {}},
      {"POST", "/v2/users/public/activate", "activateUser", {}},
      {"DELETE", "/v2/users/public/reject", "rejectInvite", {}},
      {"POST", "/v2/users/public/requestPasswordReset", "requestPasswordReset", {}},
      {"POST", "/v2/users/public/resetPassword", "resetPassword", {}},
      {"GET", "/v2/users/public/username/{username}:getLoginParameters", "getUserLoginParametersV2",
       get_login_parameters},
      {"POST", "/v2/users/public/passkeys:authenticateBegin", "beginPasskeyAuthentication", {}},
      {"POST", "/v2/users/public/passkeys:authenticateBeginDiscoverable", "beginDiscoverablePasskeyAuthentication", {}},
      {"POST", "/v2/users/public/passkeys:resolveCredential", "resolveDiscoverableCredential", {}},
      {"POST", "/v2/users/me/passkeys:registerBegin", "beginPasskeyRegistration", {}},
      {"POST", "/v2/users/me/passkeys:registerComplete", "completePasskeyRegistration", {}},
      {"GET", "/v2/users/me/passkeys", "listPasskeys", {}},
      {"DELETE", "/v2/users/me/passkeys/{credentialId}", "deletePasskey", {}},
      {"GET", "/v2/users/me/settings", "listUserSettings", {}},
      {"GET", "/v2/users/me/settings/{scope}", "getUserSettingsScope", {}},
      {"GET", "/v2/users/me/settings/{scope}/{key}", "getUserSetting", {}},
      {"PUT", "/v2/users/me/settings/{scope}/{key}", "putUserSetting", {}},
      {"DELETE", "/v2/users/me/settings/{scope}/{key}", "deleteUserSetting", {}},
      {"POST", "/v2/users/switchOrganization", "switchOrganization", {}},
      {"GET", "/v1/users", "listUsers", {}},
      {"GET", "/v1/users/{id}", "getUser", {}},
      {"GET", "/v1/users/username/{username}:getLoginParameters", "getUserLoginParameters", get_login_parameters},
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
       {{me_routes(), refuse_with_message, require_caller<OrgHeader::ignored>}, {user_routes(), refuse_with_message}}},
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
