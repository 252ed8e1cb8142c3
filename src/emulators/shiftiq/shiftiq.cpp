#include "emulators/shiftiq/shiftiq.h"

#include "base/text.h"
#include "emulators/shiftiq/caller.h"
#include "emulators/shiftiq/operations.h"
#include "emulators/shiftiq/problem.h"

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

front::Handler in_partition(front::Handler answer) {
  if (!answer) return answer;
  return [answer = std::move(answer)](front::Visit& visit) {
    check_partition(visit);
    return answer(visit);
  };
}

/// The rows in every spelling, below a partition and without one, as a local server has them.
std::vector<front::Route> spelled_out(const std::vector<front::Route>& rows) {
  std::vector<front::Route> routes;
  for (const auto& row : rows)
    for (const auto& path : spellings(row.pattern)) {
      routes.push_back({row.method, path, row.operation, row.answer});
      routes.push_back({row.method, "/v2/{partition}" + path, row.operation, in_partition(row.answer)});
    }
  return routes;
}

// The controllers' paths moved twice: /security/tokens, /api/security/tokens, /api/accounts/tokens.

std::vector<front::Route> anonymous_routes() {
  return spelled_out({
      {"POST", "[/api|]/[security|accounts]/tokens/generate", "generateToken", generate_token},
      {"POST", "[/api|]/security/tokens/validate", "validateToken", validate_token_wrapped},
      {"POST", "[/api|]/accounts/tokens/validate", "validateToken", validate_token},
      {"GET", "/[api/diagnostic/|api/platform/|platform/|][health|status]", "getHealth", get_health},
      {"GET", "/[api/diagnostic/|api/platform/|platform/|]version", "getVersion", get_version},
      {"POST", "[/api|]/[security|accounts]/cookies/login", "loginCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/logout", "logoutCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/generate", "generateCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/validate", "validateCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/decode", "decodeCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/create", "createCookie", {}},
      {"POST", "[/api|]/[security|accounts]/passwords/hash", "hashPassword", {}},
      {"GET", "/swagger/v2/swagger.json", "getOpenApi", {}},
  });
}

std::vector<front::Route> secret_routes() {
  return spelled_out({
      {"GET", "[/api|]/[security|accounts]/secrets/introspect", "introspectSecret", introspect_secret},
  });
}

std::vector<front::Route> bearer_routes() {
  return spelled_out({
      {"GET", "[/api|]/[security|accounts]/tokens/introspect", "introspectToken", introspect_token},
      {"POST", "[/api|]/[security|accounts]/secrets/generate", "generateSecret", generate_secret},
      {"GET", "[/api|]/me/context", "getMyContext", get_my_context},
      {"GET", "[/api|]/me/roles", "getMyRoles", get_my_roles},
      {"GET", "[/api|]/me/permissions", "getMyPermissions", get_my_permissions},
      {"GET", "[/api|]/[security|accounts]/users", "listUsers", list_users},
      {"GET", "[/api|]/[security|accounts]/users/count", "countUsers", count_users},
      {"GET", "[/api|]/[security|accounts]/organizations", "listOrganizations", list_organizations},
      {"GET", "[/api|]/[security|accounts]/organizations/count", "countOrganizations", count_organizations},
      {"GET", "[/api|]/directory/groups", "listGroups", list_groups},
      {"GET", "[/api|]/directory/groups/count", "countGroups", count_groups},
      {"GET", "[/api|]/[security|accounts]/users-sessions", "listSessions", {}},
      {"GET", "[/api|]/[security|accounts]/permissions", "listPermissions", {}},
      {"GET", "[/api|]/progress/gradebooks", "listGradebooks", {}},
      {"GET", "[/api|]/progress/gradebooks/count", "countGradebooks", {}},
      {"GET", "[/api|]/[security|accounts]/cookies/introspect", "introspectCookie", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/refresh-session", "refreshSession", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/change-language/{language}", "changeLanguage", {}},
      {"POST", "[/api|]/[security|accounts]/cookies/change-theme/{theme}", "changeTheme", {}},
  });
}

/// Version 1 has no partitions in its paths.
std::vector<front::Route> version_1_routes() {
  return {
      {"POST", "/api/token", "generateTokenV1", {}},
      {"POST", "/api/token/validate", "validateTokenV1", {}},
      {"GET", "/api/v1/status", "getStatusV1", {}},
      {"GET", "/api/v1/version", "getVersionV1", {}},
      {"POST", "/api/authenticate", "authenticate", {}},
      {"POST", "/api/client/cookie", "getClientCookie", {}},
      {"GET", "/api/sessions/timeout", "getSessionTimeout", {}},
      {"GET", "/api/oauth/microsoft", "startMicrosoftSignIn", {}},
  };
}

}  // namespace

std::vector<front::Emulator> emulators() {
  using front::PathCase;
  return {
      {"shiftiq.anonymous", anonymous_routes(), refuse_anonymous, PathCase::ignored},
      {"shiftiq.secret", secret_routes(), refuse_secret, PathCase::ignored},
      {"shiftiq", bearer_routes(), refuse_bearer, PathCase::ignored},
      {"shiftiq.v1", version_1_routes(), refuse_anonymous, PathCase::ignored},
  };
}

}  // namespace understudy::shiftiq
