#include "providers/shiftiq/lacking.h"

#include <utility>

namespace understudy::shiftiq {

namespace {

/// Their criteria stand in the query, or in the body of the same request by POST.
std::vector<front::Route> query_rows() {
  return {
      {"GET", "[/api|]/[security|accounts]/users/search", "searchUsers", {}},
      {"GET", "[/api|]/[security|accounts]/users/download", "downloadUsers", {}},
      {"GET", "[/api|]/[security|accounts]/users-sessions/search", "searchUserSessions", {}},
      {"GET", "[/api|]/[security|accounts]/users-sessions/download", "downloadUserSessions", {}},
      {"GET", "[/api|]/[security|accounts]/users-connections", "collectUserConnections", {}},
      {"GET", "[/api|]/[security|accounts]/users-connections/count", "countUserConnections", {}},
      {"GET", "[/api|]/[security|accounts]/users-connections/search", "searchUserConnections", {}},
      {"GET", "[/api|]/[security|accounts]/users-connections/download", "downloadUserConnections", {}},
      {"GET", "[/api|]/[security|accounts]/organizations/search", "searchOrganizations", {}},
      {"GET", "[/api|]/[security|accounts]/permissions/search", "searchPermissions", {}},
      {"GET", "[/api|]/directory/groups/search", "searchGroups", {}},
      {"GET", "[/api|]/directory/groups/download", "downloadGroups", {}},
      {"GET", "[/api|]/directory/people", "collectPeople", {}},
      {"GET", "[/api|]/directory/people/count", "countPeople", {}},
      {"GET", "[/api|]/directory/people/search", "searchPeople", {}},
      {"GET", "[/api|]/directory/people/download", "downloadPeople", {}},
      {"GET", "[/api|]/directory/memberships", "collectMemberships", {}},
      {"GET", "[/api|]/directory/memberships/count", "countMemberships", {}},
      {"GET", "[/api|]/directory/memberships/search", "searchMemberships", {}},
      {"GET", "[/api|]/directory/memberships/download", "downloadMemberships", {}},
      {"GET", "[/api|]/progress/gradebooks/search", "searchGradebooks", {}},
      {"GET", "[/api|]/progress/gradebooks/download", "downloadGradebooks", {}},
      {"GET", "[/api|]/setup/actions/count", "countActions", {}},
      {"GET", "[/api|]/setup/actions/search", "searchActions", {}},
  };
}

std::vector<front::Route> other_rows() {
  return {
      {"POST", "[/api|]/[security|accounts]/users/collect", "collectUsers", {}},
      {"GET", "[/api|]/[security|accounts]/users/{user}", "retrieveUser", {}},
      {"POST", "[/api|]/[security|accounts]/users-sessions/collect", "collectUserSessions", {}},
      {"GET", "[/api|]/[security|accounts]/users-sessions/{session}", "retrieveUserSession", {}},
      {"POST", "[/api|]/[security|accounts]/users-connections/collect", "collectUserConnections", {}},
      {"GET", "[/api|]/[security|accounts]/users-connections/{from}/{to}", "retrieveUserConnection", {}},
      {"GET", "[/api|]/[security|accounts]/organizations/{organization}", "retrieveOrganization", {}},
      {"GET", "[/api|]/[security|accounts]/permissions/{permission}", "retrievePermission", {}},
      {"POST", "[/api|]/directory/groups/collect", "collectGroups", {}},
      {"GET", "[/api|]/directory/groups/{group}", "retrieveGroup", {}},
      {"POST", "[/api|]/directory/people/collect", "collectPeople", {}},
      {"GET", "[/api|]/directory/people/{person}", "retrievePerson", {}},
      {"POST", "[/api|]/directory/memberships/collect", "collectMemberships", {}},
      {"GET", "[/api|]/directory/memberships/{membership}", "retrieveMembership", {}},
      {"POST", "[/api|]/progress/gradebooks/collect", "collectGradebooks", {}},
      {"GET", "[/api|]/progress/gradebooks/{gradebook}", "retrieveGradebook", {}},
      {"GET", "[/api|]/setup/actions/{action}", "retrieveAction", {}},
      {"PUT", "[/api|]/[security|accounts]/users-sessions/{session}", "modifyUserSession", {}},
      {"DELETE", "[/api|]/[security|accounts]/users-sessions/{session}", "deleteUserSession", {}},
      {"PUT", "[/api|]/[security|accounts]/permissions/{permission}", "modifyPermission", {}},
      {"GET", "[/api|]/[security|accounts]/permissions/refresh", "refreshPermissions", {}},
      {"GET", "[/api|]/setup/actions", "collectActions", {}},
      {"POST", "[/api|]/setup/actions", "createAction", {}},
      {"PUT", "[/api|]/setup/actions/{action}", "modifyAction", {}},
      {"DELETE", "[/api|]/setup/actions/{action}", "deleteAction", {}},
      {"GET", "[/api|]/setup/routing/permissions", "listRoutingPermissions", {}},
      {"GET", "[/api|]/setup/routing/policies", "listPolicies", {}},
      {"GET", "[/api|]/setup/routing/problems", "listProblems", {}},
      {"GET", "[/api|]/setup/routing/resources", "listResources", {}},
      {"GET", "[/api|]/setup/routing/routes", "listRoutes", {}},
      {"GET", "[/api|]/setup/routing/specs", "listSpecs", {}},
      {"GET", "[/api|]/setup/routing/subroutes", "listSubroutes", {}},
      {"POST", "[/api|]/[security|accounts]/passwords/hash", "hashPassword", {}},
      {"GET", "/swagger/v2/swagger.json", "getOpenApi", {}},
  };
}

}  // namespace

std::vector<front::Route> lacking_rows() {
  auto rows = other_rows();
  for (auto& row : query_rows()) {
    rows.push_back(row);
    row.method = "POST";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<front::Route> lacking_pages() {
  return {
      {"GET", "/ui/lobby/signin-mfa", "showSecondFactor", {}},
      {"POST", "/ui/lobby/signin-mfa", "answerSecondFactor", {}},
      {"GET", "/ui/lobby/signin-social", "signInSocially", {}},
      {"POST", "/ui/lobby/integration/lti/launch", "launchLti", {}},
      {"*", "/ui/lobby/integration/saml/{path*}", "saml", {}},
      {"GET", "/ui/portal/identity/impersonate", "showImpersonation", {}},
      {"POST", "/ui/portal/identity/impersonate", "impersonate", {}},
  };
}

}  // namespace understudy::shiftiq
