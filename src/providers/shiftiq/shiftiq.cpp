#include "providers/shiftiq/shiftiq.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/lacking.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/origins.h"
#include "providers/shiftiq/pages.h"
#include "providers/shiftiq/problem.h"
#include "providers/shiftiq/throttle.h"
#include "providers/shiftiq/v1_caller.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

/// Every path that a pattern with alternatives stands for: "/[health|status]" is "/health" and "/status".
std::vector<std::string> spellings(std::string_view pattern) {
  const size_t open = pattern.find('[');
  if (open == std::string_view::npos) return {std::string(pattern)};
  const size_t close = pattern.find(']', open);
  const auto ends = spellings(pattern.substr(close + 1));
  std::vector<std::string> all;
  for (const auto alternative : split(pattern.substr(open + 1, close - open - 1), '|'))
    for (const auto& end : ends) all.push_back(cat({pattern.substr(0, open), alternative, end}));
  return all;
}

/// The rows in every spelling, below a partition and without one, as a local server has them.
std::vector<front::Route> spelled_out(const std::vector<front::Route>& rows) {
  std::vector<front::Route> routes;
  for (const auto& row : rows)
    for (const auto& path : spellings(row.pattern)) {
      routes.push_back({row.method, path, row.operation, row.answer});
      routes.push_back({row.method, "/v2/{partition}" + path, row.operation, row.answer});
    }
  return routes;
}

// The controllers' paths moved twice: /security/tokens, /api/security/tokens, /api/accounts/tokens.

std::vector<front::Route> anonymous_routes() {
  return spelled_out({
      {"POST", "[/api|]/[security|accounts]/tokens/generate", "generateToken", generate_token},
      {"POST", "[/api|]/[security|accounts]/tokens/validate", "validateToken", validate_token},
      {"GET", "/[api/diagnostic/|diagnostic/|api/platform/|platform/|][health|status]", "getHealth", get_health},
      {"GET", "/[api/diagnostic/|diagnostic/|api/platform/|platform/|]version", "getVersion", get_version},
      {"POST", "[/api|]/[security|accounts]/cookies/login", "loginCookie", login_cookie},
      {"POST", "[/api|]/[security|accounts]/cookies/logout", "logoutCookie", logout_cookie},
      {"POST", "[/api|]/[security|accounts]/cookies/generate", "generateCookie", generate_cookie},
      {"POST", "[/api|]/[security|accounts]/cookies/create", "createCookie", create_cookie},
  });
}

/// A cookie in the body is a value to be judged, not a credential: a bad one is a bad request.
std::vector<front::Route> cookie_value_routes() {
  return spelled_out({
      {"POST", "[/api|]/[security|accounts]/cookies/validate", "validateCookie", validate_cookie},
      {"POST", "[/api|]/[security|accounts]/cookies/decode", "decodeCookie", decode_cookie},
  });
}

std::vector<front::Route> secret_routes() {
  return spelled_out({
      {"GET", "[/api|]/[security|accounts]/secrets/introspect", "introspectSecret", introspect_secret},
  });
}

/// Lists and counts, whose criteria stand in the query or in the body.
std::vector<front::Route> list_rows() {
  std::vector<front::Route> rows{
      {"GET", "[/api|]/[security|accounts]/users", "listUsers", list_users},
      {"GET", "[/api|]/[security|accounts]/users/count", "countUsers", count_users},
      {"GET", "[/api|]/[security|accounts]/organizations", "listOrganizations", list_organizations},
      {"GET", "[/api|]/[security|accounts]/organizations/count", "countOrganizations", count_organizations},
      {"GET", "[/api|]/directory/groups", "listGroups", list_groups},
      {"GET", "[/api|]/directory/groups/count", "countGroups", count_groups},
      {"GET", "[/api|]/[security|accounts]/users-sessions", "listSessions", list_sessions},
      {"GET", "[/api|]/[security|accounts]/users-sessions/count", "countSessions", count_sessions},
      {"GET", "[/api|]/[security|accounts]/permissions", "listPermissions", list_permissions},
      {"GET", "[/api|]/[security|accounts]/permissions/count", "countPermissions", count_permissions},
      {"GET", "[/api|]/progress/gradebooks", "listGradebooks", list_gradebooks},
      {"GET", "[/api|]/progress/gradebooks/count", "countGradebooks", count_gradebooks},
  };
  const size_t count = rows.size();
  for (size_t i = 0; i < count; ++i) {
    rows.push_back(rows[i]);
    rows.back().method = "POST";
  }
  return rows;
}

std::vector<front::Route> bearer_routes() {
  return spelled_out({{"GET", "[/api|]/[security|accounts]/tokens/introspect", "introspectToken", introspect_token}});
}

std::vector<front::Route> own_secret_routes() {
  return spelled_out({{"POST", "[/api|]/[security|accounts]/secrets/generate", "generateSecret", generate_secret}});
}

std::vector<front::Route> me_routes() {
  return spelled_out({
      {"GET", "[/api|]/me/context", "getMyContext", get_my_context},
      {"GET", "[/api|]/me/roles", "getMyRoles", get_my_roles},
      {"GET", "[/api|]/me/permissions", "getMyPermissions", get_my_permissions},
  });
}

std::vector<front::Route> cookie_routes() {
  return spelled_out(
      {{"GET", "[/api|]/[security|accounts]/cookies/introspect", "introspectCookie", introspect_cookie}});
}

std::vector<front::Route> session_routes() {
  return spelled_out({
      {"POST", "[/api|]/[security|accounts]/cookies/refresh-session", "refreshSession", refresh_session},
      {"POST", "[/api|]/[security|accounts]/cookies/change-language/{language}", "changeLanguage", change_language},
      {"POST", "[/api|]/[security|accounts]/cookies/change-theme/{theme}", "changeTheme", change_theme},
  });
}

// Version 1 has no partitions in its paths.

std::vector<front::Route> v1_anonymous_routes() {
  return {
      {"POST", "/api/token", "generateTokenV1", generate_token_v1},
      {"POST", "/api/authenticate", "authenticate", authenticate_v1},
      {"GET", "/api/oauth/microsoft", "startMicrosoftSignIn", start_microsoft_sign_in_v1},
      {"GET", "/api/v1/status", "getStatusV1", get_status_v1},
      {"GET", "/api/v1/version", "getVersionV1", get_version_v1},
  };
}

std::vector<front::Route> v1_token_value_routes() {
  return {{"POST", "/api/token/validate", "validateTokenV1", validate_token_v1}};
}

std::vector<front::Route> v1_routes() {
  return {
      {"GET", "/api/sessions/timeout", "getSessionTimeout", get_session_timeout_v1},
      {"GET", "/api/learners", "listLearners", list_learners_v1},
      {"GET", "/api/learners/{id}", "getLearner", get_learner_v1},
      {"POST", "/api/learners/search", "searchLearners", search_learners_v1},
      {"POST", "/api/learners/count", "countLearners", count_learners_v1},
  };
}

std::vector<front::Route> v1_cookie_routes() {
  return {{"POST", "/api/client/cookie", "getClientCookie", get_client_cookie_v1}};
}

/// The pages are the hosts' own, above all partitions.
std::vector<front::Route> page_routes() {
  std::vector<front::Route> routes{
      {"GET", "/ui/lobby/signin", "showSignIn", show_sign_in},
      {"POST", "/ui/lobby/signin", "signIn", sign_in},
      {"GET", "/ui/lobby/signout", "signOut", sign_out},
      {"POST", "/ui/lobby/signout", "signOut", sign_out},
      {"GET", "/ui/portal/profile", "showProfile", show_profile},
      {"POST", "/ui/portal/profile", "changeProfile", change_profile},
  };
  auto lacking = lacking_pages();
  std::move(lacking.begin(), lacking.end(), std::back_inserter(routes));
  return routes;
}

/// One whose replies tell what callers have left of what they may ask for.
front::Api api(std::string_view name, std::vector<front::Group> groups, decltype(judge_origin) judge) {
  return {name, std::move(groups), front::PathCase::ignored, judge, tell_allowance};
}

}  // namespace

std::vector<front::Api> apis() {
  return {
      api("shiftiq.anonymous", {{anonymous_routes(), refuse_anonymous, require_partition}}, judge_origin),
      api("shiftiq.cookie_value", {{cookie_value_routes(), refuse_cookie_value, require_partition}}, judge_origin),
      api("shiftiq.secret", {{secret_routes(), refuse_secret, require_secret}}, judge_origin),
      api("shiftiq",
          {{spelled_out(list_rows()), refuse_bearer, require_caller},
           {bearer_routes(), refuse_bearer, require_bearer},
           {own_secret_routes(), refuse_bearer, require_caller},
           {me_routes(), refuse_bearer, require_caller_or_guest},
           {cookie_routes(), refuse_bearer, require_session},
           {session_routes(), refuse_bearer, require_caller},
           {spelled_out(lacking_rows()), refuse_bearer}},
          judge_origin),
      api("shiftiq.v1.anonymous", {{v1_anonymous_routes(), refuse_v1_anonymous}}, judge_origin_v1),
      api("shiftiq.v1.token_value", {{v1_token_value_routes(), refuse_v1_token_value}}, judge_origin_v1),
      api("shiftiq.v1", {{v1_routes(), refuse_v1, require_v1_caller}}, judge_origin_v1),
      api("shiftiq.v1.cookie", {{v1_cookie_routes(), refuse_v1_cookie, require_session}}, judge_origin_v1),
      {"shiftiq.ui", {{page_routes(), refuse_page}}, front::PathCase::ignored, judge_page_origin},
  };
}

}  // namespace understudy::shiftiq
