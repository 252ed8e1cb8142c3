// How tests of session cookies sign in, and what they read from a reply.
#pragma once

#include <string>

#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {

inline http::Reply sign_in(testing::Mock& mock, const std::string& email = "dora@acme.test",
                           const std::string& prefix = "") {
  return mock.ask("POST", prefix + "/api/security/cookies/login?organizationCode=acme&email=" + email);
}

/// The session cookie that a reply sets, as it stands in the header.
inline std::string session_value(const http::Reply& reply) {
  const std::string start = "InSite.WebToken=";
  for (const auto cookie : reply.headers.find_all("Set-Cookie"))
    if (cookie.starts_with(start)) return std::string(cookie.substr(start.size(), cookie.find(';') - start.size()));
  return "(none)";
}

inline std::string cookie_line(const http::Reply& reply) { return "Cookie: InSite.WebToken=" + session_value(reply); }

inline std::string problem_400(const std::string& detail) {
  return R"(400 {"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/400",)"
         R"("Title":"Bad Request","Status":400,"Detail":")" +
         detail + "\"}";
}

}  // namespace understudy::shiftiq
