#include "front/routing.h"

#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::front {
namespace {

http::Reply nothing(const Refusal& /*refusal*/, const Visit& /*visit*/) { return {}; }

http::Reply answer(Visit& /*visit*/) { return {}; }

Routing routing() {
  const std::vector<Route> routes{
      {"GET", "/", "root", answer},
      {"GET", "/items", "list", answer},
      {"POST", "/items", "create", answer},
      {"GET", "/items/{id}", "get", answer},
      {"DELETE", "/items/{id}", "delete", answer},
      {"GET", "/items/special", "special", answer},
      {"GET", "/items/{id}:open", "open", answer},
      {"GET", "/items/{id}/{part}", "part", answer},
      {"GET", "/items/special/{part}", "special part", answer},
      {"*", "/all/{path*}", "all", answer},
  };
  return Routing({{"a", {{routes, nothing}}}});
}

std::string found(const Routing& table, std::string_view method, std::string_view path) {
  const auto result = table.find(method, path);
  if (result.match) return std::string(result.match->route->operation);
  std::string methods = "none:";
  for (const auto allowed : result.methods) methods += " " + std::string(allowed);
  return methods;
}

}  // namespace

TEST(Routing, PrefersLiteralsFromLeftToRight) {
  const Routing table = routing();
  struct Row {
    std::string_view method;
    std::string_view path;
    std::string_view operation;
  };
  constexpr Row rows[] = {
      {"GET", "/", "root"},
      {"GET", "/items", "list"},
      {"HEAD", "/items", "list"},
      {"POST", "/items", "create"},
      {"PUT", "/items", "none: GET POST"},
      {"GET", "/items/1", "get"},
      {"GET", "/items/special", "special"},
      {"DELETE", "/items/special", "delete"},
      {"PUT", "/items/special", "none: GET DELETE"},
      {"GET", "/items/1:open", "open"},
      {"GET", "/items/:open", "get"},
      {"GET", "/items/a/b", "part"},
      {"GET", "/items/special/b", "special part"},
      {"GET", "/items/", "none:"},
      {"GET", "/items//", "none:"},
      {"GET", "/items/a/b/c", "none:"},
      {"PATCH", "/all/x/y/z", "all"},
      {"PATCH", "/all", "all"},
      {"PATCH", "/all/", "all"},
      {"GET", "/Items", "none:"},
      {"GET", "/items/%zz", "none:"},
  };
  for (const auto& row : rows) EXPECT_EQ(found(table, row.method, row.path), row.operation) << row.method << row.path;
}

TEST(Routing, IgnoresCaseWhereAnApiSaysSo) {
  const std::vector<Route> exact{{"GET", "/items", "exact list", answer}, {"GET", "/exact/{id}", "get", answer}};
  const std::vector<Route> ignoring{{"GET", "/items", "list", answer},
                                    {"POST", "/items", "create", answer},
                                    {"GET", "/Items/{id}/part", "part", answer},
                                    {"GET", "/items/{id}:open", "open", answer}};
  const Routing table({{"exact", {{exact, nothing}}}, {"ignoring", {{ignoring, nothing}}, PathCase::ignored}});
  struct Row {
    std::string_view method;
    std::string_view path;
    std::string_view operation;
  };
  constexpr Row rows[] = {
      {"GET", "/items", "exact list"},  {"GET", "/Items", "list"},           {"POST", "/items", "create"},
      {"POST", "/ITEMS", "create"},     {"PUT", "/ITEMS", "none: GET POST"}, {"GET", "/iTEMS/X/PART", "part"},
      {"GET", "/items/1/part", "part"}, {"GET", "/ITEMS/1:OPEN", "open"},    {"GET", "/Exact/1", "none:"},
      {"GET", "/exact/1", "get"},       {"GET", "/items/1/parts", "none:"},  {"GET", "/ITEMS/", "none:"},
  };
  for (const auto& row : rows) EXPECT_EQ(found(table, row.method, row.path), row.operation) << row.method << row.path;
  EXPECT_EQ(table.find("GET", "/ITEMS/Some%20Id/Part").match->params["id"], "Some Id")
      << "what is left open keeps its case";
  EXPECT_EQ(table.find("GET", "/ITEMS").match->params.find("id"), nullptr);
  const std::vector<std::string> meeting{"GET /items = GET /items"};
  EXPECT_EQ(table.overlaps(), meeting);
}

namespace {

/// Two services at one path, one of them with an operation of its own row; a fixture's route; and the plain path.
Routing routing_by_target() {
  const std::vector<Route> service{{"POST", "/", "plain", answer},
                                   {"GET", "/", "root", answer},
                                   {"POST", "/", "any of one", answer, true, "One."},
                                   {"POST", "/", "open of one", answer, true, "One.Open"},
                                   {"POST", "/", "any of two", answer, true, "Two."},
                                   {"POST", "/calls", "call of two", answer, true, "Two.Call"},
                                   {"POST", "/_understudy/v1/calls", "ours", answer, true, "Two.Call"}};
  const std::vector<Route> fixture{{"POST", "/own", "own", answer}};
  const std::vector<Route> beside{{"POST", "/own", "beside", answer, true, "One.Open"}};
  Api own{.name = "own", .groups = {{fixture, nothing}}, .outranks_targets = true};
  return Routing({std::move(own), {"service", {{service, nothing}}}, {"beside", {{beside, nothing}}}});
}

}  // namespace

TEST(Routing, TellsOperationsOfOnePathApartByTheirTarget) {
  const Routing table = routing_by_target();
  struct Row {
    std::string_view method;
    std::string_view path;
    std::string_view target;
    std::string_view operation;
  };
  constexpr Row rows[] = {
      {"POST", "/", "", "plain"},
      {"POST", "/", "One.Open", "open of one"},
      {"POST", "/", "One.Opened", "any of one"},
      {"POST", "/", "One.open", "any of one"},
      {"POST", "/", "One.", "any of one"},
      {"POST", "/", "One", "plain"},
      {"POST", "/", "Two.Call", "any of two"},
      {"POST", "/", "Three.Call", "plain"},
      {"GET", "/", "One.Open", "root"},
      {"POST", "/calls", "Two.Call", "call of two"},
      {"POST", "/calls", "Two.Other", "none"},
      {"POST", "/elsewhere", "Two.Call", "none"},
      {"POST", "/own", "One.Open", "own"},
      {"POST", "/_understudy/v1/calls", "Two.Call", "none"},
  };
  for (const auto& row : rows) {
    http::Fields headers;
    if (!row.target.empty()) headers.add("x-amz-target", std::string(row.target));
    const auto match = table.find(row.method, row.path, headers).match;
    EXPECT_EQ(match ? match->route->operation : "none", row.operation) << row.method << row.path << row.target;
  }
  const std::vector<std::string> meeting{"POST / One. > POST /", "POST / One.Open > POST /",
                                         "POST / One.Open > POST / One.", "POST / Two. > POST /",
                                         "POST /own > POST /own One.Open"};
  EXPECT_EQ(table.overlaps(), meeting);
}

TEST(Routing, TakesAPreflightThatAnnouncesATargetForOne) {
  const Routing table = routing_by_target();
  const auto next = [&](const std::string& path, const std::string& method, const std::string& headers) {
    http::Request preflight;
    preflight.headers.add("Access-Control-Request-Method", method);
    if (!headers.empty()) preflight.headers.add("Access-Control-Request-Headers", headers);
    const auto match = table.find_next(preflight, path).match;
    return match ? std::string(match->route->operation) : "none";
  };
  EXPECT_EQ(next("/", "POST", "content-type, x-amz-target"), "any of one");
  EXPECT_EQ(next("/", "POST", "content-type,X-Amz-Target"), "any of one");
  EXPECT_EQ(next("/", "POST", "x-amz-targets"), "plain");
  EXPECT_EQ(next("/", "POST", ""), "plain");
  EXPECT_EQ(next("/", "GET", "x-amz-target"), "root");
  EXPECT_EQ(next("/calls", "POST", "x-amz-target"), "call of two");
  EXPECT_EQ(next("/calls", "POST", ""), "none");
  EXPECT_EQ(next("/own", "POST", "x-amz-target"), "own");
}

TEST(Routing, OffersNothingForAPathFarLongerThanAnyPattern) {
  EXPECT_TRUE(routing().nearest("/items/" + std::string(100, 'x')).empty());
}

TEST(Routing, DecodesWhatItLeavesOpen) {
  const Routing table = routing();
  EXPECT_EQ(table.find("GET", "/items/123%3Aowner").match->params["id"], "123:owner");
  EXPECT_EQ(table.find("GET", "/items/a%2Fb").match->params["id"], "a/b");
  EXPECT_EQ(table.find("GET", "/items/john%2Bx:open").match->params["id"], "john+x");
  EXPECT_EQ(table.find("GET", "/all/a/b%20c").match->params["path"], "a/b c");
  EXPECT_EQ(table.find("GET", "/all").match->params["path"], "");
}

TEST(Routing, OffersTheNearestPatterns) {
  const auto nearest = routing().nearest("/item");
  ASSERT_FALSE(nearest.empty());
  EXPECT_EQ(nearest.front(), "/items");
}

/// "GET /users/me > GET /users/{id}": a collection's own words go before the ids of what is in it.
bool is_name_beside_id(const std::string& overlap) {
  const size_t middle = overlap.find(" > ");
  const auto winner = std::string_view(overlap).substr(0, middle);
  const auto loser = std::string_view(overlap).substr(middle + 3);
  const size_t end = winner.rfind('/') + 1;
  return middle != std::string::npos && winner.substr(0, end) == loser.substr(0, loser.rfind('/') + 1) &&
         winner[end] != '{' && loser[end] == '{' && loser.ends_with('}') && !loser.ends_with("*}");
}

/// Every overlap of the real tables but those, and who wins it. A new line here is a decision.
TEST(Routing, OverlapsOnlyWhereItIsMeant) {
  testing::Mock mock;
  std::string list;
  for (const auto& overlap : mock.front.routing().overlaps()) {
    if (!is_name_beside_id(overlap)) list += overlap + "\n";
    EXPECT_EQ(overlap.find(" = "), std::string::npos) << "two routes for one path: " << overlap;
  }
  EXPECT_EQ(list,
            "* /_understudy/v1/authorize > * /_understudy/v1/authorize/{*}\n"
            "* /v1/access-tokens/agent-auth/{path*} > DELETE /v1/access-tokens/{id}\n"
            // Shift iQ has no partition of these names.
            "GET /v2/organization/{org_id} > GET /v2/{partition}/health\n"
            "GET /v2/organization/{org_id} > GET /v2/{partition}/status\n"
            "GET /v2/organization/{org_id} > GET /v2/{partition}/version\n"
            "GET /v2/users/{id} > GET /v2/{partition}/health\n"
            "GET /v2/users/{id} > GET /v2/{partition}/status\n"
            "GET /v2/users/{id} > GET /v2/{partition}/version\n"
            "GET /v2/users/{id}/groups > GET /v2/{partition}/directory/groups\n"
            // One path has all operations of a service; without a target it says so.
            "POST / AWSCognitoIdentityProviderService. > POST /\n"
            "POST / AWSCognitoIdentityService. > POST /\n"
            "POST /v1/sso/public/login > * /v1/sso/{path*}\n");
}

}  // namespace understudy::front
