#include <gtest/gtest.h>

#include "crypto/jws.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_types.h"
#include "support/mock.h"

namespace understudy::epilot {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::MockOptions;

class AccessTokens : public ::testing::Test {
 protected:
  http::Reply create(const std::string& body, const std::string& as = "api_owner") {
    return mock.ask_as(mock.token(as), "POST", "/v1/access-tokens", body);
  }
  std::string list_ids(const std::string& as, const std::string& query = "") {
    std::string ids;
    const auto reply = mock.ask_as(mock.token(as), "GET", "/v1/access-tokens" + query);
    EXPECT_EQ(reply.status, 200);
    const Json list = body_of(reply);
    for (const auto& item : list.items()) ids += std::string(item.text_at("name")) + " ";
    return ids;
  }
  http::Reply revoke(const std::string& id, const std::string& as = "api_owner") {
    return mock.ask_as(mock.token(as), "DELETE", "/v1/access-tokens/" + id);
  }
  Mock mock;
};

}  // namespace

TEST_F(AccessTokens, AreCreatedWithTheCallersOwnRoles) {
  const auto reply = create(R"({"name":"CI"})");
  EXPECT_EQ(reply.status, 201);
  const Json body = body_of(reply);
  std::string members;
  for (const auto& member : body.members()) members += member.name + " ";
  EXPECT_EQ(members, "id created_at name token_type assignments token ");
  EXPECT_EQ(body.text_at("id").substr(0, 4), "api_");
  EXPECT_EQ(body.text_at("id").size(), 25U);
  EXPECT_EQ(body.text_at("created_at"), "2026-01-01T00:00:00Z");
  EXPECT_EQ(body.find("assignments")->dump(), R"(["739224:owner"])");
  const auto claims = crypto::parse_jws(body.text_at("token"))->payload;
  EXPECT_EQ(claims.text_at("token_id"), body.text_at("id"));
  EXPECT_EQ(claims.find("exp"), nullptr);
}

TEST_F(AccessTokens, WorkUntilTheyAreRevoked) {
  const Json created = body_of(create(R"({"name":"CI"})"));
  const std::string id(created.text_at("id"));
  const std::string token(created.text_at("token"));
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").status, 200);
  const auto revoked = revoke(id);
  EXPECT_EQ(revoked.status, 200);
  EXPECT_EQ(body_of(revoked).text_at("id"), id);
  EXPECT_EQ(body_of(revoked).find("token"), nullptr);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").status, 401);
  EXPECT_EQ(revoke(id).status, 404);
  EXPECT_EQ(revoke(id).body, R"({"status":404,"error":"Access token not found"})");
}

TEST_F(AccessTokens, AreShownOnceOnly) {
  create(R"({"name":"CI"})");
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", "/v1/access-tokens").body.find("eyJ"), std::string::npos);
}

TEST_F(AccessTokens, TakeTheirLifetimeInEveryNotation) {
  struct Row {
    std::string expires_in;
    std::string expires_at;
  };
  const std::vector<Row> rows{
      {"30", "2026-01-01T00:00:30.000Z"},           {"3600", "2026-01-01T01:00:00.000Z"},
      {"31536000", "2027-01-01T00:00:00.000Z"},     {R"("3600")", "2026-01-01T01:00:00.000Z"},
      {R"("30000ms")", "2026-01-01T00:00:30.000Z"}, {R"("45500 milliseconds")", "2026-01-01T00:00:45.000Z"},
      {R"("90s")", "2026-01-01T00:01:30.000Z"},     {R"("1 minute")", "2026-01-01T00:01:00.000Z"},
      {R"("10h")", "2026-01-01T10:00:00.000Z"},     {R"("2 days")", "2026-01-03T00:00:00.000Z"},
      {R"("1w")", "2026-01-08T00:00:00.000Z"},      {R"("1 year")", "2027-01-01T00:00:00.000Z"},
      {"3600.0", "2026-01-01T01:00:00.000Z"},       {"36e2", "2026-01-01T01:00:00.000Z"},
  };
  for (const auto& row : rows) {
    const auto reply = create(R"({"name":"x","expires_in":)" + row.expires_in + "}");
    EXPECT_EQ(reply.status, 201) << row.expires_in << reply.body;
    EXPECT_EQ(body_of(reply).text_at("expires_at"), row.expires_at) << row.expires_in;
  }
  for (const std::string bad :
       {"29", "31536001", "0", "-30", "3600.5", "null", "true", "[]", R"("")", R"("1.5h")", R"("-1h")", R"("1h30m")",
        R"("1 fortnight")", R"("29s")", R"("366d")", R"("99999999999999999999y")", "1e400"})
    EXPECT_EQ(create(R"({"name":"x","expires_in":)" + bad + "}").status, 400) << bad;
}

TEST_F(AccessTokens, ExpireByTheClockOfTheirWorld) {
  const std::string token(body_of(create(R"({"name":"short","expires_in":"1h"})")).text_at("token"));
  mock.world().step([](WorldState& state) { state.clock.advance(std::chrono::minutes(60) - std::chrono::seconds(1)); });
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").status, 200);
  EXPECT_EQ(list_ids("api_owner"), "api_owner short ");
  mock.world().step([](WorldState& state) { state.clock.advance(std::chrono::seconds(1)); });
  const auto refused = mock.ask_as(token, "GET", "/v2/users/me");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.headers.find("X-Understudy-Reason")->substr(0, 8), "expired;");
  EXPECT_EQ(list_ids("api_owner"), "api_owner ");
}

TEST(AccessTokenExpiry, IsAWholeSecondAsTheClaimHasIt) {
  Seed seed = testing::small_seed();
  auto rows = epilot_of(seed).access_tokens.rows();
  rows.front().expires_at = SeedTime{SeedTime::Kind::after_start, {}, std::chrono::seconds(60)};
  epilot_of(seed).access_tokens = TableBase(std::move(rows));
  seed.clock = {ClockSetting::Mode::frozen, testing::mock_start + Milliseconds(750)};
  Mock mock(seed);
  const std::string token = mock.token("api_owner");
  const auto items = [&] { return body_of(mock.ask_as(token, "GET", "/v1/access-tokens")); };
  EXPECT_EQ(items().items().at(0).text_at("expires_at"), "2026-01-01T00:01:00.000Z");
  const auto made = body_of(mock.ask_as(token, "POST", "/v1/access-tokens", R"({"name":"x","expires_in":30})"));
  EXPECT_EQ(made.text_at("expires_at"), "2026-01-01T00:00:30.000Z");
  const auto claims = crypto::parse_jws(std::string(made.text_at("token")))->payload;
  EXPECT_EQ(claims.find("exp")->dump(), std::to_string(to_unix_seconds(testing::mock_start) + 30));
  // From that second on it is refused and not listed any more.
  mock.world().step([](WorldState& state) { state.clock.advance(Milliseconds(29'249)); });
  EXPECT_EQ(items().items().size(), 2U);
  mock.world().step([](WorldState& state) { state.clock.advance(Milliseconds(1)); });
  EXPECT_EQ(items().items().size(), 1U);
  EXPECT_EQ(mock.ask_as(std::string(made.text_at("token")), "GET", "/v2/users/me").status, 401);
}

TEST_F(AccessTokens, GetNoMoreRolesThanTheirMakerHas) {
  EXPECT_EQ(body_of(create(R"({"name":"x","assignments":["739224:support"]})")).find("assignments")->dump(),
            R"(["739224:support"])");
  EXPECT_EQ(body_of(create(R"({"name":"x","assume_roles":["739224:support"]})")).find("assignments")->dump(),
            R"(["739224:support"])");
  EXPECT_EQ(create(R"({"name":"x","assignments":["739224:ghost"]})").status, 403);
  EXPECT_EQ(create(R"({"name":"x","assignments":["1:owner"]})").status, 403);
  // An administrator is no owner: it gives on only what it has.
  const auto administrator = body_of(create(R"({"name":"admin","assignments":["739224:administrator"]})"));
  const std::string token(administrator.text_at("token"));
  const auto post = [&](const std::string& body) {
    return mock.ask_as(token, "POST", "/v1/access-tokens", body).status;
  };
  EXPECT_EQ(post(R"({"name":"x"})"), 201);
  EXPECT_EQ(post(R"({"name":"x","assignments":["739224:administrator"]})"), 201);
  EXPECT_EQ(post(R"({"name":"x","assignments":["739224:administrator","739224:owner"]})"), 403);
}

TEST_F(AccessTokens, SayWhichRoleThereIsNot) {
  const auto reason = [&](const std::string& role) {
    return *create(R"({"name":"x","assignments":[")" + role + "\"]}").headers.find("X-Understudy-Reason");
  };
  EXPECT_EQ(reason("739224:suport"),
            "permission_denied; rule: there is no role 739224:suport; did you mean 739224:support?; expected: "
            "739224:root, 739224:owner, 739224:administrator, 739224:support; got: 739224:suport");
  EXPECT_EQ(reason("1:x"),
            "permission_denied; rule: there is no role 1:x; expected: 739224:root, 739224:owner, "
            "739224:administrator, 739224:support; got: 1:x");
}

TEST_F(AccessTokens, TakeAnEmptyListOfRolesAsTheFixtureChooses) {
  EXPECT_EQ(body_of(create(R"({"name":"x","assignments":[]})")).find("assignments")->dump(), R"(["739224:owner"])");
  Seed seed = testing::small_seed();
  epilot_of(seed).choices.empty_assignments = Choices::EmptyAssignments::none;
  Mock strict(seed);
  EXPECT_EQ(
      body_of(strict.ask_as(strict.token("api_owner"), "POST", "/v1/access-tokens", R"({"name":"x","assignments":[]})"))
          .find("assignments")
          ->dump(),
      "[]");
}

TEST_F(AccessTokens, NeedThePermissionToBeCreated) {
  const auto reply = create(R"({"name":"x"})", "api_support");
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body, R"({"status":403,"error":"Forbidden"})");
  EXPECT_EQ(*reply.headers.find("X-Understudy-Reason"),
            "permission_denied; rule: the caller is permitted token:create; got: none of the caller's roles allows "
            "token:create (739224:support)");
}

TEST_F(AccessTokens, RefuseABodyThatIsNotTheirs) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"", "the request body is JSON"},
      {"{", "the request body is JSON"},
      {"[]", "the request body is a JSON object"},
      {"null", "the request body is a JSON object"},
      {"{}", "name is required"},
      {R"({"name":7})", "name is a text"},
      {R"({"name":""})", "name is not empty"},
      {R"({"name":"x","token_type":"journey","journey_id":""})", "journey_id is not empty"},
      {R"({"name":"x","token_type":"portal","portal_id":""})", "portal_id is not empty"},
      {R"({"name":"x","token_type":"portal_preview","portal_id":"p","portal_user_id":""})",
       "portal_user_id is not empty"},
      {R"({"name":"x","token_type":"contact_identification","portal_id":"p","contact_id":"","surface_id":"s",)"
       R"("allowed_operations":["a"],"expires_in":60})",
       "contact_id is not empty"},
      {R"({"name":"x","token_type":"contact_identification","portal_id":"p","contact_id":"c","surface_id":"",)"
       R"("allowed_operations":["a"],"expires_in":60})",
       "surface_id is not empty"},
      {R"({"name":"x","token_type":"contact_identification","portal_id":"p","contact_id":"c","surface_id":"s",)"
       R"("allowed_operations":[""],"expires_in":60})",
       "an item of allowed_operations is not empty"},
      {R"({"name":null})", "name is a text"},
      {R"({"name":"x","nmae":"y"})", "the body has no members but those of a token of type api"},
      {R"({"name":"x","token_type":"admin"})", "token_type is one of"},
      {R"({"name":"x","token_type":1})", "token_type is a text"},
      {R"({"name":"x","assignments":"739224:owner"})", "assignments is a list of texts"},
      {R"({"name":"x","assignments":[1]})", "an item of assignments is a text"},
      {R"({"name":"x","read_only":"yes"})", "read_only is true or false"},
      {R"({"name":"x","anonymize":1})", "anonymize is true or false"},
      {R"({"name":")" + std::string(257, 'n') + "\"}", "name has at most 256 bytes"},
      {"{\"name\":\"\xFF\"}", "the request body is JSON"},
      {R"({"name":)" + std::string(9000, '['), "the request body is JSON"},
  };
  for (const auto& [body, message] : rows) {
    const auto reply = create(body);
    EXPECT_EQ(reply.status, 400) << body.substr(0, 60);
    EXPECT_EQ(*body_of(reply).find("status")->integer(), 400);
    EXPECT_EQ(body_of(reply).text_at("error").substr(0, message.size()), message) << body.substr(0, 60);
  }
  EXPECT_EQ(list_ids("api_owner"), "api_owner ");
}

/// Reference §4.3: "only when created with expires_in"; the claim exp tells of the end that a type sets.
TEST_F(AccessTokens, SayWhenTheyExpireWhereTheirMakerSaidSo) {
  for (const std::string type : {"assume", "app"}) {
    const Json made = body_of(create(R"({"name":"x","token_type":")" + type + "\"}"));
    EXPECT_EQ(made.find("expires_at"), nullptr) << type;
    EXPECT_NE(crypto::parse_jws(made.text_at("token"))->payload.find("exp"), nullptr) << type;
  }
  EXPECT_NE(body_of(create(R"({"name":"x","token_type":"app","expires_in":60})")).find("expires_at"), nullptr);
}

TEST_F(AccessTokens, OfEachTypeTakeTheirOwnMembersAndNoOthers) {
  const std::string contact =
      R"("portal_id":"p","contact_id":"c","surface_id":"s","allowed_operations":["getContact"],"expires_in":60)";
  const std::vector<std::pair<std::string, std::string>> types{
      {"api", R"("assignments":[],"expires_in":60,"read_only":true,"anonymize":true)"},
      {"journey", R"("journey_id":"j","expires_in":60)"},
      {"portal", R"("portal_id":"p","expires_in":"7d")"},
      {"assume", R"("assignments":[],"read_only":true,"anonymize":true)"},
      {"app", R"("assume_roles":[],"expires_in":60,"read_only":true,"anonymize":true)"},
      {"portal_preview", R"("portal_id":"p","portal_user_id":"u")"},
      {"contact_identification", contact + R"(,"email":"e@acme.test")"},
  };
  const std::vector<std::string> all{R"("assignments":[])",           R"("read_only":true)", R"("anonymize":true)",
                                     R"("journey_id":"j")",           R"("portal_id":"p")",  R"("portal_user_id":"u")",
                                     R"("allowed_operations":["o"])", R"("email":"e")",      R"("surface_id":"s")",
                                     R"("contact_id":"c")",           R"("expires_in":60)"};
  for (const auto& [type, members] : types) {
    const std::string head = R"({"name":"x","token_type":")" + type + "\"";
    const auto reply = create(head + "," + members + "}");
    EXPECT_EQ(reply.status, 201) << type << reply.body;
    EXPECT_EQ(body_of(reply).text_at("token_type"), type);
    for (const auto& member : all) {
      const std::string name = member.substr(0, member.find(':'));
      const bool is_own = members.find(name) != std::string::npos || (name == "\"assignments\"" && type == "app");
      EXPECT_EQ(create(head + "," + members + (is_own ? "" : "," + member) + "}").status, is_own ? 201 : 400)
          << type << member;
    }
  }
  EXPECT_EQ(create(R"({"name":"x","token_type":"journey"})").body,
            R"({"status":400,"error":"journey_id is required for a token of type journey"})");
}

TEST_F(AccessTokens, OfAnAnonymizingMakerAnonymizeTooOrAreNotMade) {
  const std::string maker(body_of(create(R"({"name":"hidden","anonymize":true})")).text_at("token"));
  const auto make = [&](const std::string& body) { return mock.ask_as(maker, "POST", "/v1/access-tokens", body); };
  for (const std::string type : {"api", "assume", "app"}) {
    const auto reply = make(R"({"name":"x","token_type":")" + type + "\"}");
    EXPECT_EQ(body_of(reply).find("anonymize")->dump(), "true") << type;
    EXPECT_EQ(make(R"({"name":"x","anonymize":false,"token_type":")" + type + "\"}").status, 403) << type;
  }
  EXPECT_EQ(make(R"({"name":"x","token_type":"journey","journey_id":"j"})").status, 403);
}

TEST_F(AccessTokens, ThatArePublishableActForTheirOrganizationWithoutRoles) {
  for (const std::string type : {"journey", "portal", "portal_preview", "contact_identification"}) {
    AccessToken row;
    row.type = find_token_type(type)->type;
    row.assignments = {"739224:owner"};
    const auto reply = mock.ask_as(mock.issue(row), "POST", "/v1/access-tokens", R"({"name":"x"})");
    EXPECT_EQ(reply.status, 401) << type;
    EXPECT_TRUE(reply.headers.find("X-Understudy-Reason")->starts_with("unaccepted_kind")) << type;
  }
}

TEST_F(AccessTokens, AreListedToTheirUser) {
  create(R"({"name":"one"})");
  EXPECT_EQ(list_ids("api_owner"), "api_owner one ");
  EXPECT_EQ(list_ids("api_support"), "api_support ");
  EXPECT_EQ(list_ids("api_owner", "?token_type%5B%5D=api"), "api_owner one ");
  EXPECT_EQ(list_ids("api_owner", "?token_type[]=journey&token_type[]=api"), "api_owner one ");
  EXPECT_EQ(list_ids("api_owner", "?token_type=journey,portal"), "");
}

TEST(AccessTokensOfTheOrganization, AreListedToAnAdministratorWhereTheFixtureSaysSo) {
  Seed seed = testing::small_seed();
  epilot_of(seed).choices.list_access_tokens = Choices::Listing::organization;
  Mock mock(seed);
  const auto count_for = [&](const std::string& token) {
    return body_of(mock.ask_as(token, "GET", "/v1/access-tokens")).items().size();
  };
  EXPECT_EQ(count_for(mock.token("api_owner")), 2U);
  EXPECT_EQ(count_for(mock.token("api_support")), 1U);
}

TEST_F(AccessTokens, AreRevokedByTheirUserAnOwnerOrAnAdministrator) {
  EXPECT_EQ(revoke("api_owner", "api_support").status, 403);
  EXPECT_EQ(revoke("api_support", "api_owner").status, 200);
  const Json own = body_of(create(R"({"name":"x","assignments":["739224:support"]})"));
  const std::string token(own.text_at("token"));
  // It acts for the owner, who made it, so it may end itself.
  EXPECT_EQ(mock.ask_as(token, "DELETE", "/v1/access-tokens/" + std::string(own.text_at("id"))).status, 200);
  EXPECT_EQ(revoke("api_nobody").status, 404);
  EXPECT_EQ(revoke("%00").status, 404);
}

TEST_F(AccessTokens, CarryReadOnlyAndAnonymizeOn) {
  const Json read_only = body_of(create(R"({"name":"x","read_only":true})"));
  const std::string token(read_only.text_at("token"));
  EXPECT_TRUE(*crypto::parse_jws(token)->payload.find("read_only")->boolean());
  EXPECT_EQ(mock.ask_as(token, "POST", "/v1/access-tokens", R"({"name":"y"})").status, 403);
  EXPECT_EQ(mock.ask_as(token, "DELETE", "/v1/access-tokens/api_support").status, 403);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/access-tokens").status, 200);

  const std::string anonymizing(body_of(create(R"({"name":"a","anonymize":true})")).text_at("token"));
  const auto child = mock.ask_as(anonymizing, "POST", "/v1/access-tokens", R"({"name":"b"})");
  EXPECT_TRUE(*body_of(child).find("anonymize")->boolean());
  EXPECT_EQ(mock.ask_as(anonymizing, "POST", "/v1/access-tokens", R"({"name":"b","anonymize":false})").status, 403);
}

TEST_F(AccessTokens, HaveIdsThatNobodyElseMoves) {
  Mock quiet;
  Mock busy;
  const auto owner_creates = [](Mock& m) {
    return body_of(m.ask_as(m.token("api_owner"), "POST", "/v1/access-tokens", R"({"name":"x"})")).dump();
  };
  // A second user who may create tokens, and many refused requests in between.
  const auto admin_creates = [](Mock& m) {
    m.world().step([](WorldState& state) {
      auto token = *epilot_of(state).access_tokens.find("api_support");
      token.assignments = {"739224:administrator"};
      epilot_of(state).access_tokens.put(token);
    });
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(m.ask_as(m.token("api_support"), "POST", "/v1/access-tokens", R"({"name":"x"})").status, 201);
      EXPECT_EQ(m.ask_as(m.token("api_owner"), "POST", "/v1/access-tokens", R"({"nome":"x"})").status, 400);
    }
  };
  EXPECT_EQ(owner_creates(quiet), owner_creates(busy));
  admin_creates(busy);
  EXPECT_EQ(owner_creates(quiet), owner_creates(busy));
}

TEST_F(AccessTokens, DifferFromWorldToWorld) {
  const auto in = [&](const std::string& world) {
    return std::string(body_of(mock.ask_as(mock.token("api_owner", world), "POST", "/w/" + world + "/v1/access-tokens",
                                           R"({"name":"x"})"))
                           .text_at("id"));
  };
  EXPECT_NE(in("t1"), in("t2"));
}

TEST(AccessTokenBound, LetsTheOldestCreatedTokenGo) {
  Mock mock(testing::small_seed(), {.limits = {.access_tokens = 3}});
  std::vector<std::string> tokens;
  for (int i = 0; i < 5; ++i)
    tokens.emplace_back(
        body_of(mock.ask_as(mock.token("api_owner"), "POST", "/v1/access-tokens", R"({"name":"x"})")).text_at("token"));
  EXPECT_EQ(mock.ask_as(tokens[1], "GET", "/v2/users/me").status, 401);
  EXPECT_EQ(mock.ask_as(tokens[2], "GET", "/v2/users/me").status, 200);
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", "/v2/users/me").status, 200);
}

}  // namespace understudy::epilot
