// Access tokens of every type: what each needs, and what it cannot have.
#include <gtest/gtest.h>

#include "fixture/loading.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

using namespace fixture;

namespace {

using Type = AccessToken::Type;

std::string with_token(const std::string& token) {
  return "version: 1\ntenants:\n  - name: A\n    id: 123\n    users:\n      - email: a@a.test\n        "
         "access_tokens:\n" +
         std::string("          - ") + token + "\n";
}

constexpr std::string_view at = "a.yaml:8:13: tenants[0].users[0].access_tokens[0]: ";

}  // namespace

TEST(Tokens, OfEachTypeHaveItsKeysAndItsId) {
  struct Case {
    std::string token;
    Type type;
    std::string id;
  };
  const std::vector<Case> cases{
      {"{name: t}", Type::api, "api_"},
      {"{name: t, type: api, roles: [], read_only: true, anonymize: true}", Type::api, "api_"},
      {"{name: t, type: journey, journey_id: j}", Type::journey, "journey_"},
      {"{name: t, type: portal, portal_id: p}", Type::portal, "portal_"},
      {"{name: t, type: assume, roles: [owner], read_only: true, anonymize: true}", Type::assume, "assume_"},
      {"{name: t, type: app, roles: [owner], read_only: true, anonymize: true}", Type::app, "app_"},
      {"{name: t, type: portal_preview, portal_id: p, portal_user_id: u}", Type::portal_preview, "portal_preview_"},
      {"{name: t, type: portal, portal_id: p, id: portal_preview_aaaaaaaaaaaaa}", Type::portal, "portal_preview_"},
  };
  for (const auto& row : cases) {
    const Seed seed = load_good({with_token(row.token)});
    const AccessToken& token = token_of(seed, "t");
    EXPECT_EQ(token.type, row.type) << row.token;
    EXPECT_TRUE(token.id.starts_with(row.id)) << token.id;
    EXPECT_EQ(token.id.size(), to_text(row.type).size() + 22) << token.id;
    EXPECT_FALSE(token.expires_at.has_value()) << row.token;
    EXPECT_FALSE(token.is_system_made) << row.token;
  }
}

TEST(Tokens, KeepWhatTheyAreBoundTo) {
  const Seed seed = load_good(
      {with_token("{name: t, type: portal_preview, portal_id: p, portal_user_id: u, system: true, expires: +1h}")});
  const AccessToken& token = token_of(seed, "t");
  EXPECT_EQ(token.portal_id, "p");
  EXPECT_EQ(token.portal_user_id, "u");
  EXPECT_TRUE(token.is_system_made);
  EXPECT_TRUE(token.expires_at.has_value());
  EXPECT_EQ(token_of(load_good({with_token("{name: t, type: journey, journey_id: j}")}), "t").journey_id, "j");
}

TEST(Tokens, CarryRolesWhereTheirTypeDoes) {
  const std::vector<std::string> owner{"123:owner"};
  for (const std::string token : {"{name: t}", "{name: t, type: assume}", "{name: t, type: app}"})
    EXPECT_EQ(token_of(load_good({with_token(token)}), "t").assignments, owner) << token;
  for (const std::string token : {"{name: t, type: journey, journey_id: j}", "{name: t, type: portal, portal_id: p}",
                                  "{name: t, type: portal_preview, portal_id: p, portal_user_id: u}"})
    EXPECT_TRUE(token_of(load_good({with_token(token)}), "t").assignments.empty()) << token;
}

TEST(Tokens, NeedTheKeysOfTheirType) {
  const auto missing = [&](const std::string& key, const std::string& type) {
    return std::string(at) + "the key \"" + key + "\" is missing, which a token of type " + type + " needs";
  };
  expect_complaints({
      {with_token("{name: t, type: journey}"), {missing("journey_id", "journey")}},
      {with_token("{name: t, type: portal}"), {missing("portal_id", "portal")}},
      {with_token("{name: t, type: portal_preview}"),
       {missing("portal_id", "portal_preview"), missing("portal_user_id", "portal_preview")}},
  });
}

TEST(Tokens, CannotHaveTheKeysOfAnotherType) {
  const auto only_for = [](const std::string& column, const std::string& key, const std::string& types,
                           const std::string& type) {
    return "a.yaml:8:" + column + ": tenants[0].users[0].access_tokens[0]." + key + ": " + key + " is only for type " +
           types + ", and this token is of type " + type;
  };
  expect_complaints({
      {with_token("{name: t, journey_id: j}"), {only_for("35", "journey_id", "journey", "api")}},
      {with_token("{name: t, portal_id: p}"), {only_for("34", "portal_id", "portal or portal_preview", "api")}},
      {with_token("{name: t, type: portal, portal_id: p, portal_user_id: u}"),
       {only_for("67", "portal_user_id", "portal_preview", "portal")}},
      {with_token("{name: t, type: journey, journey_id: j, roles: [owner], read_only: true, anonymize: false}"),
       {only_for("60", "roles", "api, assume or app", "journey"),
        only_for("80", "read_only", "api, assume or app", "journey"),
        only_for("97", "anonymize", "api, assume or app", "journey")}},
  });
}

TEST(Tokens, HaveAnIdOfTheirType) {
  expect_complaints({
      {with_token("{name: t, id: app_aaaaaaaaaaaaaaaaaaaaa}"),
       {"a.yaml:8:27: tenants[0].users[0].access_tokens[0].id: the id of a token of type api is \"api_\" and 21 "
        "characters"}},
      {with_token("{name: t, type: portal, portal_id: p, id: portal_preview_aaaaaaaaaaaaaaaaaaaaa}"),
       {"a.yaml:8:55: tenants[0].users[0].access_tokens[0].id: the id of a token of type portal is \"portal_\" and 21 "
        "characters"}},
  });
}

TEST(Tokens, AreNeverOfTheTypeThatIsNotStored) {
  EXPECT_EQ(complaints_of({with_token("{name: t, type: contact_identification, journey_id: j}")}),
            (std::vector<std::string>{
                "a.yaml:8:29: tenants[0].users[0].access_tokens[0].type: expected \"api\", \"journey\", \"portal\", "
                "\"assume\", \"app\" or \"portal_preview\", got the text \"contact_identification\""}));
}

TEST(Tokens, AreNotComplainedOfTwice) {
  for (const std::string token : {"{name: t, type: journey, journey_id: 5}", "{name: t, type: jurney, roles: []}"})
    EXPECT_EQ(complaints_of({with_token(token)}).size(), 1U) << token;
}

TEST(Tokens, OfAnyTypeMoveNoOthersId) {
  const std::string journey = "{name: t, type: journey, journey_id: j}";
  const std::string id = token_of(load_good({with_token(journey)}), "t").id;
  const Seed seed = load_good({with_token("{name: t}\n          - {name: t}\n          - " + journey)});
  EXPECT_EQ(epilot_of(seed).access_tokens.rows().at(2).id, id);
}

TEST(Lifetimes, AreFrom30SecondsTo7Days) {
  const auto with = [](const std::string& lifetimes) {
    return "version: 1\nepilot: {lifetimes: {" + lifetimes + "}}\n";
  };
  const Seed seed = load_good({with("app: 30 seconds"), with("assume: 604800000ms")});
  EXPECT_EQ(epilot_of(seed).choices.app_lifetime, std::chrono::seconds(30));
  EXPECT_EQ(epilot_of(seed).choices.assume_lifetime, std::chrono::days(7));
  EXPECT_EQ(epilot_of(seed).choices.portal_preview_lifetime, std::chrono::hours(1));
  EXPECT_EQ(epilot_of(load_good({with("app: 1d 2h30m")})).choices.app_lifetime, std::chrono::minutes(24 * 60 + 150));
  const std::string bounds = "a token lasts 30 seconds to 7 days";
  expect_complaints({
      {with("app: 29s, assume: 8d"),
       {"a.yaml:2:27: epilot.lifetimes.app: " + bounds, "a.yaml:2:40: epilot.lifetimes.assume: " + bounds}},
      {with("app: 999999999w"), {"a.yaml:2:27: epilot.lifetimes.app: \"999999999w\" is more than 100 years"}},
      {with("app: 3600"),
       {"a.yaml:2:27: epilot.lifetimes.app: expected a duration such as 90s, 10m, 1h or 7d, got the number 3600; "
        "did you mean \"3600s\"?"}},
      {with("app: soon"),
       {"a.yaml:2:27: epilot.lifetimes.app: expected a duration such as 90s, 10m, 1h or 7d, got the text \"soon\""}},
  });
}

}  // namespace understudy::epilot
