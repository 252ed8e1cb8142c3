#include "providers/backend/filling.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "http/reply_writer.h"
#include "providers/backend/routes.h"

namespace understudy::backend {
namespace {

using testing::body_of;
using testing::Mock;

constexpr const char* path = "/v1/things/{id}/{rest*}";

struct Asking {
  std::string query;
  std::string body;
  std::string target = "/v1/things/a%20b/c/d%2Fe";
};

/// What a form becomes for the token api_owner.
http::Reply reply_to(const std::string& form, const Asking& asking) {
  Mock mock(seed_with({route("POST", path, form)}));
  return mock.ask_as(mock.token("api_owner"), "POST", asking.target + asking.query, asking.body);
}

std::string filled(const std::string& form, const Asking& asking = {}) {
  const auto reply = reply_to(form, asking);
  EXPECT_EQ(reply.status, 200) << form << reply.body;
  return reply.body;
}

}  // namespace

TEST(Filling, KnowsEveryPlaceholder) {
  const Asking asking{"?q=x+y&q=z&Q=big&empty=", R"({"a":{"b":[1,{"c":true}]},"name":"Max","n":1.5,"none":null})"};
  struct Row {
    std::string form;
    std::string expected;
  };
  const Row rows[] = {
      {R"("{path.id}")", R"("a b")"},
      {R"("{path.rest}")", R"("c/d/e")"},
      {R"("{path.other}")", "null"},
      {R"("{query.q}")", R"("x y")"},
      {R"("{query.Q}")", R"("big")"},
      {R"("{query.empty}")", R"("")"},
      {R"("{query.none}")", "null"},
      {R"("{body}")", asking.body},
      {R"("{body.a}")", R"({"b":[1,{"c":true}]})"},
      {R"("{body.a.b.1.c}")", "true"},
      {R"("{body.n}")", "1.5"},
      {R"("{body.none}")", "null"},
      {R"("{body.x.y}")", "null"},
      {R"("{claims.org_id}")", R"("739224")"},
      {R"("{claims.custom:ivy_user_id}")", R"("api_owner")"},
      {R"("{claims.assume_roles}")", R"(["739224:owner"])"},
      {R"("{claims.iat}")", "1767225600"},
      {R"("{claims.exp}")", "null"},
      {R"("{caller.user_id}")", R"("api_owner")"},
      {R"("{caller.tenant_id}")", R"("739224")"},
      {R"("{caller.roles}")", R"(["739224:owner"])"},
      {R"("{caller.kind}")", R"("api")"},
      {R"("{caller.credential_id}")", R"("api_owner")"},
      {R"("{caller.password}")", "null"},
      {R"("{now}")", R"("2026-01-01T00:00:00.000Z")"},
      {R"("{now.epoch}")", "1767225600"},
      {R"("{now.other}")", "null"},
      // inside a longer text, and what is no placeholder
      {R"(" {path.id}")", R"(" a b")"},
      {R"("{body.name} is {body.n}, {body.a.b}, {body.none}{body.x}.")", R"("Max is 1.5, [1,{\"c\":true}], .")"},
      {R"("{caller.roles}!")", R"("[\"739224:owner\"]!")"},
      {R"("{now.epoch}{now.epoch}")", R"("17672256001767225600")"},
      {R"("{unknown.x} {} {body")", R"("{unknown.x} {} {body")"},
      {R"({"{path.id}":["{path.id}",1,null,false,{"x":"{body.n}"}]})",
       R"({"{path.id}":["a b",1,null,false,{"x":1.5}]})"},
  };
  for (const auto& row : rows) EXPECT_EQ(filled(row.form, asking), row.expected) << row.form;
}

TEST(Filling, TakesABodyThatIsNoJsonAsMissing) {
  for (const std::string body : {"", "{", "name=Max", "\xFF\xFE", "{\"name\":\"\xC3\"}", "{\"name\":1} x"})
    EXPECT_EQ(filled(R"(["{body}","{body.name}","<{body.name}>"])", {"", body}), R"([null,null,"<>"])") << body;
  EXPECT_EQ(filled(R"("{body}")", {"", "\"text\""}), R"("text")");
  std::string deep(101, '[');
  deep += std::string(101, ']');
  EXPECT_EQ(filled(R"("{body}")", {"", deep}), "null");
}

TEST(Filling, TakesWhatIsNoUtf8AsMissing) {
  EXPECT_EQ(filled(R"(["{path.id}","{query.q}"])", {"?q=%FF", "", "/v1/things/%ff/x"}), "[null,null]");
  EXPECT_EQ(filled(R"("{path.id}")", {"", "", "/v1/things/%C3%BC/x"}), R"("ü")");
}

TEST(Filling, ReadsTheBodyOnlyWhereItIsAskedFor) {
  EXPECT_EQ(filled(R"({"ok":true})", {"", "not JSON"}), R"({"ok":true})");
}

TEST(Filling, NestsNoDeeperThanOneHundredLevels) {
  const auto nested = [](size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  EXPECT_EQ(filled(R"("{body}")", {"", nested(100)}), nested(100));
  EXPECT_EQ(filled(R"([["{body}"]])", {"", nested(98)}), nested(100));
  const auto reply = reply_to(R"([["{body}"]])", {"", nested(99)});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(body_of(reply).text_at("error"), "an answer nests at most 100 levels");
}

TEST(Filling, HasABoundForTheAnswer) {
  const std::string half = "\"" + std::string(size_t{512} * 1024, 'x') + "\"";
  EXPECT_EQ(filled(R"("{body}")", {"", half}), half);
  for (const std::string form : {R"(["{body}","{body}","{body}"])", R"("{body}{body}{body}")"}) {
    const auto reply = reply_to(form, {"", half});
    EXPECT_EQ(reply.status, 400) << form;
    EXPECT_EQ(body_of(reply).text_at("error"), "a route's answer has at most 1 MiB") << form;
  }
  // As JSON each of these takes six bytes.
  ProtectedRoute quoting = route("POST", "/v1/things", R"({"again":"{body.a}{body.b}"})");
  std::string controls = R"({"a":")";
  for (size_t i = 0; i < 100'000; ++i) controls += "\\u0001";
  controls += R"(","b":")";
  for (size_t i = 0; i < 100'000; ++i) controls += "\\u0001";
  Mock mock(seed_with({quoting}));
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "POST", "/v1/things", controls + "\"}").status, 400);
}

TEST(Filling, FillsHeadersWithoutLettingALineBreakIn) {
  ProtectedRoute made = route("GET", "/v1/things/{id}", "{}");
  made.answer.headers = {{"Location", "/v1/things/{path.id}?q={query.q}"}, {"X-Who", "{caller.credential_id}"}};
  Mock mock(seed_with({made}));
  const auto token = mock.token("api_owner");
  const auto good = mock.ask_as(token, "GET", "/v1/things/7?q=a");
  EXPECT_EQ(*good.headers.find("Location"), "/v1/things/7?q=a");
  EXPECT_EQ(*good.headers.find("X-Who"), "api_owner");
  for (const std::string attack : {"%0d%0aSet-Cookie:%20a=b", "%0aSet-Cookie:%20a=b", "%0d%0a%0d%0a<html>", "%00%7f%1b",
                                   "%c3%bc", "%e2%80%a8Set-Cookie:%20a=b"}) {
    const auto reply = mock.ask_as(token, "GET", "/v1/things/" + attack + "?q=" + attack);
    ASSERT_EQ(reply.status, 200) << attack;
    const std::string& line = *reply.headers.find("Location");
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; })) << attack;
    std::string wire;
    http::ReplyWriter([] { return testing::mock_start; }).append_whole(wire, reply, {});
    EXPECT_EQ(wire.find("\nSet-Cookie"), std::string::npos) << attack;
    EXPECT_EQ(wire.find("\r\n\r\n"), wire.size() - 6) << attack;
  }
}

TEST(Filling, FillsPlainText) {
  ProtectedRoute made = route("GET", "/v1/things/{id}.csv", "{}");
  made.pattern = "/v1/things/{id}";
  made.answer.json.reset();
  made.answer.text = "id;who\n{path.id};{caller.credential_id}\n";
  Mock mock(seed_with({made}));
  auto reply = mock.ask_as(mock.token("api_owner"), "GET", "/v1/things/7");
  EXPECT_EQ(reply.body, "id;who\n7;api_owner\n");
  EXPECT_EQ(*reply.headers.find("Content-Type"), "text/plain; charset=utf-8");
  made.answer.headers = {{"content-type", "text/csv"}};
  Mock csv(seed_with({made}));
  reply = csv.ask_as(csv.token("api_owner"), "GET", "/v1/things/7");
  EXPECT_EQ(reply.headers.find_all("Content-Type"), std::vector<std::string_view>{"text/csv"});
}

TEST(Filling, FollowsTheWorldsClock) {
  Mock mock(seed_with({route("GET", "/v1/now", R"("{now}")")}));
  const auto token = mock.token("api_owner");
  mock.world().step([](WorldState& state) { state.clock.advance(std::chrono::hours(1)); });
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/now").body, R"("2026-01-01T01:00:00.000Z")");
}

}  // namespace understudy::backend
