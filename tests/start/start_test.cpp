#include "start/start.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/part.h"
#include "start/catalogue.h"
#include "support/mock.h"

namespace understudy::start {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

const std::string browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

size_t count(const std::string& text, const std::string& part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::string page(Mock& mock, const std::string& path = "/") {
  const auto reply = mock.ask("GET", path, {browser});
  EXPECT_EQ(reply.status, 200) << path;
  EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8") << path;
  return reply.body;
}

Json json(Mock& mock, const std::string& path = "/") {
  const auto reply = mock.ask("GET", path);
  EXPECT_EQ(reply.status, 200) << path;
  EXPECT_EQ(header(reply, "Content-Type"), "application/json") << path;
  return body_of(reply);
}

}  // namespace

TEST(Start, IsAPageForBrowsersAndJsonForPrograms) {
  Mock mock;
  for (const std::string path : {"/", "/w/t1", "/w/t1/", "/_understudy", "/_understudy/", "/w/t1/_understudy/"}) {
    EXPECT_EQ(header(mock.ask("GET", path, {browser}), "Content-Type"), "text/html; charset=utf-8") << path;
    for (const std::string accept : {"Accept: */*", "Accept: application/json", "Accept: text/html;q=0"})
      EXPECT_EQ(header(mock.ask("GET", path, {accept}), "Content-Type"), "application/json") << path << accept;
    EXPECT_EQ(header(mock.ask("GET", path), "Content-Type"), "application/json") << path;
    EXPECT_EQ(header(mock.ask("HEAD", path, {browser}), "Content-Type"), "text/html; charset=utf-8") << path;
    EXPECT_EQ(header(mock.ask("GET", path, {browser}), "Vary"), "Accept") << path;
    EXPECT_EQ(header(mock.ask("GET", path), "Vary"), "Accept") << path;
    EXPECT_EQ(mock.ask("PUT", path).status, 405) << path;
  }
}

TEST(Start, TellsAProgramWhatRuns) {
  Mock mock(testing::fixture_seed("default.yaml"));
  const Json start = json(mock);
  EXPECT_EQ(start.text_at("version"), "test");
  EXPECT_EQ(start.text_at("world"), "default");
  EXPECT_EQ(start.text_at("base_url"), "http://localhost:9119");
  EXPECT_EQ(start.text_at("control_url"), "http://localhost:9119/_understudy/v1/");
  EXPECT_EQ(start.find("issuers")->text_at("epilot.api"), "http://localhost:9119/v1/access-tokens");
  EXPECT_EQ(start.find("clock")->dump(), R"({"now":"2026-01-01T00:00:00.000Z","mode":"system"})");
  EXPECT_EQ(start.find("tenants")->dump(), R"([{"id":"739224","slug":"acme","name":"Acme Energy"},)"
                                           R"({"id":"911210","slug":"brightside","name":"Brightside Solar"}])");
  ASSERT_EQ(start.find("users")->items().size(), 3U);
  EXPECT_EQ(
      start.find("users")->items()[1].dump(),
      R"({"id":"10006130","tenant_id":"739224","email":"anna@acme.test","display_name":"Anna Agent","status":"Active",)"
      R"("password":"Battery-Staple-2","roles":["739224:support"],"tenant":"acme",)"
      R"("sign_in":[{"door":"Shift iQ","url":"http://localhost:9119/ui/lobby/signin?organizationCode=acme&email=anna%40acme.test"}],)"
      R"("mint":"understudy mint --user anna@acme.test"})");
  ASSERT_EQ(start.find("access_tokens")->items().size(), 3U);
  for (const auto& token : start.find("access_tokens")->items())
    EXPECT_EQ(mock.ask_as(std::string(token.text_at("token")), "GET", "/v2/users/me").status, 200);
  EXPECT_EQ(start.find("access_tokens")->items()[2].text_at("email"), "owner@brightside.test");
  EXPECT_EQ(start.find("client_secrets")->items()[0].text_at("secret"), "Client-Secret-Of-Olivia-1");
  EXPECT_EQ(start.find("worlds")->dump(), R"([{"name":"default","base_url":"http://localhost:9119"}])");
  EXPECT_EQ(start.find("apis")->items()[0].text_at("url"), "http://localhost:9119/_understudy/apis/epilot");
}

TEST(Start, ShowsABrowserTheSame) {
  Mock mock(testing::fixture_seed("default.yaml"));
  const std::string shown = page(mock);
  const Json start = json(mock);
  for (const auto& user : start.find("users")->items())
    for (const auto* member : {"email", "password", "display_name", "tenant", "mint"})
      EXPECT_EQ(
          count(shown, cat({">", user.text_at(member), "<"})) + count(shown, cat({"\"", user.text_at(member), "\""})) >
              0,
          true)
          << user.text_at(member);
  for (const auto& token : start.find("access_tokens")->items())
    EXPECT_EQ(count(shown, cat({"value=\"", token.text_at("token"), "\""})), 1U);
  for (const auto& secret : start.find("client_secrets")->items())
    EXPECT_EQ(count(shown, cat({"value=\"", secret.text_at("secret"), "\""})), 1U);
  for (const auto& issuer : start.find("issuers")->members())
    EXPECT_EQ(count(shown, cat({">", *issuer.value.text(), "<"})), 1U) << issuer.name;
  EXPECT_EQ(count(shown, "<script"), 0U);
  EXPECT_EQ(count(shown, " style="), 0U) << "the policy would not apply it";
  EXPECT_EQ(count(shown, "href=\"/ui/lobby/signin?organizationCode=acme&amp;email=anna%40acme.test\""), 1U);
}

TEST(Start, IsTheSameASecondTime) {
  Mock mock(testing::fixture_seed("default.yaml"));
  EXPECT_EQ(page(mock), page(mock));
  EXPECT_EQ(json(mock), json(mock));
}

TEST(Start, EscapesWhateverAFixtureSays) {
  Mock mock(testing::seed_of_text(R"(version: 1
tenants:
  - name: "<script>alert('tenant')</script>"
    slug: acme
    users:
      - email: "\"'<b>&@acme.test"
        display_name: "<script>alert('name')</script>"
        password: "\"><script>alert('password')</script>"
        access_tokens: [{name: "<img src=x onerror=alert(1)>"}]
        shiftiq: {developer: true, secret: {value: "\"><script>alert('secret')</script>"}}
routes:
  - {match: "GET /x", operation: "<script>alert(1)</script>", accept: public, reply: {json: {}}}
)"));
  for (const std::string path : {"/", "/_understudy/apis/backend"}) {
    const std::string shown = page(mock, path);
    EXPECT_EQ(count(shown, "<script"), 0U) << path;
    EXPECT_EQ(count(shown, "<img"), 0U) << path;
    EXPECT_EQ(count(shown, "<b>"), 0U) << path;
    EXPECT_GT(count(shown, "&lt;script&gt;"), 0U) << path;
  }
}

TEST(Start, BelongsToItsWorld) {
  Mock mock;
  const std::string shown = page(mock, "/w/t1/");
  EXPECT_EQ(count(shown, "<h1>World t1</h1>"), 1U);
  EXPECT_EQ(count(shown, "value=\"" + mock.token("api_owner", "t1") + "\""), 1U);
  EXPECT_EQ(count(shown, mock.token("api_owner")), 0U);
  EXPECT_EQ(count(shown, ">http://localhost:9119/w/t1/v1/access-tokens<"), 1U);
  EXPECT_EQ(count(shown, "href=\"/w/t1/_understudy/apis/epilot\""), 1U);
  EXPECT_EQ(count(shown, "href=\"/w/t1/\""), 1U);
  EXPECT_EQ(page(mock, "/w/t1"), shown) << "with and without a final slash";
  const Json start = json(mock, "/w/t1/");
  EXPECT_EQ(start.text_at("base_url"), "http://localhost:9119/w/t1");
  EXPECT_EQ(start.find("worlds")->items().size(), 2U);
}

TEST(Start, TellsTheStateThatThingsAreIn) {
  Mock mock(testing::seed_of_text(R"(version: 1
tenants:
  - name: Acme
    users:
      - {email: gone@acme.test, password: p, status: Deactivated}
      - {email: no-password@acme.test, access_tokens: [{name: Late, expires: +1h}]}
)"));
  mock.machine += std::chrono::hours(2);
  const Json start = json(mock);
  EXPECT_EQ(start.find("users")->items()[0].text_at("status"), "Deactivated");
  EXPECT_EQ(start.find("users")->items()[0].find("sign_in")->dump(), "[]");
  EXPECT_EQ(start.find("users")->items()[1].find("sign_in")->dump(), "[]") << "no password, no way in by one";
  EXPECT_EQ(start.find("clock")->text_at("now"), "2026-01-01T02:00:00.000Z");
  EXPECT_NE(start.text_at("try").find("{\"user\":\"no-password@acme.test\"}"), std::string::npos)
      << "the first who is active";
}

TEST(Start, NamesWhoSharesAnEmailByTheId) {
  Mock mock(testing::seed_of_text(R"(version: 1
tenants:
  - {name: One, users: [{email: a@b.test, id: 11}]}
  - {name: Two, users: [{email: A@b.test, id: 12}]}
)"));
  EXPECT_EQ(json(mock).find("users")->items()[1].text_at("mint"), "understudy mint --user 12");
}

TEST(Start, OfManyShowsTheFirst) {
  Seed seed = testing::small_seed();
  std::vector<User> users;
  std::vector<epilot::AccessToken> tokens;
  for (int i = 0; i < 10'000; ++i) {
    users.push_back(seed.users.rows().front());
    users.back().id = std::to_string(20'000'000 + i);
    users.back().email = cat({"user", std::to_string(i), "@acme.test"});
    tokens.push_back(epilot::epilot_of(seed).access_tokens.rows().front());
    tokens.back().id = cat({"api_", std::to_string(i)});
    tokens.back().user_id = users.back().id;
  }
  seed.users = TableBase<User>(users);
  epilot::epilot_of(seed).access_tokens = TableBase<epilot::AccessToken>(tokens);
  Mock mock(seed);
  for (int i = 0; i < 60; ++i) mock.world(cat({"w", std::to_string(i)}));
  const std::string shown = page(mock);
  EXPECT_LT(shown.size(), 150'000U);
  EXPECT_EQ(count(shown, "data-testid=\"user\""), 50U);
  EXPECT_EQ(count(shown, "data-testid=\"token\""), 20U);
  EXPECT_EQ(count(shown, "data-testid=\"world\""), 50U);
  EXPECT_EQ(count(shown, "The first 50 of 10000 users."), 1U);
  EXPECT_EQ(count(shown, "The first 20 of 10000 access tokens."), 1U);
  EXPECT_EQ(count(shown, "The first 50 of 61 worlds."), 1U);
  EXPECT_EQ(count(shown, "worlds/default/credentials?offset=50\""), 1U);
  const Json start = json(mock);
  EXPECT_EQ(start.find("users_in_all")->dump(), "10000");
  EXPECT_EQ(start.find("users")->items().size(), 50U);
  EXPECT_EQ(start.find("access_tokens")->items().size(), 20U);
  EXPECT_EQ(start.find("worlds_in_all")->dump(), "61");
}

TEST(Start, StepsAsideForTheFixturesOwnRoot) {
  for (const std::string path : {"/", "/{path*}"}) {
    Mock mock(
        testing::seed_of_text(cat({"version: 1\ntenants: [{name: Acme, users: [{email: a@b.test}]}]\n"
                                   "routes:\n  - {match: \"GET ",
                                   path, "\", accept: public, reply: {text: mine}}\n"})));
    EXPECT_EQ(mock.ask("GET", "/", {browser}).body, "mine") << path;
    EXPECT_EQ(mock.ask("GET", "/w/t1/", {browser}).body, "mine") << path;
    EXPECT_EQ(count(page(mock, "/_understudy/"), "href=\"/_understudy/\""), 1U) << path;
    page(mock, "/w/t1/_understudy/");
  }
}

TEST(Start, LeavesOtherMethodsOfTheRootAlone) {
  Mock mock(
      testing::seed_of_text("version: 1\ntenants: [{name: Acme, users: [{email: a@b.test}]}]\n"
                            "routes:\n  - {match: POST /, accept: public, reply: {text: mine}}\n"));
  EXPECT_EQ(mock.ask("POST", "/", {}, "{}").body, "mine");
  page(mock);
}

TEST(Start, LeadsToOtherWorldsFromWhereverItIsShown) {
  Mock mock;
  mock.worlds.enter("t1");
  const auto links = [&](const std::string& path, std::vector<std::string> headers) {
    headers.push_back(browser);
    const auto html = mock.ask("GET", path, headers).body;
    std::string found;
    for (const std::string_view name : {"default", "t1"}) {
      const size_t end = html.find(cat({">", name, "</a>"}));
      const size_t begin = html.rfind("href=\"", end) + 6;
      found += html.substr(begin, html.find('"', begin) - begin) + " ";
    }
    return found;
  };
  EXPECT_EQ(links("/", {}), "/ /w/t1/ ");
  EXPECT_EQ(links("/w/t1/", {}), "/ /w/t1/ ");
  EXPECT_EQ(links("/", {"X-Understudy-World: t1"}), "/ /w/t1/ ");
  EXPECT_EQ(links("/", {"Host: t1.localhost:9119"}), cat({mock.public_url, "/ ", mock.public_url, "/w/t1/ "}));
}

TEST(Start, ShowsAnActiveUsersCallHoweverManyAreNot) {
  std::string fixture = "version: 1\ntenants:\n  - name: Acme\n    users:\n";
  for (int i = 0; i < 60; ++i)
    fixture += cat({"      - {email: u", std::to_string(i), "@acme.test, status: Deactivated}\n"});
  fixture += "      - {email: active@acme.test}\n";
  Mock mock(testing::seed_of_text(fixture));
  EXPECT_NE(json(mock).text_at("try").find("active@acme.test"), std::string_view::npos);
  EXPECT_EQ(json(mock).text_at("users_rest"), mock.public_url + "/_understudy/v1/worlds/default/credentials?offset=50");
}

TEST(Start, IsInNoJournal) {
  Mock mock;
  page(mock, "/w/t1/");
  json(mock, "/w/t1/_understudy/apis/epilot");
  json(mock, "/w/t1/_understudy/v1/");
  mock.world("t1").step([](WorldState& state) { EXPECT_EQ(state.journal.last_sequence(), 0U); });
}

TEST(Catalogue, MakesNoWorld) {
  Mock mock;
  for (const std::string path : {"/_understudy/v1/", "/_understudy/v1", "/_understudy/apis/control"}) {
    EXPECT_EQ(mock.ask("GET", "/w/looker" + path).status, 200) << path;
    EXPECT_EQ(mock.ask("DELETE", "/w/looker" + path).status, 405) << path;
    EXPECT_NE(page(mock, "/w/looker" + path).find("href=\"/w/looker/_understudy/\""), std::string::npos) << path;
  }
  EXPECT_EQ(mock.worlds.names(), std::vector<std::string>{"default"});
}

TEST(Catalogue, TellsWhatIsNotEmulated) {
  Mock mock;
  const Json overview = json(mock);
  for (const auto& api : overview.find("apis")->items()) EXPECT_NE(api.find("emulated")->dump(), "0") << api.dump();
  const Json cognito = json(mock, "/_understudy/apis/cognito");
  std::string emulated;
  for (const auto& operation : cognito.find("operations")->items())
    if (operation.find("emulated")->dump() == "true") emulated += cat({operation.text_at("operation"), " "});
  EXPECT_EQ(emulated, "callUserPools getUserPoolJwks getUserPoolOpenIdConfiguration ");
}

/// How often a list names the route, which says there whether it is emulated.
size_t times_told(const Json& list, std::string_view group, const front::Route& route) {
  size_t told = 0;
  for (const auto& operation : list.find("operations")->items()) {
    if (operation.text_at("group") != group || operation.text_at("operation") != route.operation ||
        operation.text_at("method") != route.method)
      continue;
    std::vector<Json> paths{*operation.find("path")};
    if (const auto* others = operation.find("other_paths"))
      paths.insert(paths.end(), others->items().begin(), others->items().end());
    told += static_cast<size_t>(std::count(paths.begin(), paths.end(), Json(route.pattern)));
    EXPECT_EQ(*operation.find("emulated")->boolean(), route.answer != nullptr && route.is_emulated) << route.operation;
  }
  return told;
}

TEST(Catalogue, ListsEveryRouteOnce) {
  Mock mock(testing::fixture_seed("protected-routes.yaml"));
  for (const auto& api : mock.front.routing().apis()) {
    if (api.name == "start") continue;
    const std::string system(api.name.substr(0, api.name.find('.')));
    const Json list = json(mock, "/_understudy/apis/" + system);
    EXPECT_EQ(list.text_at("api"), system);
    const std::string shown = page(mock, "/_understudy/apis/" + system);
    for (const auto& group : api.groups)
      for (const auto& route : group.routes) {
        EXPECT_EQ(times_told(list, api.name, route), 1U) << route.method << " " << route.pattern;
        EXPECT_GT(count(shown, cat({">", route.pattern, "<"})), 0U) << route.pattern;
      }
  }
}

TEST(Catalogue, TellsWhatTheControlApiDoes) {
  Mock mock;
  for (const std::string path : {"/_understudy/v1/", "/_understudy/v1", "/w/t1/_understudy/v1/"}) {
    const Json list = json(mock, path);
    EXPECT_EQ(list.text_at("api"), "control");
    EXPECT_EQ(list.find("operations")->items().front().dump(),
              R"({"group":"control","method":"GET","path":"/_understudy/v1/health","operation":"health",)"
              R"("emulated":true,"summary":"{\"status\":\"ok\"} and the version"})");
    for (const auto& operation : list.find("operations")->items()) {
      EXPECT_FALSE(operation.text_at("summary").empty()) << operation.text_at("operation");
      EXPECT_LT(operation.text_at("summary").size(), 100U) << operation.text_at("operation");
    }
    EXPECT_EQ(count(page(mock, path), "<h1>Operations of control</h1>"), 1U);
  }
}

TEST(Catalogue, KnowsNoOtherApi) {
  Mock mock;
  const auto reply = mock.ask("GET", "/_understudy/apis/epilto");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(body_of(reply).text_at("expected"), "epilot, cognito, gateway, shiftiq, control");
}

}  // namespace understudy::start
