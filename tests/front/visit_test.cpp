// What a request finds on its way: who calls, one time, one lock at a time, and the request as it came.
#include "front/visit.h"

#include <gtest/gtest.h>

#include "base/time.h"
#include "crypto/jws.h"
#include "front/front.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::mock_start;

JournalEntry last_entry(World& world) {
  return world.step([](WorldState& state) { return state.journal.after(state.journal.last_sequence() - 1, 1).at(0); });
}

}  // namespace

/// Although the machine's clock goes on by seconds between any two looks at it.
TEST(Visit, KnowsOneTimeThroughoutARequest) {
  Mock mock;
  const auto token = mock.token("api_owner");
  mock.tick = std::chrono::seconds(7);
  const auto reply = mock.ask_as(token, "POST", "/v1/access-tokens", R"({"name":"New","expires_in":60})");
  ASSERT_EQ(reply.status, 201) << reply.body;
  mock.tick = Milliseconds(0);
  const Json claims = crypto::parse_jws(body_of(reply).text_at("token")).value().payload;
  const Instant issued = from_unix_seconds(*claims.find("iat")->integer());
  EXPECT_GT(issued, mock_start);
  EXPECT_TRUE(reply.headers.has("Date", to_http_date(issued)));
  EXPECT_EQ(last_entry(mock.world()).time, issued);
  EXPECT_EQ(*claims.find("exp")->integer() - *claims.find("iat")->integer(), 60);
  mock.machine = issued + std::chrono::seconds(7);
  EXPECT_EQ(mock.world().now(), mock.machine) << "afterwards its clock goes on";
}

/// docs/architecture.md states how often a request locks its world.
TEST(Visit, LocksAWorldAStatedNumberOfTimes) {
  Mock mock;
  const auto token = mock.token("api_owner");
  const auto turns_of = [&](std::string_view method, std::string_view path, std::string_view body) {
    mock.ask_as(token, method, path, body);  // what is made once is there from now on
    const auto before = mock.world().turns();
    EXPECT_LT(mock.ask_as(token, method, path, body).status, 300) << path;
    return mock.world().turns() - before;
  };
  EXPECT_EQ(turns_of("POST", "/v1/access-tokens", R"({"name":"New"})"), 7U);
  EXPECT_EQ(turns_of("GET", "/_understudy/v1/authorize", ""), 5U);
}

TEST(Visit, KeepsARefusalWhole) {
  Mock mock;
  mock.ask("GET", "/v2/users/me");
  const auto refusal = last_entry(mock.world()).refusal;
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->rule, "the request carries a credential");
  EXPECT_EQ(refusal->expected, "Authorization: Bearer <token>");
  EXPECT_EQ(refusal->got, "no Authorization header");
  const std::string journal = mock.ask("GET", "/_understudy/v1/worlds/default/journal").body;
  EXPECT_NE(journal.find(R"("reason":"missing_credential; rule: the request carries a credential; expected: )"
                         R"(Authorization: Bearer <token>; got: no Authorization header",)"
                         R"("rule":"the request carries a credential","expected":"Authorization: Bearer <token>",)"
                         R"("got":"no Authorization header","duration_us":)"),
            std::string::npos)
      << journal;
  mock.ask_as(mock.token("api_owner"), "DELETE", "/v1/access-tokens/api_none");
  const std::string bare = mock.ask("GET", "/_understudy/v1/worlds/default/journal?after=1").body;
  EXPECT_NE(bare.find(R"("rule":"Access token not found","got":"api_none","duration_us":)"), std::string::npos) << bare;
  mock.ask_as(mock.token("api_owner"), "GET", "/v2/users/me");
  EXPECT_FALSE(last_entry(mock.world()).refusal.has_value());
}

namespace {

http::Reply refuse(const Refusal& refusal, const Visit& visit) {
  return http::text(418, "text/plain", std::string(to_text(refusal.reason)) + " of " + std::string(visit.path));
}

http::Reply ask(const Front& front, const std::string& path, const std::string& name = "") {
  http::Request request{.method = "GET", .path = path, .query = {}, .headers = {}, .body = {}, .peer = {}};
  if (!name.empty()) request.headers.add("X-Name", name);
  return front.answer(request);
}

const access::Kinds no_kinds;

FrontOptions usual_options() {
  FrontOptions options;
  options.public_url = "http://localhost:9119";
  return options;
}

/// That the request has a name, which is who calls.
void require_name(Visit& visit) {
  const auto* name = visit.request.headers.find("X-Name");
  if (name == nullptr) throw Refusal{Reason::missing_credential, "a name", "", ""};
  visit.caller.set(*name);
}

}  // namespace

/// Whom the group turns down never gets to the handler.
TEST(Visit, KnowsWhomItsGroupRequires) {
  Mock mock;
  size_t answered = 0;
  const std::vector<Route> routes{
      {"GET", "/x", "x",
       [&](Visit& visit) {
         ++answered;
         return http::text(200, "text/plain", visit.caller.as<std::string>());
       }},
      {"GET", "/y", "y", {}},
      {"GET", "/z", "z", [](Visit& visit) { return http::json(200, visit.caller.as<int>()); }}};
  const Front front(mock.worlds, no_kinds, {{"own", {{routes, refuse, require_name}}}}, usual_options());
  EXPECT_EQ(ask(front, "/w/t1/x").body, "missing_credential of /x");
  EXPECT_EQ(answered, 0U);
  EXPECT_EQ(ask(front, "/x", "Ann").body, "Ann");
  EXPECT_EQ(ask(front, "/y").status, 501) << "what is lacking is lacking for everybody";
  EXPECT_EQ(ask(front, "/z", "Ann").body, "internal_error of /z") << "a caller of another type is a mistake";
}

/// Wherever its world is named, and however its path is spelled: a body may be a megabyte.
TEST(Visit, HasTheVeryRequestThatCame) {
  Mock mock;
  const http::Request* seen = nullptr;
  std::string path;
  const std::vector<Route> routes{{"GET", "/x", "x", [&](Visit& visit) {
                                     seen = &visit.request;
                                     path = visit.path;
                                     return http::no_content();
                                   }}};
  const Front front(mock.worlds, no_kinds, {{"own", {{routes, refuse}}}}, usual_options());
  for (const std::string way : {"/x", "/w/t1/x", "/%78", "/w/t1/%78"}) {
    const http::Request request{.method = "GET", .path = way, .query = {}, .headers = {}, .body = {}, .peer = {}};
    EXPECT_EQ(front.answer(request).status, 204) << way;
    EXPECT_EQ(seen, &request) << way;
    EXPECT_EQ(path, "/x") << way;
  }
}

}  // namespace understudy::front
