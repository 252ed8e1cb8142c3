#include "control/control.h"

#include <array>
#include <gtest/gtest.h>
#include <utility>

#include "base/text.h"
#include "crypto/key.h"
#include "support/mock.h"

namespace understudy::control {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::MockOptions;
using understudy::testing::RecordingExchange;

const std::string root = "/_understudy/v1/";

std::string ask(Mock& mock, std::string_view method, const std::string& path, std::string_view body = "") {
  const auto reply = mock.ask(method, root + path, {}, body);
  return cat({std::to_string(reply.status), " ", reply.body});
}

}  // namespace

TEST(Control, IsHealthy) {
  Mock mock;
  EXPECT_EQ(ask(mock, "GET", "health"), R"(200 {"status":"ok","version":"test"})");
  EXPECT_EQ(mock.ask("GET", "/w/t1/_understudy/v1/health").status, 200);
}

TEST(Control, MakesListsResetsAndDropsWorlds) {
  Mock mock;
  EXPECT_EQ(ask(mock, "POST", "worlds", R"({"name":"t1"})"),
            R"(201 {"name":"t1","base_url":"http://localhost:9119/w/t1"})");
  EXPECT_EQ(ask(mock, "POST", "worlds", R"({"name":"t1"})"),
            R"(200 {"name":"t1","base_url":"http://localhost:9119/w/t1"})");
  EXPECT_EQ(
      ask(mock, "GET", "worlds"),
      R"(200 {"worlds":[{"name":"default","base_url":"http://localhost:9119"},{"name":"t1","base_url":"http://localhost:9119/w/t1"}]})");
  const auto token = mock.token("api_owner", "t1");
  mock.ask_as(token, "DELETE", "/w/t1/v1/access-tokens/api_support");
  EXPECT_EQ(ask(mock, "POST", "worlds/t1/reset"), R"(200 {"name":"t1","base_url":"http://localhost:9119/w/t1"})");
  EXPECT_EQ(ask(mock, "POST", "worlds/t1/reset", "{no JSON"), ask(mock, "POST", "worlds/t1/reset"));
  EXPECT_EQ(mock.ask_as(mock.token("api_support", "t1"), "GET", "/w/t1/v2/users/me").status, 200);
  EXPECT_EQ(ask(mock, "DELETE", "worlds/t1"), "204 ");
  EXPECT_EQ(ask(mock, "DELETE", "worlds/t1").substr(0, 3), "404");
  EXPECT_EQ(ask(mock, "DELETE", "worlds/default").substr(0, 3), "400");
  EXPECT_EQ(ask(mock, "POST", "worlds", R"({"name":"T 1"})").substr(0, 3), "400");
  EXPECT_EQ(ask(mock, "POST", "worlds", "{}").substr(0, 3), "400");
  EXPECT_EQ(ask(mock, "POST", "worlds", "nonsense").substr(0, 3), "400");
  EXPECT_EQ(ask(mock, "POST", "worlds", R"({"nmae":"t1"})").substr(0, 3), "400");
}

TEST(Control, MakesNoWorldForWhoOnlyLooks) {
  Mock mock;
  mock.worlds.create("late");
  mock.worlds.create("later");
  const std::string told =
      R"(404 {"type":"about:blank","title":"Not Found","status":404,"detail":"there is no world lat; did you )"
      R"(mean late?","reason":"unknown_world","expected":"POST /_understudy/v1/worlds {\"name\":\"lat\"} makes it"})";
  for (const std::string look : {"", "/clock", "/credentials", "/journal", "/journal?wait=1s", "/keys",
                                 "/keys/epilot.api/private", "/keys/shiftiq.bearer/private"}) {
    EXPECT_EQ(ask(mock, "GET", "worlds/lat" + look), told) << look;
    EXPECT_EQ(ask(mock, "HEAD", "worlds/lat" + look).substr(0, 3), "404") << look;
  }
  EXPECT_EQ(ask(mock, "DELETE", "worlds/lat"), told);
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"default", "late", "later"}));
  EXPECT_EQ(ask(mock, "GET", "worlds/A").substr(0, 3), "404");
}

TEST(Control, MakesTheWorldThatIsToBeChanged) {
  for (const auto& [path, body] :
       std::vector<std::pair<std::string, std::string>>{{"/reset", ""},
                                                        {"/clock/set", R"({"now":"2030-01-01"})"},
                                                        {"/clock/advance", R"({"by":"1h"})"},
                                                        {"/clock/freeze", ""},
                                                        {"/clock/release", ""},
                                                        {"/tokens", "{}"},
                                                        {"/keys/epilot.api/rotate", ""},
                                                        {"/revoke", R"({"user":"owner@acme.test"})"}}) {
    Mock mock;
    EXPECT_LT(mock.ask("POST", root + "worlds/t1" + path, {}, body).status, 300) << path;
    EXPECT_EQ(ask(mock, "GET", "worlds/t1").substr(0, 3), "200") << path;
    Mock strict(testing::small_seed(), {.admission = Admission::when_created});
    EXPECT_EQ(strict.ask("POST", root + "worlds/t1" + path, {}, body).status, 404) << path;
  }
}

TEST(Control, SaysWhyAWorldWent) {
  Mock mock;
  mock.worlds.create("t1");
  mock.elapsed += std::chrono::hours(1);
  EXPECT_EQ(body_of(mock.ask("GET", root + "worlds/t1")).text_at("got"),
            "it was dropped after 3600 idle seconds (--world-idle)");
}

TEST(Control, CreatesAWorldInAStrictHouse) {
  Mock mock(testing::small_seed(), {.admission = Admission::when_created});
  EXPECT_EQ(mock.ask("GET", "/w/t1/v2/users/me").status, 404);
  EXPECT_EQ(ask(mock, "GET", "worlds/t1/clock").substr(0, 3), "404");
  ask(mock, "POST", "worlds", R"({"name":"t1"})");
  EXPECT_EQ(mock.ask("GET", "/w/t1/v2/users/me").status, 401);
}

TEST(Control, MovesTheClockOfOneWorld) {
  Mock mock;
  const auto now = [&](const std::string& world) {
    const auto body = body_of(mock.ask("GET", root + "worlds/" + world + "/clock"));
    return cat({body.text_at("now"), " ", body.text_at("mode")});
  };
  mock.worlds.create("t1");
  EXPECT_EQ(now("t1"), "2026-01-01T00:00:00.000Z system");
  const std::vector<std::array<std::string, 3>> rows{
      {"advance", R"({"by":"0s"})", "2026-01-01T00:00:00.000Z system"},
      {"advance", R"({"by":0})", "2026-01-01T00:00:00.000Z system"},
      {"advance", R"({"by":"1h"})", "2026-01-01T01:00:00.000Z ticking"},
      {"advance", R"({"by":"-30m"})", "2026-01-01T00:30:00.000Z ticking"},
      {"advance", R"({"by":90})", "2026-01-01T00:31:30.000Z ticking"},
      {"advance", R"({"by":"1h30m"})", "2026-01-01T02:01:30.000Z ticking"},
      {"advance", R"({"by":"-1d 1h30m"})", "2025-12-31T00:31:30.000Z ticking"},
      {"advance", R"({"by":"+1 day"})", "2026-01-01T00:31:30.000Z ticking"},
      {"set", R"({"now":"9998-12-31T23:59:59.999Z"})", "9998-12-31T23:59:59.999Z ticking"},
      {"freeze", R"({"at":"1970-01-01"})", "1970-01-01T00:00:00.000Z frozen"},
      {"release", "", "1970-01-01T00:00:00.000Z ticking"},
      {"set", R"({"now":"2030-06-01T12:00:00Z"})", "2030-06-01T12:00:00.000Z ticking"},
      {"freeze", "", "2030-06-01T12:00:00.000Z frozen"},
      {"advance", R"({"by":"1d"})", "2030-06-02T12:00:00.000Z frozen"},
      {"freeze", R"({"at":"2031-01-01"})", "2031-01-01T00:00:00.000Z frozen"},
      {"release", "", "2031-01-01T00:00:00.000Z ticking"},
      {"release", R"({"to":"system"})", "2026-01-01T00:00:00.000Z system"},
  };
  for (const auto& [verb, body, expected] : rows) {
    EXPECT_EQ(mock.ask("POST", root + "worlds/t1/clock/" + verb, {}, body).status, 200) << verb << body;
    EXPECT_EQ(now("t1"), expected) << verb << body;
  }
  EXPECT_EQ(now("default"), "2026-01-01T00:00:00.000Z system");
  const std::vector<std::pair<std::string, std::string>> bad{{"set", ""},
                                                             {"set", R"({"now":"tomorrow"})"},
                                                             {"set", R"({"now":7})"},
                                                             {"set", R"({"now":"9999-01-01"})"},
                                                             {"set", R"({"now":"1969-12-31"})"},
                                                             {"freeze", R"({"at":"9999-01-01"})"},
                                                             {"freeze", R"({"at":"1969-12-31"})"},
                                                             {"advance", R"({"by":"30m1h"})"},
                                                             {"advance", ""},
                                                             {"advance", R"({"by":"soon"})"},
                                                             {"advance", R"({"by":"101y"})"},
                                                             {"advance", R"({"by":"-100y"})"},
                                                             {"advance", R"({"by":"--1h"})"},
                                                             {"release", R"({"to":"hell"})"},
                                                             {"freeze", R"({"at":"x"})"}};
  for (const auto& [verb, body] : bad)
    EXPECT_EQ(mock.ask("POST", root + "worlds/t1/clock/" + verb, {}, body).status, 400) << verb << body;
  EXPECT_EQ(now("t1"), "2026-01-01T00:00:00.000Z system") << "what is refused changes nothing";
}

TEST(Control, SaysWhichYearsAClockKnows) {
  Mock mock;
  const auto refused = [&](const std::string& verb, const std::string& body) {
    const auto problem = body_of(mock.ask("POST", root + "worlds/default/clock/" + verb, {}, body));
    return cat({problem.text_at("detail"), " / ", problem.text_at("expected"), " / ", problem.text_at("got")});
  };
  const std::string within =
      "a world's clock stays within the years 1970 to 9998 / 1970-01-01T00:00:00Z to 9998-12-31T23:59:59Z / ";
  EXPECT_EQ(refused("set", R"({"now":"1969-12-31"})"), within + "1969-12-31T00:00:00Z");
  EXPECT_EQ(refused("freeze", R"({"at":"9999-06-01"})"), within + "9999-06-01T00:00:00Z");
  EXPECT_EQ(refused("advance", R"({"by":"-99y"})"), within + "1927-01-26T00:00:00Z");
  EXPECT_EQ(refused("set", R"({"now":"10000-01-01"})"),
            "now is a time in ISO 8601, of the years 1970 to 9998 / 2026-01-01T00:00:00Z / 10000-01-01");
}

TEST(Control, TellsAllThatATestNeedsToSignIn) {
  Mock mock;
  mock.worlds.create("t1");
  const auto body = body_of(mock.ask("GET", root + "worlds/t1/credentials"));
  EXPECT_EQ(body.text_at("base_url"), "http://localhost:9119/w/t1");
  EXPECT_EQ(body.text_at("issuer"), "http://localhost:9119/w/t1/v1/access-tokens");
  ASSERT_EQ(body.find("users")->items().size(), 2U);
  EXPECT_EQ(body.find("users")->items()[0].text_at("email"), "owner@acme.test");
  EXPECT_EQ(body.find("users")->items()[0].text_at("password"), "Pass-word-1");
  ASSERT_EQ(body.find("access_tokens")->items().size(), 2U);
  const auto& token = body.find("access_tokens")->items()[1];
  EXPECT_EQ(token.text_at("state"), "valid");
  EXPECT_EQ(mock.ask_as(std::string(token.text_at("token")), "GET", "/w/t1/v2/users/me").status, 200);
}

TEST(Control, TellsCredentialsInPages) {
  Mock mock;
  mock.worlds.create("t1");
  const auto shown = [&](const std::string& query) {
    const auto body = body_of(mock.ask("GET", root + "worlds/t1/credentials" + query));
    std::string emails;
    for (const auto& user : body.find("users")->items()) emails += std::string(user.text_at("email")) + " ";
    for (const auto& token : body.find("access_tokens")->items()) emails += std::string(token.text_at("id")) + " ";
    return emails;
  };
  EXPECT_EQ(shown("?limit=1"), "owner@acme.test api_owner ");
  EXPECT_EQ(shown("?offset=1&limit=1"), "support@acme.test api_support ");
  EXPECT_EQ(shown("?offset=1"), "support@acme.test api_support ");
  EXPECT_EQ(shown("?offset=2"), "");
  EXPECT_EQ(shown("?limit=0"), "");
  for (const std::string bad : {"?limit=1001", "?offset=1000001", "?offset=-1", "?limit=x"})
    EXPECT_EQ(mock.ask("GET", root + "worlds/t1/credentials" + bad).status, 400) << bad;
}

TEST(Control, TellsClientSecretsAsTheyAreNow) {
  Mock mock(testing::fixture_seed("shift-iq.yaml"));
  const auto secrets = [&] {
    const auto body = body_of(mock.ask("GET", root + "worlds/default/credentials"));
    std::string told;
    for (const auto& secret : body.find("client_secrets")->items())
      told += std::string(secret.text_at("email")) + " " + std::string(secret.text_at("state")) + " " +
              std::string(secret.text_at("secret").substr(0, 11)) + "\n";
    return told;
  };
  const std::string others =
      "emil@academy.test expired Expired-Sec\nolga@academy.test valid Secret-Of-O\nnina@harbour.test valid ";
  EXPECT_TRUE(secrets().starts_with("dora@academy.test valid Good-Secret\n" + others)) << secrets();
  const auto token = body_of(mock.ask("POST", "/api/security/tokens/generate", {"Content-Type: application/json"},
                                      R"({"Secret":"Good-Secret-Of-Dora"})"));
  const auto fresh =
      body_of(mock.ask_as(std::string(token.text_at("AccessToken")), "POST", "/api/accounts/secrets/generate"));
  EXPECT_TRUE(secrets().starts_with("dora@academy.test valid " +
                                    std::string(fresh.text_at("SecretValue").substr(0, 11)) + "\n" + others))
      << secrets();
}

TEST(Control, RotatesTheSecretsOfShiftIq) {
  Mock mock(testing::fixture_seed("shift-iq.yaml"));
  const std::string keys = root + "worlds/default/keys/";
  const auto bearer =
      std::string(body_of(mock.ask("POST", "/api/security/tokens/generate", {"Content-Type: application/json"},
                                   R"({"Secret":"Good-Secret-Of-Dora"})"))
                      .text_at("AccessToken"));
  const auto status = [&] { return mock.ask_as(bearer, "GET", "/api/me/roles").status; };
  EXPECT_EQ(mock.ask("POST", keys + "shiftiq.bearer/rotate").body,
            R"({"set":"shiftiq.bearer","algorithm":"HS256","oldest_generation":0,"newest_generation":1})");
  EXPECT_EQ(status(), 200);
  EXPECT_EQ(mock.ask("POST", keys + "shiftiq.cookie/rotate", {}, R"({"keep_old":false})").status, 200);
  EXPECT_EQ(status(), 200) << "the cookies' secret is another";
  EXPECT_EQ(mock.ask("POST", keys + "shiftiq.bearer/rotate", {}, R"({"keep_old":false})").status, 200);
  EXPECT_EQ(status(), 401);
  EXPECT_EQ(mock.ask("POST", keys + "shiftiq.other/rotate").status, 404);
  const auto listed = mock.ask("GET", root + "worlds/default/keys").body;
  EXPECT_NE(listed.find(R"({"set":"shiftiq.cookie","algorithm":"HS256","oldest_generation":1,"newest_generation":1})"),
            std::string::npos);
  const auto exported = body_of(mock.ask("GET", keys + "shiftiq.bearer/private"));
  ASSERT_NE(exported.find("secrets"), nullptr);
  EXPECT_EQ(exported.find("secrets")->members().size(), 2U);
  EXPECT_EQ(listed.find(std::string(exported.find("secrets")->text_at("e01"))), std::string::npos);
}

TEST(Control, RotatesKeysAndExportsThemOnlyWhenAsked) {
  Mock mock;
  const std::string jwks = "/v1/access-tokens/.well-known/jwks.json";
  const auto before = mock.ask("GET", jwks).body;
  const auto old_token = mock.token("api_owner");
  const auto rotated = body_of(mock.ask("POST", root + "worlds/default/keys/epilot.api/rotate"));
  EXPECT_EQ(rotated.find("published_key_ids")->items().size(), 2U);
  EXPECT_NE(mock.ask("GET", jwks).body, before);
  EXPECT_EQ(mock.ask_as(old_token, "GET", "/v2/users/me").status, 200);
  mock.ask("POST", root + "worlds/default/keys/epilot.api/rotate", {}, R"({"keep_old":false})");
  EXPECT_EQ(mock.ask_as(old_token, "GET", "/v2/users/me").status, 401);
  EXPECT_EQ(mock.ask("POST", root + "worlds/default/keys/nobody/rotate").status, 404);
  EXPECT_EQ(mock.ask("POST", root + "worlds/default/keys/epilot.api/rotate", {}, R"({"keep_old":1})").status, 400);

  const auto exported = body_of(mock.ask("GET", root + "worlds/default/keys/epilot.api/private"));
  const auto key = crypto::Key::parse_private(exported.text_at("pem"));
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->thumbprint(), mock.world().signing_key("epilot.api").thumbprint());
  EXPECT_TRUE(crypto::Key::parse_private(exported.find("jwk")->dump()).has_value());
}

TEST(Control, ShowsNoPrivateKeyAnywhereElse) {
  Mock mock;
  const auto exported = body_of(mock.ask("GET", root + "worlds/default/keys/epilot.api/private"));
  const std::string secret(exported.find("jwk")->text_at("d"));
  ASSERT_FALSE(secret.empty());
  for (const auto& path : {root + "worlds/default/keys", root + "worlds/default/credentials",
                           root + "worlds/default/journal", std::string("/v1/access-tokens/.well-known/jwks.json")})
    EXPECT_EQ(mock.ask("GET", path).body.find(secret), std::string::npos) << path;
}

TEST(Control, ReadsTheJournal) {
  Mock mock;
  mock.ask("GET", "/v2/users/me");
  mock.ask_as(mock.token("api_owner"), "GET", "/v2/users/me");
  const auto body = body_of(mock.ask("GET", root + "worlds/default/journal?after=1"));
  ASSERT_EQ(body.find("entries")->items().size(), 1U);
  const auto& entry = body.find("entries")->items()[0];
  EXPECT_EQ(entry.text_at("operation"), "getMeV2");
  EXPECT_EQ(entry.text_at("caller"), "api_owner");
  EXPECT_EQ(*body.find("last")->integer(), 2);
  for (const char* query : {"?after=x", "?limit=-1", "?wait=forever", "?wait=2m"})
    EXPECT_EQ(mock.ask("GET", root + "worlds/default/journal" + query).status, 400) << query;
}

TEST(Control, WaitsForTheNextJournalEntry) {
  Mock mock;
  const auto recording = std::make_shared<RecordingExchange>();
  mock.ask("GET", root + "worlds/default/journal?wait=5s").later(recording);
  EXPECT_FALSE(recording->answered.has_value());
  mock.ask("GET", "/v2/users/me");
  ASSERT_TRUE(recording->answered.has_value());
  EXPECT_EQ(body_of(*recording->answered).find("entries")->items().size(), 1U);

  const auto timed_out = std::make_shared<RecordingExchange>();
  mock.ask("GET", root + "worlds/default/journal?wait=5s&after=1").later(timed_out);
  ASSERT_EQ(timed_out->timers.size(), 1U);
  EXPECT_EQ(timed_out->timers[0].first, std::chrono::seconds(5));
  timed_out->fire_timers();
  EXPECT_EQ(body_of(*timed_out->answered).find("entries")->items().size(), 0U);
}

TEST(Control, LetsGoOfAWorldThatIsDroppedDuringAWait) {
  Mock mock;
  const std::weak_ptr<World> world = mock.worlds.enter("t1");
  const auto waiting = std::make_shared<RecordingExchange>();
  const auto streaming = std::make_shared<RecordingExchange>();
  mock.ask("GET", "/w/t1" + root + "worlds/t1/journal?wait=5s").later(waiting);
  mock.ask("GET", "/w/t1" + root + "worlds/t1/journal", {"Accept: text/event-stream"}).later(streaming);
  EXPECT_EQ(mock.ask("DELETE", root + "worlds/t1").status, 204);
  EXPECT_EQ(waiting->answered->status, 404);
  EXPECT_TRUE(streaming->is_ended);
  EXPECT_TRUE(world.expired());
}

TEST(Control, TellsWhoComesToWaitThatTheWorldHasEnded) {
  const std::string journal = root + "worlds/t1/journal";
  for (const auto& [path, accept] :
       std::vector<std::pair<std::string, std::string>>{{journal + "?wait=5s", "Accept: */*"},
                                                        {journal, "Accept: text/event-stream"},
                                                        {root + "worlds/t1/mailbox?wait=5s", "Accept: */*"}}) {
    Mock mock;
    const auto world = mock.worlds.enter("t1");
    const auto reply = mock.ask("GET", path, {accept});
    EXPECT_EQ(mock.ask("DELETE", root + "worlds/t1").status, 204);
    const auto recording = std::make_shared<RecordingExchange>();
    reply.later(recording);
    ASSERT_TRUE(recording->answered.has_value()) << path;
    EXPECT_EQ(recording->answered->status, 404) << path;
    EXPECT_EQ(body_of(*recording->answered).text_at("reason"), "unknown_world") << path;
    EXPECT_EQ(recording->stream, "") << path;
  }
}

TEST(Control, BreaksTheSilenceOfAJournalsStream) {
  Mock mock;
  const auto recording = std::make_shared<RecordingExchange>();
  mock.ask("GET", root + "worlds/default/journal", {"Accept: text/event-stream"}).later(recording);
  const std::string begun = recording->stream;
  for (int i = 1; i <= 3; ++i) {
    ASSERT_EQ(recording->timers.size(), 1U);
    EXPECT_EQ(recording->timers[0].first, std::chrono::seconds(15));
    recording->fire_timers();
  }
  EXPECT_EQ(recording->stream, begun + ":\n\n:\n\n:\n\n");
  mock.ask("GET", "/v2/users/me");
  EXPECT_NE(recording->stream.find(":\n\nid: 1\ndata: {"), std::string::npos);
  std::exchange(recording->gone, nullptr)();
  recording->fire_timers();
  EXPECT_TRUE(recording->timers.empty()) << "nobody is there to be told";
}

TEST(Control, StreamsFromTheStartWhereTheWorldBeganAnew) {
  Mock mock;
  mock.ask("GET", "/v2/users/me");
  const auto recording = std::make_shared<RecordingExchange>();
  const std::string path = root + "worlds/default/journal";
  mock.ask("GET", path, {"Accept: text/event-stream", "Last-Event-ID: 50"}).later(recording);
  EXPECT_NE(recording->stream.find("id: 1\ndata: {"), std::string::npos) << "what was seen was of the world before";
  std::exchange(recording->gone, nullptr)();
  recording->fire_timers();
}

TEST(Control, RefusesSlipsInItsQueries) {
  Mock mock;
  for (const std::string query : {"journal?limt=5", "journal?after=1&Wait=1s", "credentials?offet=5"}) {
    const auto reply = mock.ask("GET", root + "worlds/default/" + query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_NE(reply.body.find("the query has only names that this operation knows"), std::string::npos) << reply.body;
  }
}

TEST(Control, StreamsTheJournal) {
  Mock mock;
  mock.ask("GET", "/v2/users/me");
  const auto recording = std::make_shared<RecordingExchange>();
  mock.ask("GET", root + "worlds/default/journal", {"Accept: text/event-stream"}).later(recording);
  EXPECT_EQ(*recording->answered->headers.find("Content-Type"), "text/event-stream");
  EXPECT_EQ(*recording->answered->headers.find("X-Accel-Buffering"), "no");
  EXPECT_NE(recording->stream.find("id: 1\ndata: {"), std::string::npos);
  mock.ask("GET", "/v1/users/me");
  EXPECT_NE(recording->stream.find("id: 2\ndata: {"), std::string::npos);
  std::exchange(recording->gone, nullptr)();
  mock.ask("GET", "/v1/users/me");
  EXPECT_EQ(recording->stream.find("id: 3"), std::string::npos);
}

}  // namespace understudy::control
