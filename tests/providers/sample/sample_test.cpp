// The sample from its fixture to its revoked passes: what the house does for a provider that is one folder and one row.
#include <gtest/gtest.h>

#include "base/text.h"
#include "commands/apis.h"
#include "commands/contradictions.h"
#include "fixture/load.h"
#include "http/client.h"
#include "http/listener.h"
#include "providers/sample/part.h"
#include "providers/sample/provider.h"
#include "support/mock.h"

namespace understudy::sample {
namespace {

using understudy::testing::body_of;

constexpr std::string_view club = R"(version: 1
clock: {mode: frozen, start: 2026-01-01T00:00:00Z}
sample: {pass_lifetime: 2h, rules: Knock twice.}
tenants:
  - name: Acme
    slug: acme
    sample: {rooms: [lab, hall]}
    roles:
      - {slug: guard, sample: {opens: [lab, hall]}}
      - {slug: guest, sample: {opens: [hall]}}
    users:
      - {email: ann@acme.test, password: Ann-1, roles: [guard], sample: {badge: B-1}}
      - {email: ben@acme.test, password: Ben-1, phone: "+49 30 1234", roles: [guest], sample: {badge: B-2}}
)";

/// The whole list of a server that has this provider alone.
const Providers& only_sample() {
  static const Providers all({&provider});
  return all;
}

std::variant<Seed, config::Complaints> load(std::string_view text) {
  static const fixture::Format format{{provider.chapter}, {"public", "sample_pass"}, {"sample_pass"}};
  return fixture::load({{"club.yaml", std::string(text)}}, format);
}

std::string complaints_of(std::string_view text) {
  const auto loaded = load(text);
  std::string lines;
  if (const auto* complaints = std::get_if<config::Complaints>(&loaded))
    for (const auto& complaint : complaints->list) lines += config::to_text(complaint) + "\n";
  return lines;
}

class Club : public ::testing::Test {
 protected:
  http::Reply ask(std::string_view method, std::string_view path, std::string_view token, std::string_view body = "") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.headers.add("Host", "localhost:9119");
    if (!token.empty()) request.headers.add("Authorization", cat({"Bearer ", token}));
    return front_.answer(request);
  }
  std::string pass_of(std::string_view user) {
    const auto reply = ask("POST", "/_understudy/v1/worlds/default/tokens", "",
                           Json::object({{"type", "sample_pass"}, {"user", user}}).dump());
    EXPECT_EQ(reply.status, 201) << reply.body;
    return std::string(body_of(reply).text_at("token"));
  }
  std::string told(const http::Reply& reply) { return cat({std::to_string(reply.status), " ", reply.body}); }

  std::shared_ptr<const Seed> seed_ = std::make_shared<const Seed>(std::get<Seed>(load(club)));
  crypto::SeededKeys keys_{seed_->seed, {}};
  crypto::KnownTokens known_tokens_;
  Worlds worlds_{{seed_, keys_, known_tokens_, [] { return testing::mock_start; }, {}, only_sample().parts()},
                 {Admission::when_named, 10, std::chrono::hours(1), [] { return Milliseconds(0); }}};
  std::string url_ = "http://localhost:9119";
  front::Front front_{worlds_,
                      only_sample().kinds(),
                      all_apis(worlds_, {&only_sample(), url_, "test", {}, nullptr}, {url_, {}, {}}),
                      {.public_url = url_,
                       .proxies = front::Proxies::untrusted,
                       .explanations = front::Explanations::given,
                       .interceptors = {},
                       .log_error = {}}};
};

}  // namespace

TEST_F(Club, OpensByAPassThatWasMintedUntilItIsRevoked) {
  const auto guard = pass_of("ann@acme.test");
  EXPECT_EQ(told(ask("GET", "/sample/rooms", guard)), R"(200 ["lab","hall"])");
  EXPECT_EQ(ask("POST", "/sample/rooms/lab", guard).status, 204);
  const auto guest = pass_of("ben@acme.test");
  EXPECT_EQ(told(ask("POST", "/sample/rooms/lab", guest)),
            R"(403 {"code":"CLOSED","at":"room","operation":"enterRoom"})");
  EXPECT_EQ(told(ask("GET", "/sample/rooms", "")), R"(401 {"code":"REFUSED","at":"","operation":"listRooms"})");
  EXPECT_EQ(told(ask("GET", "/w/other/sample/rooms", guard)),
            R"(401 {"code":"REFUSED","at":"","operation":"listRooms"})");

  const auto revoked = ask("POST", "/_understudy/v1/worlds/default/revoke", "", Json::object({{"pass", guard}}).dump());
  EXPECT_EQ(told(revoked), R"(200 {"revoked":1})");
  EXPECT_EQ(ask("GET", "/sample/rooms", guard).status, 401);
  ask("POST", "/_understudy/v1/worlds/default/revoke", "", R"({"user":"ben@acme.test"})");
  EXPECT_EQ(ask("GET", "/sample/rooms", guest).status, 401);
}

TEST_F(Club, ClosesWhenItsOwnTimeIsOverAndWhenItsKeysAreGone) {
  const auto guard = pass_of("ann@acme.test");
  ask("POST", "/_understudy/v1/worlds/default/clock/advance", "", R"({"by":"119m"})");
  EXPECT_EQ(ask("GET", "/sample/rooms", guard).status, 200);
  ask("POST", "/_understudy/v1/worlds/default/clock/advance", "", R"({"by":"1m"})");
  EXPECT_EQ(ask("GET", "/sample/rooms", guard).status, 401) << "pass_lifetime: 2h";
  const auto next = pass_of("ann@acme.test");
  const auto rotated =
      ask("POST", "/_understudy/v1/worlds/default/keys/sample.passes/rotate", "", R"({"keep_old":false})");
  EXPECT_EQ(rotated.status, 200) << rotated.body;
  EXPECT_EQ(ask("GET", "/sample/rooms", next).status, 401);
}

TEST_F(Club, SignsInByStepsThatDependOnWhatItsWorldKnows) {
  const auto answer = [&](std::string_view path, const http::Reply& before, std::string_view name, const Json& value) {
    return ask("POST", path, "", Json::object({{"attempt", body_of(before).text_at("attempt")}, {name, value}}).dump());
  };
  const auto told_of = [&](const http::Reply& reply) {
    return cat({std::to_string(reply.status), " ", body_of(reply).text_at("next"), body_of(reply).text_at("code")});
  };
  const std::string ben = R"({"email":"ben@acme.test","password":"Ben-1"})";
  const std::string here = "/sample/sign-in";
  const auto begun = ask("POST", here, "", ben);
  EXPECT_EQ(told_of(begun), "200 digits");
  EXPECT_EQ(told_of(answer(here, begun, "rules", true)), "401 WRONG_ANSWER") << "the rules come later";
  EXPECT_EQ(told_of(answer(here, begun, "digits", "0000")), "401 WRONG_ANSWER");
  const auto known = answer(here, begun, "digits", "1234");
  EXPECT_EQ(told_of(known), "200 rules");
  EXPECT_EQ(body_of(known).text_at("shown"), "Knock twice.");
  EXPECT_EQ(told_of(answer(here, begun, "digits", "1234")), "401 WRONG_ANSWER") << "its ticket is used";
  EXPECT_EQ(told_of(answer(here, known, "rules", "true")), "401 WRONG_ANSWER") << "a text is no value";
  const auto agreed = answer(here, known, "rules", true);
  EXPECT_EQ(agreed.status, 201);
  EXPECT_EQ(ask("GET", "/sample/rooms", body_of(agreed).text_at("pass")).status, 200);

  EXPECT_EQ(answer(here, ask("POST", here, "", ben), "digits", "1234").status, 201) << "who agreed is not asked again";
  const std::string there = "/w/other/sample/sign-in";
  EXPECT_EQ(told_of(answer(there, ask("POST", there, "", ben), "digits", "1234")), "200 rules")
      << "in another world nobody did";
  EXPECT_EQ(told_of(ask("POST", here, "", R"({"email":"ann@acme.test","password":"Ann-1"})")), "200 rules");
  EXPECT_EQ(told_of(ask("POST", here, "", R"({"email":"ann@acme.test"})")), "400 NO_ANSWER");
}

TEST_F(Club, IsReachedBySocket) {
  http::Listener listener({.host = "127.0.0.1"});
  listener.open();
  listener.start([&](const http::Request& request) { return front_.answer(request); });
  const auto url = cat({http::url_of_listener("127.0.0.1", listener.port()), "/sample/sign-in"});
  const auto answer = http::post_json(url, R"({"email":"ann@acme.test","password":"wrong"})", std::chrono::seconds(10));
  listener.stop();
  listener.join();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 401);
  EXPECT_EQ(answer->body, R"({"code":"WRONG_ANSWER","at":"","operation":"signIn"})");
}

TEST_F(Club, IsListedWithItsKeys) {
  const Json sets = body_of(ask("GET", "/_understudy/v1/worlds/default/keys", ""));
  EXPECT_NE(sets.dump().find("sample.passes"), std::string::npos) << sets.dump();
  const Json list = body_of(ask("GET", "/_understudy/apis/sample", ""));
  EXPECT_EQ(list.find("operations")->items().size(), 4U);
  EXPECT_EQ(body_of(ask("GET", "/sample/passes/keys", "")).find("keys")->items().size(), 1U);
}

TEST(SampleProvider, SharesItsDoorWithNobody) {
  EXPECT_NO_THROW(Providers({&provider}));
  EXPECT_THROW(Providers({&provider, &provider}), std::logic_error);
}

TEST(SampleFixture, SaysWhatIsWrongWithIt) {
  EXPECT_EQ(complaints_of(club), "");
  std::string wrong(club);
  wrong.replace(wrong.find("opens: [hall]"), 13, "opens: [hal]");
  wrong.replace(wrong.find("badge: B-2"), 10, "badge: B-1");
  const auto lines = complaints_of(wrong);
  EXPECT_NE(lines.find("there is no room \"hal\""), std::string::npos) << lines;
  EXPECT_NE(lines.find("the badge \"B-1\" is given twice"), std::string::npos) << lines;
}

TEST(SampleFixture, IsInThePrintedSchemaAtAllFourLevels) {
  const fixture::Format format{{provider.chapter}, {"public", "sample_pass"}, {"sample_pass"}};
  const std::string schema = fixture::json_schema(format);
  for (const auto* shape : {"\"sample_house\"", "\"sample_opener\"", "\"sample_member\"", "\"pass_lifetime\""})
    EXPECT_NE(schema.find(shape), std::string::npos) << shape;
}

TEST(SampleFixture, ContradictsItselfWhereNobodyOpensARoom) {
  std::string closed(club);
  closed.replace(closed.find("opens: [lab, hall]"), 18, "opens: [hall]     ");
  const auto seed = std::get<Seed>(load(closed));
  const auto found = contradictions(seed, only_sample(), "http://localhost:9119");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(), "sample.rooms: no role opens lab");
}

TEST(SampleFixture, IsCopiedWithItsWorld) {
  const ClubState state;
  EXPECT_NE(dynamic_cast<const ClubState*>(state.copy().get()), nullptr);
}

}  // namespace understudy::sample
