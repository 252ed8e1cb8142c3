#include "front/routing.h"

#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::front {
namespace {

http::Reply nothing(const Refusal& /*refusal*/, const World& /*world*/) { return {}; }

http::Reply answer(Visit& /*visit*/) { return {}; }

Routing routing() {
  return Routing({{"a",
                   {
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
                   },
                   nothing}});
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
  const Routing table(
      {{"exact", {{"GET", "/items", "exact list", answer}, {"GET", "/exact/{id}", "get", answer}}, nothing},
       {"ignoring",
        {{"GET", "/items", "list", answer},
         {"POST", "/items", "create", answer},
         {"GET", "/Items/{id}/part", "part", answer},
         {"GET", "/items/{id}:open", "open", answer}},
        nothing,
        PathCase::ignored}});
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
            "POST /v1/sso/public/login > * /v1/sso/{path*}\n");
}

}  // namespace understudy::front
