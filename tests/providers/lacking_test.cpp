// What the originals have and Understudy lacks: each operation that the documentation of an original names answers 501
// with that name, and nothing answers as if the address were unknown.
#include <gtest/gtest.h>

#include "base/text.h"
#include "support/mock.h"

namespace understudy {
namespace {

using testing::body_of;
using testing::Mock;

struct Row {
  std::string method;  // "*" for every one
  std::string path;
  std::string operation;
};

const std::vector<Row> epilot_and_cognito{
    {"*", "/v1/access-tokens/agent-auth/some/thing", "agentAuth"},
    {"*", "/v1/agent-auth/some/thing", "agentAuth"},
    {"GET", "/v2/users/x1/groups", "getGroupsForUser"},
    {"GET", "/v1/groups", "getGroups"},
    {"POST", "/v1/groups", "createGroup"},
    {"GET", "/v1/groups/x1", "getGroup"},
    {"PATCH", "/v1/groups/x1", "updateGroup"},
    {"DELETE", "/v1/groups/x1", "deleteGroup"},
    {"POST", "/v1/groups/x1/user:next", "advanceUserAssignment"},
    {"POST", "/v2/user/navigations", "createNavigation"},
    {"GET", "/v2/user/navigations/x1", "getNavigation"},
    {"POST", "/v2/users/public/passkeys:authenticateBegin", "beginPasskeyAuthentication"},
    {"POST", "/v2/users/public/passkeys:authenticateBeginDiscoverable", "beginDiscoverablePasskeyAuthentication"},
    {"POST", "/v2/users/public/passkeys:resolveCredential", "resolveDiscoverableCredential"},
    {"POST", "/v2/users/me/passkeys:registerBegin", "beginPasskeyRegistration"},
    {"POST", "/v2/users/me/passkeys:registerComplete", "completePasskeyRegistration"},
    {"GET", "/v2/users/me/passkeys", "listPasskeys"},
    {"DELETE", "/v2/users/me/passkeys/x1", "deletePasskey"},
    {"GET", "/v2/users/me/settings", "listUserSettings"},
    {"GET", "/v2/users/me/settings/x1", "getUserSettingsScope"},
    {"GET", "/v2/users/me/settings/x1/x1", "getUserSetting"},
    {"PUT", "/v2/users/me/settings/x1/x1", "putUserSetting"},
    {"DELETE", "/v2/users/me/settings/x1/x1", "deleteUserSetting"},
    {"GET", "/v2/organization/feature-settings", "getOrganizationFeatureSettings"},
    {"GET", "/v2/feature-settings", "getFeatureSettings"},
    {"GET", "/v2/organization/x1", "getOrganization"},
    {"PATCH", "/v2/organization/x1", "updateOrganization"},
    {"GET", "/v2/organization/x1/settings", "getSettings"},
    {"PUT", "/v2/organization/x1/settings/x1", "putSettingsValue"},
    {"DELETE", "/v2/organization/x1/settings/x1", "deleteSettingsValue"},
    {"GET", "/v1/permissions/roles", "listAllRoles"},
    {"POST", "/v1/permissions/roles", "createRole"},
    {"POST", "/v1/permissions/roles:search", "searchRoles"},
    {"GET", "/v1/permissions/roles/739224%3Aowner", "getRole"},
    {"PUT", "/v1/permissions/roles/739224%3Aowner", "putRole"},
    {"DELETE", "/v1/permissions/roles/739224%3Aowner", "deleteRole"},
    {"GET", "/v1/permissions/refresh", "refreshPermissions"},
    {"GET", "/v1/permissions/assignments", "listAllAssignments"},
    {"GET", "/v1/permissions/assignments/x1", "getAssignedRolesForUser"},
    {"PUT", "/v1/permissions/assignments/x1", "assignRoles"},
    {"POST", "/v1/permissions/assignments/x1/739224%3Aowner", "addAssignment"},
    {"DELETE", "/v1/permissions/assignments/x1/739224%3Aowner", "removeAssignment"},
    {"GET", "/v1/internal/permissions/roles", "listRolesInternally"},
    {"GET", "/v1/internal/permissions/assignments", "listAssignmentsInternally"},
    {"POST", "/v1/sso/public/login", "ssoLogin"},
    {"*", "/v1/sso/some/thing", "sso"},
    {"GET", "/v3/portal/public/portal/config", "getPublicPortalConfigV3"},
    {"GET", "/v2/portal/public/portal/config", "getPublicPortalConfig"},
    {"GET", "/v2/portal/public/config", "getPortalConfigByDomain"},
    {"GET", "/v2/portal/public/user/entry-point", "getUserEntryPoint"},
    {"GET", "/v3/portal/public/user/exists", "userExistsV3"},
    {"GET", "/v2/portal/public/user/exists", "userExists"},
    {"POST", "/v3/portal/public/user", "createUserV3"},
    {"POST", "/v2/portal/public/user", "createUser"},
    {"GET", "/v2/portal/user/confirm", "confirmUser"},
    {"GET", "/v2/portal/user/confirm/x1", "confirmUserWithUserId"},
    {"POST", "/v2/portal/user/resend/confirmation-email/x1", "resendConfirmationEmail"},
    {"POST", "/v2/portal/token/validate", "validateToken"},
    {"POST", "/v2/portal/token/revoke", "revokeToken"},
    {"GET", "/v2/portal/user", "getPortalUser"},
    {"PATCH", "/v2/portal/user", "updatePortalUser"},
    {"DELETE", "/v2/portal/user", "deletePortalUser"},
    {"PUT", "/v2/portal/user/update/email", "updatePortalUserEmail"},
    {"PUT", "/v2/portal/user/change/password", "changePortalUserPassword"},
    {"POST", "/v2/portal/admin:login-as-user", "loginToPortalAsUser"},
    {"GET", "/v3/portal/public/sso/providers/x1", "getPublicSSOProviderV3"},
    {"GET", "/v2/portal/public/sso/providers/x1", "getSSOProvider"},
    {"POST", "/v3/portal/public/sso/login", "ssoLoginV3"},
    {"POST", "/v2/portal/public/sso/login", "ssoLogin"},
    {"POST", "/v2/portal/public/sso/redirect", "ssoRedirect"},
    {"POST", "/v2/portal/public/sso/callback", "ssoCallback"},
    {"POST", "/v3/portal/public/contact/identify", "identifyContact"},
    {"POST", "/v3/portal/public/contact/exists", "checkContactExistsV3"},
    {"POST", "/v2/portal/public/contact/exists", "checkContactExists"},
    {"GET", "/v2/portal/contact", "getContact"},
    {"GET", "/v2/portal/schemas", "getSchemas"},
    {"POST", "/v2/portal/entity:get", "getPortalUserEntity"},
    {"POST", "/v2/portal/entity:search", "searchPortalUserEntities"},
    {"POST", "/v2/portal/metering/readings", "getMeterReadings"},
    {"GET", "/v2/portal/pages", "getPortalPages"},
    {"GET", "/v1/files/session", "getSession"},
    {"DELETE", "/v1/files/session", "deleteSession"},
    {"GET", "/v1/sandbox/pipelines/x1/token", "generatePipelineToken"},
    {"GET", "/v1/internal-auth/auth", "getInternalToken"},
    {"POST", "/v1/internal-auth/auth", "createInternalToken"},
    {"GET", "/v1/internal-auth/.well-known/jwks.json", "getInternalAuthJwks"},
    {"GET", "/v1/internal-auth/.well-known/openid-configuration", "getInternalAuthOIDC"},
    {"GET", "/v1/public/.well-known/public-key", "getPublicKey"},
    {"*", "/mcp", "mcp"},
    {"GET", "/login", "login"},
    {"GET", "/sso", "ssoRedirect"},
    {"GET", "/oauth2/authorize", "authorize"},
    {"POST", "/oauth2/token", "token"},
    {"GET", "/oauth2/userInfo", "userInfo"},
    {"POST", "/oauth2/userInfo", "userInfo"},
    {"POST", "/oauth2/revoke", "revoke"},
    {"GET", "/oauth2/idpresponse", "receiveOpenIdResponse"},
    {"POST", "/saml2/idpresponse", "receiveSamlResponse"},
    {"*", "/saml2/logout", "receiveSamlLogout"},
    {"GET", "/logout", "logout"},
    {"GET", "/ui/lobby/signin-mfa", "showSecondFactor"},
    {"POST", "/ui/lobby/signin-mfa", "answerSecondFactor"},
    {"GET", "/ui/lobby/signin-social", "signInSocially"},
    {"POST", "/ui/lobby/integration/lti/launch", "launchLti"},
    {"*", "/ui/lobby/integration/saml/some/thing", "saml"},
    {"GET", "/ui/portal/identity/impersonate", "showImpersonation"},
    {"POST", "/ui/portal/identity/impersonate", "impersonate"},
};

/// Of Shift iQ's version 2, in one of their spellings.
const std::vector<Row> shift_iq{
    {"GET", "/api/security/users/search", "searchUsers"},
    {"POST", "/api/security/users/search", "searchUsers"},
    {"GET", "/api/security/users/download", "downloadUsers"},
    {"POST", "/api/security/users/download", "downloadUsers"},
    {"GET", "/api/security/users-sessions/search", "searchUserSessions"},
    {"POST", "/api/security/users-sessions/search", "searchUserSessions"},
    {"GET", "/api/security/users-sessions/download", "downloadUserSessions"},
    {"POST", "/api/security/users-sessions/download", "downloadUserSessions"},
    {"GET", "/api/security/users-connections", "collectUserConnections"},
    {"POST", "/api/security/users-connections", "collectUserConnections"},
    {"GET", "/api/security/users-connections/count", "countUserConnections"},
    {"POST", "/api/security/users-connections/count", "countUserConnections"},
    {"GET", "/api/security/users-connections/search", "searchUserConnections"},
    {"POST", "/api/security/users-connections/search", "searchUserConnections"},
    {"GET", "/api/security/users-connections/download", "downloadUserConnections"},
    {"POST", "/api/security/users-connections/download", "downloadUserConnections"},
    {"GET", "/api/security/organizations/search", "searchOrganizations"},
    {"POST", "/api/security/organizations/search", "searchOrganizations"},
    {"GET", "/api/security/permissions/search", "searchPermissions"},
    {"POST", "/api/security/permissions/search", "searchPermissions"},
    {"GET", "/api/directory/groups/search", "searchGroups"},
    {"POST", "/api/directory/groups/search", "searchGroups"},
    {"GET", "/api/directory/groups/download", "downloadGroups"},
    {"POST", "/api/directory/groups/download", "downloadGroups"},
    {"GET", "/api/directory/people", "collectPeople"},
    {"POST", "/api/directory/people", "collectPeople"},
    {"GET", "/api/directory/people/count", "countPeople"},
    {"POST", "/api/directory/people/count", "countPeople"},
    {"GET", "/api/directory/people/search", "searchPeople"},
    {"POST", "/api/directory/people/search", "searchPeople"},
    {"GET", "/api/directory/people/download", "downloadPeople"},
    {"POST", "/api/directory/people/download", "downloadPeople"},
    {"GET", "/api/directory/memberships", "collectMemberships"},
    {"POST", "/api/directory/memberships", "collectMemberships"},
    {"GET", "/api/directory/memberships/count", "countMemberships"},
    {"POST", "/api/directory/memberships/count", "countMemberships"},
    {"GET", "/api/directory/memberships/search", "searchMemberships"},
    {"POST", "/api/directory/memberships/search", "searchMemberships"},
    {"GET", "/api/directory/memberships/download", "downloadMemberships"},
    {"POST", "/api/directory/memberships/download", "downloadMemberships"},
    {"GET", "/api/progress/gradebooks/search", "searchGradebooks"},
    {"POST", "/api/progress/gradebooks/search", "searchGradebooks"},
    {"GET", "/api/progress/gradebooks/download", "downloadGradebooks"},
    {"POST", "/api/progress/gradebooks/download", "downloadGradebooks"},
    {"GET", "/api/setup/actions/count", "countActions"},
    {"POST", "/api/setup/actions/count", "countActions"},
    {"GET", "/api/setup/actions/search", "searchActions"},
    {"POST", "/api/setup/actions/search", "searchActions"},
    {"POST", "/api/security/users/collect", "collectUsers"},
    {"GET", "/api/security/users/x1", "retrieveUser"},
    {"POST", "/api/security/users-sessions/collect", "collectUserSessions"},
    {"GET", "/api/security/users-sessions/x1", "retrieveUserSession"},
    {"POST", "/api/security/users-connections/collect", "collectUserConnections"},
    {"GET", "/api/security/users-connections/x1/x1", "retrieveUserConnection"},
    {"GET", "/api/security/organizations/x1", "retrieveOrganization"},
    {"GET", "/api/security/permissions/x1", "retrievePermission"},
    {"POST", "/api/directory/groups/collect", "collectGroups"},
    {"GET", "/api/directory/groups/x1", "retrieveGroup"},
    {"POST", "/api/directory/people/collect", "collectPeople"},
    {"GET", "/api/directory/people/x1", "retrievePerson"},
    {"POST", "/api/directory/memberships/collect", "collectMemberships"},
    {"GET", "/api/directory/memberships/x1", "retrieveMembership"},
    {"POST", "/api/progress/gradebooks/collect", "collectGradebooks"},
    {"GET", "/api/progress/gradebooks/x1", "retrieveGradebook"},
    {"GET", "/api/setup/actions/x1", "retrieveAction"},
    {"PUT", "/api/security/users-sessions/x1", "modifyUserSession"},
    {"DELETE", "/api/security/users-sessions/x1", "deleteUserSession"},
    {"PUT", "/api/security/permissions/x1", "modifyPermission"},
    {"GET", "/api/security/permissions/refresh", "refreshPermissions"},
    {"GET", "/api/setup/actions", "collectActions"},
    {"POST", "/api/setup/actions", "createAction"},
    {"PUT", "/api/setup/actions/x1", "modifyAction"},
    {"DELETE", "/api/setup/actions/x1", "deleteAction"},
    {"GET", "/api/setup/routing/permissions", "listRoutingPermissions"},
    {"GET", "/api/setup/routing/policies", "listPolicies"},
    {"GET", "/api/setup/routing/problems", "listProblems"},
    {"GET", "/api/setup/routing/resources", "listResources"},
    {"GET", "/api/setup/routing/routes", "listRoutes"},
    {"GET", "/api/setup/routing/specs", "listSpecs"},
    {"GET", "/api/setup/routing/subroutes", "listSubroutes"},
    {"POST", "/api/security/passwords/hash", "hashPassword"},
    {"GET", "/swagger/v2/swagger.json", "getOpenApi"},
};

/// The other addresses of the same operation.
std::vector<std::string> spellings(const std::string& path) {
  std::vector<std::string> all{path, "/v2/e99" + path, "/v2/E99" + path};
  if (!path.starts_with("/api/")) return all;
  const std::string bare = path.substr(4);
  all.insert(all.end(), {bare, "/v2/e99" + bare, "/API" + bare});
  if (!bare.starts_with("/security/")) return all;
  const std::string moved = "/accounts" + bare.substr(9);
  all.insert(all.end(), {moved, "/api" + moved, "/v2/e99" + moved, "/v2/e99/api" + moved});
  return all;
}

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "none" : *value;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

void expect_lacking(Mock& mock, const std::string& method, const std::string& path, const std::string& operation) {
  SCOPED_TRACE(method + " " + path);
  const auto reply = mock.ask(method, path);
  EXPECT_EQ(reply.status, 501);
  EXPECT_EQ(header(reply, "Content-Type"), "application/problem+json");
  const Json body = body_of(reply);
  EXPECT_EQ(body.text_at("reason"), "not_emulated");
  EXPECT_TRUE(contains(body.text_at("detail"), cat({"Understudy does not emulate ", operation, " of "})))
      << body.dump();
  EXPECT_TRUE(contains(header(reply, "X-Understudy-Reason"), operation));
}

void expect_known_by_others(Mock& mock, const Row& row) {
  const std::string method = row.method == "*" ? "PUT" : row.method;
  SCOPED_TRACE(method + " " + row.path);
  const auto preflight =
      mock.ask("OPTIONS", row.path, {"Origin: http://localhost:3000", "Access-Control-Request-Method: " + method});
  EXPECT_EQ(preflight.status, 204);
  if (row.path.starts_with("/ui/")) return;  // no origin may read the pages
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Origin"), "http://localhost:3000");
  if (row.method == "GET") {
    EXPECT_EQ(mock.ask("HEAD", row.path).status, 501);
  }
  if (row.method == "*") return;
  EXPECT_TRUE(contains(header(preflight, "Access-Control-Allow-Methods"), method));
  const auto wrong = mock.ask("PROPFIND", row.path);
  // Beside what is known by name some APIs have addresses for everything below.
  if (wrong.status == 501) return;
  EXPECT_EQ(wrong.status, 405);
  EXPECT_TRUE(contains(header(wrong, "Allow"), method)) << header(wrong, "Allow");
}

}  // namespace

TEST(Lacking, EveryDocumentedOperationSaysSoByItsName) {
  Mock mock;
  for (const auto& row : epilot_and_cognito) {
    if (row.method != "*") {
      expect_lacking(mock, row.method, row.path, row.operation);
      continue;
    }
    for (const auto* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
      expect_lacking(mock, method, row.path, row.operation);
  }
}

TEST(Lacking, ShiftIqsOperationsSaySoInEverySpelling) {
  Mock mock;
  for (const auto& row : shift_iq)
    for (const auto& path : spellings(row.path)) expect_lacking(mock, row.method, path, row.operation);
}

TEST(Lacking, OtherMethodsAndPreflightsAreToldWhatThereIs) {
  Mock mock;
  for (const auto& row : epilot_and_cognito) expect_known_by_others(mock, row);
  for (const auto& row : shift_iq) expect_known_by_others(mock, row);
}

TEST(Lacking, IsInTheJournalByName) {
  Mock mock;
  mock.ask("POST", "/v1/sso/public/login");
  mock.ask("GET", "/v2/e99/api/setup/routing/policies");
  const auto entries = body_of(mock.ask("GET", "/_understudy/v1/worlds/default/journal"));
  ASSERT_EQ(entries.find("entries")->items().size(), 2U);
  const auto told = [&](size_t i) {
    const Json& entry = entries.find("entries")->items()[i];
    return cat({entry.text_at("api"), " ", entry.text_at("operation")});
  };
  EXPECT_EQ(told(0), "epilot.sso ssoLogin");
  EXPECT_EQ(told(1), "shiftiq listPolicies");
}

TEST(Lacking, IsNotWhatNoOriginalHas) {
  Mock mock;
  for (const auto* path : {"/v1/ssso/public/login", "/v2/portal/nothing", "/v1/files", "/api/assessment/attempts",
                           "/v2/e99/api/setup/nothing", "/api/people", "/v1/accounts/users/1", "/ui/lobby/nothing"})
    EXPECT_EQ(mock.ask("GET", path).status, 404) << path;
}

TEST(Lacking, RoutesOfTheFixtureStandIn) {
  Mock mock(
      testing::seed_of_text("version: 1\nroutes:\n  - {match: \"POST /v1/sso/public/login\", accept: [public], "
                            "reply: {json: {token: t}}}\n"));
  EXPECT_EQ(mock.ask("POST", "/v1/sso/public/login").body, "{\"token\":\"t\"}");
  EXPECT_EQ(mock.ask("GET", "/v1/sso/public/login").status, 501);
}

}  // namespace understudy
