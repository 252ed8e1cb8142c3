#include "front/front.h"

#include <gtest/gtest.h>
#include <map>
#include <stdexcept>

#include "base/text.h"
#include "front/explanation.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::MockOptions;
using understudy::testing::RecordingExchange;

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

http::Reply refuse(const Refusal& refusal, const Visit& /*visit*/) {
  return http::text(418, "text/plain", std::string(to_text(refusal.reason)));
}

/// A front with one API made for the test.
struct OwnFront {
  explicit OwnFront(Handler handler, std::vector<Interceptor*> interceptors = {})
      : front(mock.worlds, kinds, {{"own", {{{{"GET", "/x", "x", std::move(handler)}}, refuse}}}},
              {.public_url = "http://localhost:9119",
               .interceptors = std::move(interceptors),
               .log_error = [this](const std::string& line) { log += line; }}) {}

  http::Reply ask() { return front.answer(request); }

  Mock mock;
  std::string log;
  access::Kinds kinds;
  http::Request request{.method = "GET", .path = "/x", .query = {}, .headers = {}, .body = {}, .peer = {}};
  Front front;
};

}  // namespace

TEST(Front, ExplainsAPathThatNobodyKnows) {
  Mock mock;
  const auto reply = mock.ask("GET", "/v1/access-token");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(header(reply, "Content-Type"), "application/problem+json");
  ASSERT_FALSE(body_of(reply).find("nearest")->items().empty());
  EXPECT_EQ(*body_of(reply).find("nearest")->items()[0].text(), "/v1/access-tokens");
  EXPECT_EQ(header(reply, "X-Understudy-Reason").substr(0, 14), "unknown_route;");
}

/// "who may read; with credentials; what depends on it" of a refusal that the listener gave.
std::string origins_of_refusal(const Mock& mock, const std::string& method, const std::string& path,
                               const std::string& origin) {
  http::Request read;
  read.method = method;
  read.path = path;
  read.headers.add("Host", "localhost");
  if (!origin.empty()) read.headers.add("Origin", origin);
  http::Reply reply = http::text(413, "text/plain", "");
  mock.front.finish_refusal(read, reply);
  return header(reply, "Access-Control-Allow-Origin") + "; " + header(reply, "Access-Control-Allow-Credentials") +
         "; " + header(reply, "Vary");
}

TEST(Front, LetsPagesReadTheListenersRefusalsAsTheyMayReadTheRoutesReplies) {
  Mock mock;
  const std::string page = "http://localhost:3000";
  const std::string echoed = page + "; true; Origin";
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/v1/access-tokens", page), echoed);
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/w/a/v1/access-tokens", page), echoed);
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/nobody/knows", page), echoed);
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/v1/access-tokens", ""), "(none); (none); (none)");
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/api/security/tokens/generate", "https://foreign.test"),
            "(none); (none); Origin");
  EXPECT_EQ(origins_of_refusal(mock, "POST", "/api/security/tokens/generate", page), echoed);
  for (const std::string path : {"/_understudy/v1/worlds", "/w/a/_understudy/v1/worlds", "/_understudy/v1/nowhere"}) {
    EXPECT_EQ(origins_of_refusal(mock, "POST", path, page), echoed) << path;
    EXPECT_EQ(origins_of_refusal(mock, "POST", path, "https://foreign.test"), "(none); (none); Origin") << path;
  }
  EXPECT_EQ(origins_of_refusal(mock, "", "", page), echoed) << "the request line could not be read";
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"default"}));
}

TEST(Front, LetsPagesReadWhyTheirWorldIsRefusedAsTheyMayReadTheRoutesReplies) {
  Mock mock;
  const auto allowed = [&](const std::string& path, const std::string& origin) {
    const auto reply = mock.ask("GET", path, {"Origin: " + origin});
    EXPECT_EQ(reply.status, 404) << path;
    return header(reply, "Access-Control-Allow-Origin");
  };
  EXPECT_EQ(allowed("/w/NO/v2/users/me", "https://any.test"), "https://any.test");
  EXPECT_EQ(allowed("/w/NO/_understudy/v1/echo?accept=shift_cookie", "https://any.test"), "(none)");
  EXPECT_EQ(allowed("/w/NO/_understudy/", "http://localhost:3000"), "http://localhost:3000");
}

TEST(Front, TellsAForeignPageNothingOfTheStartPageByAPreflight) {
  Mock mock;
  const auto allowed = [&](const std::string& origin, const std::string& method, int status = 204) {
    const auto reply = mock.ask("OPTIONS", "/", {"Origin: " + origin, "Access-Control-Request-Method: " + method});
    EXPECT_EQ(reply.status, status);
    return header(reply, "Access-Control-Allow-Origin");
  };
  EXPECT_EQ(allowed("https://foreign.test", "GET"), "(none)");
  EXPECT_EQ(allowed("http://localhost:3000", "GET"), "http://localhost:3000");
  EXPECT_EQ(allowed("https://foreign.test", "POST", 200), "*") << "Cognito's";
}

TEST(Front, SaysWhichMethodsAPathTakes) {
  Mock mock;
  const auto reply = mock.ask("PUT", "/v1/access-tokens");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(header(reply, "Allow"), "POST, GET, HEAD");
  const auto options = mock.ask("OPTIONS", "/v1/access-tokens");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header(options, "Allow"), "POST, GET, HEAD");
}

/// A long part of a path may be a secret that went astray.
TEST(Front, ExplainsAnUnknownPathWithoutItsLongParts) {
  Mock mock;
  const std::string secret(88, 'S');
  for (const std::string& path : {"/api/security/tokens/" + secret, "/" + secret, "/v1/nowhere/" + secret + "/x"}) {
    const auto reply = mock.ask("POST", path);
    EXPECT_EQ(reply.status, 404) << path;
    EXPECT_EQ(header(reply, "X-Understudy-Reason").find(secret.substr(0, 40)), std::string::npos) << path;
    EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find(secret.substr(0, 40)),
              std::string::npos)
        << path;
  }
}

TEST(Front, NamesTheOperationThatIsNotEmulated) {
  Mock mock;
  const auto reply = mock.ask("POST", "/v1/groups");
  EXPECT_EQ(reply.status, 501);
  EXPECT_EQ(body_of(reply).text_at("detail"), "Understudy does not emulate createGroup of epilot.user");
}

TEST(Front, RefusesAWorldThatCannotBe) {
  Mock mock;
  const auto reply = mock.ask("GET", "/w/No_World/v2/users/me");
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(body_of(reply).text_at("reason"), "unknown_world");
}

TEST(Front, TellsTheTimeOfTheWorld) {
  Mock mock;
  mock.world("t1").step([](WorldState& state) { state.clock.advance(std::chrono::hours(1)); });
  EXPECT_EQ(header(mock.ask("GET", "/v2/users/me"), "Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
  EXPECT_EQ(header(mock.ask("GET", "/w/t1/v2/users/me"), "Date"), "Thu, 01 Jan 2026 01:00:00 GMT");
}

TEST(Front, EchoesTheOriginWithCredentials) {
  Mock mock;
  const auto reply = mock.ask("GET", "/v2/users/me", {"Origin: http://localhost:3000"});
  EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), "http://localhost:3000");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(header(reply, "Vary"), "Origin");
  EXPECT_NE(header(reply, "Access-Control-Expose-Headers").find("X-Understudy-Reason"), std::string::npos);
  EXPECT_EQ(header(mock.ask("GET", "/v2/users/me"), "Access-Control-Allow-Origin"), "(none)");
}

TEST(Front, AnswersAPreflight) {
  Mock mock;
  const auto reply = mock.ask("OPTIONS", "/v1/access-tokens",
                              {"Origin: http://localhost:3000", "Access-Control-Request-Method: POST",
                               "Access-Control-Request-Headers: authorization, x-understudy-world"});
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(header(reply, "Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Headers"), "authorization, x-understudy-world");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), "http://localhost:3000");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Credentials"), "true");
  EXPECT_EQ(mock.ask("OPTIONS", "/nowhere", {"Origin: http://a", "Access-Control-Request-Method: GET"}).status, 404);
}

TEST(Front, ExplainsARefusalUnlessTold) {
  Mock mock;
  const auto explained = mock.ask("GET", "/v2/users/me");
  EXPECT_EQ(header(explained, "X-Understudy-Reason"),
            "missing_credential; rule: the request carries a credential; expected: Authorization: Bearer <token>; "
            "got: no Authorization header");
  Mock silent(testing::small_seed(), {.explanations = Explanations::withheld});
  EXPECT_EQ(header(silent.ask("GET", "/v2/users/me"), "X-Understudy-Reason"), "(none)");
  EXPECT_EQ(silent.ask("GET", "/v2/users/me").body, explained.body);
}

TEST(Explanation, IsOneBoundedLineOfAscii) {
  const auto line =
      explain({Reason::invalid_request, "a\r\nSet-Cookie: x\xC3\xA4", std::string(9000, 'e'), std::string("\0", 1)});
  EXPECT_LE(line.size(), 600U);
  for (const char c : line) EXPECT_TRUE(c >= 0x20 && c < 0x7f);
  EXPECT_EQ(line.substr(0, 48), "invalid_request; rule: a??Set-Cookie: x??; expec");
}

TEST(Front, WritesEveryRequestOfAWorldIntoItsJournal) {
  Mock mock;
  mock.ask_as(mock.token("api_owner", "t1"), "GET", "/w/t1/v2/users/me");
  mock.ask("GET", "/w/t1/v2/users/me?token=secret");
  mock.ask("GET", "/w/t1/nowhere");
  const auto entries = mock.world("t1").step([](WorldState& state) { return state.journal.after(0, 10); });
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].path, "/v2/users/me");
  EXPECT_EQ(entries[0].api, "epilot.user");
  EXPECT_EQ(entries[0].operation, "getMeV2");
  EXPECT_EQ(entries[0].status, 200);
  EXPECT_EQ(entries[0].caller, "api_owner");
  EXPECT_EQ(entries[0].tenant, "739224");
  EXPECT_EQ(entries[0].reason, "");
  EXPECT_EQ(entries[1].status, 401);
  EXPECT_EQ(entries[1].reason.substr(0, 19), "missing_credential;");
  EXPECT_EQ(entries[1].path, "/v2/users/me");
  EXPECT_EQ(entries[2].status, 404);
  EXPECT_TRUE(mock.world().step([](WorldState& state) { return state.journal.after(0, 10); }).empty());
}

TEST(Front, KeepsSecretsThatWentAstrayOutOfItsJournalAndExplanations) {
  Mock mock;
  const auto token = mock.token("api_owner");
  const auto misplaced = mock.ask_as(token, "DELETE", "/v1/access-tokens/" + token);
  EXPECT_EQ(misplaced.status, 404);
  const auto bare = mock.ask("GET", "/v2/users/me", {"Authorization: s3cr3t-api-key"});
  const auto raw = mock.ask("GET", "/v2/users/me", {"Authorization: " + token});
  for (const auto& reply : {misplaced, bare, raw}) {
    EXPECT_EQ(header(reply, "X-Understudy-Reason").find(token.substr(0, 12)), std::string::npos);
    EXPECT_EQ(header(reply, "X-Understudy-Reason").find("s3cr3t"), std::string::npos);
  }
  const auto journal = mock.ask("GET", "/_understudy/v1/worlds/default/journal").body;
  EXPECT_EQ(journal.find(token.substr(0, 12)), std::string::npos);
  EXPECT_EQ(journal.find("s3cr3t"), std::string::npos);
  EXPECT_NE(journal.find("/v1/access-tokens/..."), std::string::npos);
}

TEST(Front, WritesNoLongSegmentAndNoLongPathIntoItsJournal) {
  const std::string just(64, 's');
  const std::vector<std::pair<std::string, std::string>> rows{
      {"/a/", "/a/"},
      {"//a", "//a"},
      {"/a/" + just + "/b", "/a/" + just + "/b"},
      {"/a/" + just + "s/b", "/a/.../b"},
      {"/" + just + "s", "/..."},
      {"/a\x7F", "/a?"},
      {std::string(300, '/'), std::string(200, '/')},
      {"/" + just + "/" + just + "/" + just + "/" + just,
       "/" + just + "/" + just + "/" + just + "/" + just.substr(0, 4)},
  };
  Mock mock;
  for (const auto& [path, kept] : rows) {
    mock.ask("GET", path);
    const auto entries =
        mock.world().step([](WorldState& state) { return state.journal.after(state.journal.last_sequence() - 1, 1); });
    ASSERT_EQ(entries.size(), 1U) << path;
    EXPECT_EQ(entries[0].path, kept) << path;
  }
}

TEST(Front, LeavesTheControlApiOutOfEveryJournal) {
  Mock mock;
  mock.ask("OPTIONS", "/_understudy/v1/health");
  mock.ask("POST", "/_understudy/v1/health");
  mock.ask("GET", "/_understudy/v1/wrlds");
  mock.ask("GET", "/w/t1/_understudy/v1/worlds");
  mock.ask("GET", "/_understudy/v1/authorize");
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 10); });
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].operation, "authorize");
}

TEST(Front, TurnsABugIntoTheGroupsOwn500WithoutItsText) {
  OwnFront own([](Visit&) -> http::Reply { throw std::runtime_error("a secret detail"); });
  const auto reply = own.ask();
  EXPECT_EQ(reply.status, 418);
  EXPECT_EQ(reply.body, "internal_error");
  EXPECT_EQ(header(reply, "X-Understudy-Reason").find("secret"), std::string::npos);
  EXPECT_EQ(own.log, "internal error in own x: a secret detail");
}

TEST(Front, RefusesToSignInsideAStep) {
  OwnFront own([](Visit& visit) {
    const auto key = visit.world.signing_key("epilot.api");
    return visit.world.step([&](WorldState&) {
      return http::text(200, "text/plain", visit.signer.sign({key, "k", Json::object()}));
    });
  });
  EXPECT_EQ(own.ask().status, 418);
  EXPECT_EQ(own.log, "internal error in own x: nothing must be signed inside a step of its world");
}

TEST(Front, FinishesALateAnswerAsOneGivenAtOnce) {
  std::shared_ptr<http::Exchange> waiting;
  OwnFront own([&](Visit&) {
    http::Reply reply;
    reply.later = [&](std::shared_ptr<http::Exchange> exchange) { waiting = std::move(exchange); };
    return reply;
  });
  const auto recording = std::make_shared<RecordingExchange>();
  const auto journal = [&] {
    return own.mock.world().step([](WorldState& state) { return state.journal.after(0, 9); });
  };
  own.ask().later(recording);
  EXPECT_FALSE(recording->answered.has_value());
  EXPECT_TRUE(journal().empty());
  waiting->reply(http::text(202, "text/plain", "late"));
  EXPECT_EQ(recording->answered->status, 202);
  EXPECT_EQ(header(*recording->answered, "Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
  ASSERT_EQ(journal().size(), 1U);
  EXPECT_EQ(journal()[0].status, 202);
}

TEST(Front, DatesALateAnswerByTheWorldsTimeWhenItIsGiven) {
  std::shared_ptr<http::Exchange> waiting;
  OwnFront own([&](Visit&) {
    http::Reply reply;
    reply.later = [&](std::shared_ptr<http::Exchange> exchange) { waiting = std::move(exchange); };
    return reply;
  });
  const auto recording = std::make_shared<RecordingExchange>();
  own.ask().later(recording);
  own.mock.world().step([](WorldState& state) { state.clock.advance(std::chrono::hours(1)); });
  waiting->reply(http::text(200, "text/plain", "late"));
  EXPECT_EQ(header(*recording->answered, "Date"), "Thu, 01 Jan 2026 01:00:00 GMT");
  const auto entries = own.mock.world().step([](WorldState& state) { return state.journal.after(0, 9); });
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(to_iso8601(entries[0].time), "2026-01-01T00:00:00Z") << "the journal tells when the request came";
}

TEST(Front, RefusesALateAnswerThatCannotBegin) {
  OwnFront own([&](Visit&) {
    http::Reply reply;
    reply.later = [&](const std::shared_ptr<http::Exchange>&) { throw Refusal{Reason::limit_reached, "full", "", ""}; };
    return reply;
  });
  const auto recording = std::make_shared<RecordingExchange>();
  own.ask().later(recording);
  EXPECT_EQ(recording->answered->status, 418);
  EXPECT_EQ(recording->answered->body, "limit_reached");
}

namespace {

class OneFault final : public Interceptor {
 public:
  std::optional<http::Reply> before(const Visit& visit) override {
    seen = visit.journal.operation;
    if (!replaces) return std::nullopt;
    return http::text(503, "text/plain", "fault");
  }
  void after(World& /*world*/, const JournalEntry& entry, http::Reply& reply) override {
    reply.headers.add("X-After", std::string(entry.operation));
  }
  bool replaces = false;
  std::string seen;
};

}  // namespace

TEST(Front, LetsFaultsActBeforeAndAfterTheHandler) {
  OneFault fault;
  OwnFront own([](Visit&) { return http::text(200, "text/plain", "good"); }, {&fault});
  auto reply = own.ask();
  EXPECT_EQ(reply.body, "good");
  EXPECT_EQ(fault.seen, "x");
  EXPECT_EQ(header(reply, "X-After"), "x");
  fault.replaces = true;
  reply = own.ask();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(header(reply, "X-After"), "x");
}

TEST(Front, TellsThatAWorldBeginsAnew) {
  Mock mock;
  mock.ask("GET", "/w/t1/v2/users/me");
  mock.elapsed += std::chrono::hours(2);
  EXPECT_EQ(header(mock.ask("GET", "/w/t1/v2/users/me"), "X-Understudy-Notice"),
            "this world begins anew: it was dropped after 3600 idle seconds (--world-idle)");
  EXPECT_EQ(header(mock.ask("GET", "/w/t2/v2/users/me"), "X-Understudy-Notice"), "(none)");
}

TEST(Front, IsReachedByEveryWorldInEveryWay) {
  Mock mock;
  const auto expected = R"({"issuer":"http://localhost:9119/w/t1/v1/access-tokens","jwks_uri":")";
  const std::string document = "/v1/access-tokens/.well-known/openid-configuration";
  const std::string keys = "/v1/access-tokens/.well-known/jwks.json\"}";
  EXPECT_EQ(mock.ask("GET", "/w/t1" + document).body, expected + std::string("http://localhost:9119/w/t1") + keys);
  EXPECT_EQ(mock.ask("GET", document, {"X-Understudy-World: t1"}).body,
            expected + std::string("http://localhost:9119/w/t1") + keys);
  EXPECT_EQ(mock.ask("GET", document, {"Host: t1.localhost:9119"}).body,
            expected + std::string("http://t1.localhost:9119") + keys);
  EXPECT_EQ(mock.ask("GET", "/w/t1" + document, {"Host: understudy:80"}).body,
            expected + std::string("http://understudy:80/w/t1") + keys);
}

TEST(Front, KeepsThePathThatAProxyTookOff) {
  Mock mock(testing::small_seed(), {.public_url = "https://auth.example/mock"});
  const std::string document = "/v1/access-tokens/.well-known/openid-configuration";
  EXPECT_EQ(body_of(mock.ask("GET", document, {"Host: auth.example"})).text_at("jwks_uri"),
            "https://auth.example/mock/v1/access-tokens/.well-known/jwks.json");
  EXPECT_EQ(body_of(mock.ask("GET", document, {"Host: understudy"})).text_at("jwks_uri"),
            "http://understudy/v1/access-tokens/.well-known/jwks.json");
}

namespace {

/// The statuses of a group's refusals, in the order of the reasons. All reasons that are about a credential are one
/// number where they have the same, and a refusal without a body has a "-".
std::string statuses_of(const Group& group, const Visit& visit) {
  std::vector<std::string> credential;
  std::vector<std::string> others;
  for (int i = 0; i <= static_cast<int>(Reason::internal_error); ++i) {
    const auto reply = group.refuse({static_cast<Reason>(i), "rule", "expected", "got"}, visit);
    const bool is_credentials = is_about_credential(static_cast<Reason>(i));
    auto& statuses = is_credentials ? credential : others;
    const std::string status = std::to_string(reply.status) + (reply.body.empty() ? "-" : "");
    if (!is_credentials || statuses.empty() || statuses.back() != status) statuses.push_back(status);
  }
  return join(credential, "/") + " " + join(others, " ");
}

/// An object or a text in JSON, or a page.
bool has_shape_of_refusal(const http::Reply& reply) {
  const auto* type = reply.headers.find("Content-Type");
  if (type == nullptr) return false;
  if (type->starts_with("text/")) return true;
  const Json body = body_of(reply);
  return body.is_object() || body.text() != nullptr;
}

/// One route of the fixture's own, so that its API is among the others.
Mock with_a_route() { return Mock(testing::seed_of_text("version: 1\nroutes: [{match: GET /own}]\n")); }

}  // namespace

TEST(Front, HasTheStatusOfEveryRefusalOfEveryGroup) {
  Mock mock = with_a_route();
  const testing::EmptyVisit empty(mock.world());
  std::map<std::string, std::string> groups;
  for (const auto& api : mock.front.routing().apis())
    for (const auto& group : api.groups) {
      auto& names = groups[statuses_of(group, empty.visit)];
      if (!names.ends_with(api.name)) names += " " + std::string(api.name);
    }
  // A credential; permission_denied, invalid_request, unknown_record, limit_reached, unknown_route, wrong_method,
  // not_emulated, unknown_world, misdirected, internal_error. Where an API never refuses for a reason, its 500 says so.
  const std::map<std::string, std::string> expected{
      {"401 403 400 404 429 404 405 501 404 421 500", " cognito cognito.hosted gateway shiftiq.ui control start"},
      {"401 403 400 404 429 500 500 500 500 500 500",
       " backend epilot.access-token epilot.user epilot.organization epilot.permissions epilot.sso"
       " epilot.customer-portal epilot.file epilot.sandbox epilot.internal-auth epilot.app epilot.mcp epilot.web"},
      {"500 500 500 500 500 500 500 501 500 500 500", " cognito cognito.identity"},
      // This system's server says some things by the status alone, and its throttle says 403.
      {"401-/401 403- 400 404 403 404 405 501 404 421 500", " shiftiq"},
      {"401-/401 401 400 404 403 404 405 501 404 421 500", " shiftiq.secret"},
      {"401 401 400 404 403 404 405 501 404 421 500", " shiftiq.anonymous shiftiq.v1.anonymous shiftiq.v1.token_value"},
      {"400 400 400 404 403 404 405 501 404 421 500", " shiftiq.cookie_value"},
      {"403 403 400 404 403 404 405 501 404 421 500", " shiftiq.v1 shiftiq.v1.cookie"},
  };
  EXPECT_EQ(groups, expected);
}

TEST(Front, HasAShapeOfEveryRefusalThatSaysAnything) {
  Mock mock = with_a_route();
  const testing::EmptyVisit empty(mock.world());
  for (const auto& api : mock.front.routing().apis())
    for (const auto& group : api.groups)
      for (int reason = 0; reason <= static_cast<int>(Reason::internal_error); ++reason) {
        const auto reply = group.refuse({static_cast<Reason>(reason), "rule", "expected", "got"}, empty.visit);
        EXPECT_TRUE(reply.body.empty() || has_shape_of_refusal(reply))
            << api.name << " " << to_text(static_cast<Reason>(reason)) << " " << reply.body;
      }
}

}  // namespace understudy::front
