#include "providers/shiftiq/credentials.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "crypto/hs256.h"
#include "providers.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/signing_secrets.h"
#include "support/mock.h"

namespace understudy::shiftiq {
namespace {

using understudy::testing::Mock;

const std::string good_secret = "good-secret";

ClientSecret secret_of(std::string user_id, std::string value, Milliseconds age) {
  ClientSecret secret;
  secret.id = shift_guid("test", "secret", user_id + value);
  secret.user_id = std::move(user_id);
  secret.value = std::move(value);
  secret.created_at = {SeedTime::Kind::after_start, {}, -age};
  secret.expires_at = {SeedTime::Kind::after_start, {}, std::chrono::days(90) - age};
  return secret;
}

/// The small seed, whose owner is a developer with a secret, and whose support person has one without being a
/// developer.
Seed shift_seed() {
  Seed seed = testing::small_seed();
  shift_of(seed).settings.partitions = {{"e01", "Enterprise 01", "shiftiq.com"}};
  shift_of(seed).organizations = TableBase<ShiftOrganization>({{seed.tenants.rows()[0].id, "e01"}});
  shift_of(seed).standings = TableBase<ShiftStanding>({{seed.users.rows()[0].id, {.developer = true}}});
  shift_of(seed).roles =
      TableBase<ShiftRole>({{seed.roles.rows()[1].id, {{"security/*", ShiftGrant::read | ShiftGrant::update}}}});
  shift_of(seed).secrets = TableBase<ClientSecret>({secret_of("10000001", good_secret, Milliseconds(0)),
                                                    secret_of("10000001", "old-secret", std::chrono::days(90)),
                                                    secret_of("10000002", "support-secret", Milliseconds(0))});
  return seed;
}

class ShiftBearerTokens : public ::testing::Test {
 protected:
  std::string token(Milliseconds lifetime = std::chrono::hours(24), std::string_view world = "default") {
    World& issuing = mock.world(world);
    return issue_shift_bearer(issuing, access::Signer(issuing), find_secret_holder(issuing, good_secret),
                              {"http://localhost:9119/api/security/tokens/generate", "127.0.0.1", lifetime, false})
        .token;
  }
  std::string verdict(const std::string& text, std::string_view world = "default") {
    try {
      return "accepted " + verify_shift_bearer(mock.world(world), text).person.email;
    } catch (const Refusal& refusal) {
      return cat({to_text(refusal.reason), ": ", refusal.rule});
    }
  }
  std::string secret_verdict(const std::string& value) {
    try {
      return "accepted " + find_secret_holder(mock.world(), value).person.email;
    } catch (const Refusal& refusal) {
      return cat({to_text(refusal.reason), ": ", refusal.rule});
    }
  }
  Mock mock{shift_seed()};
};

}  // namespace

TEST_F(ShiftBearerTokens, CarryTheClaimsOfARealOneInItsOrder) {
  const auto jws = crypto::parse_jws(token()).value();
  EXPECT_EQ(jws.header.dump(), R"({"alg":"HS256","typ":"JWT"})");
  std::string names;
  for (const auto& member : jws.payload.members()) names += member.name + " ";
  EXPECT_EQ(names,
            "aud exp iat nbf iss ttl sub authority org_code org_id partition_id partition_slug person_id role "
            "user_email user_id user_name user_language user_timezone user_ip sec_id ");
  EXPECT_EQ(*jws.payload.find("exp")->integer(), 1767225600 + 86400);
  EXPECT_EQ(*jws.payload.find("iat")->integer(), 1767225600 - 60);
  EXPECT_EQ(*jws.payload.find("ttl")->integer(), 86400);
  EXPECT_EQ(jws.payload.text_at("authority"), "Learner, Developer");
  EXPECT_EQ(jws.payload.find("role")->dump(), R"(["(System) Developer","(System) Learner","owner","owner@acme.test"])");
  EXPECT_TRUE(from_base64url(split(token(), '.')[1])->starts_with("{\n  \"aud\": \"shift-iq\",\n"));
}

TEST_F(ShiftBearerTokens, AreGoodUntilTheyExpire) {
  const auto good = token(std::chrono::minutes(5));
  EXPECT_EQ(verdict(good), "accepted owner@acme.test");
  mock.machine += std::chrono::seconds(299);
  EXPECT_EQ(verdict(good), "accepted owner@acme.test");
  mock.machine += std::chrono::seconds(1);
  EXPECT_EQ(verdict(good), "expired: Bearer authorization token validation failed ... This JWT expired 0 minutes ago.");
  mock.machine += std::chrono::minutes(7);
  EXPECT_EQ(verdict(good), "expired: Bearer authorization token validation failed ... This JWT expired 7 minutes ago.");
}

TEST_F(ShiftBearerTokens, LastSixtyTimesAsLongWhereTheFixtureWantsTheOldMistake) {
  Seed seed = shift_seed();
  shift_of(seed).settings.expiry_unit = ShiftSettings::ExpiryUnit::minutes;
  Mock old(seed);
  const auto made =
      issue_shift_bearer(old.world(), access::Signer(old.world()), find_secret_holder(old.world(), good_secret),
                         {"i", "", std::chrono::seconds(60), false});
  EXPECT_EQ(*crypto::parse_jws(made.token)->payload.find("exp")->integer(), 1767225600 + 3600);
}

TEST_F(ShiftBearerTokens, ThatAreForgedAreRefusedWithEverythingThatIsWrong) {
  const std::string good = token();
  ASSERT_EQ(verdict(good), "accepted owner@acme.test");
  const std::string secret = shift_secrets(mock.world(), shift_bearer_secrets, "e01").back();
  const std::string head = "Bearer authorization token validation failed ... ";
  const struct {
    std::string name;
    std::function<void(Json&)> forge;
    std::string key;
    std::string verdict;
  } rows[] = {
      {"another key", [](Json&) {}, "other", "bad_signature: " + head + "Signature verification failed"},
      {"an empty key", [](Json&) {}, "", "bad_signature: " + head + "Signature verification failed"},
      {"another audience", [](Json& claims) { claims.set("aud", "x"); }, secret,
       "wrong_audience: " + head + "Audience verification failed"},
      {"no audience", [](Json& claims) { claims.remove("aud"); }, secret,
       "wrong_audience: " + head + "Audience verification failed"},
      {"everything", [](Json& claims) { claims.set("aud", "x").set("exp", 1767225600 - 120); }, "other",
       "bad_signature: " + head +
           "Signature verification failed ... Audience verification failed ... This JWT expired 2 minutes ago."},
      {"an expiry before all time", [](Json& claims) { claims.set("exp", INT64_MIN); }, secret,
       "expired: " + head + "This JWT expired 29453760 minutes ago."},
      {"no expiry", [](Json& claims) { claims.remove("exp"); }, secret,
       "malformed_credential: " + head + "JWT parsing failed due to an unexpected error."},
      {"a claim that was not issued", [](Json& claims) { claims.set("authority", "Operator"); }, secret,
       "unknown_token: " + head + "Signature verification failed"},
      {"another partition", [](Json& claims) { claims.set("partition_slug", "e99"); }, secret,
       "unknown_token: " + head + "Signature verification failed"},
  };
  for (const auto& row : rows) {
    Json claims = crypto::parse_jws(good)->payload;
    row.forge(claims);
    EXPECT_EQ(verdict(crypto::sign_hs256(row.key, crypto::hs256_header(), claims.dump_pretty())), row.verdict)
        << row.name;
  }
  for (const std::string& text : {std::string(), std::string("x"), std::string("a.b.c"), good.substr(1), good + "."})
    EXPECT_EQ(verdict(text), "malformed_credential: " + head + "JWT parsing failed due to an unexpected error.")
        << text;
}

TEST_F(ShiftBearerTokens, OfOneWorldAreRefusedByTheNext) {
  EXPECT_EQ(verdict(token(std::chrono::hours(1), "t1"), "t1"), "accepted owner@acme.test");
  EXPECT_TRUE(verdict(token(std::chrono::hours(1), "t1")).starts_with("unknown_token: "));
}

TEST_F(ShiftBearerTokens, OutliveTheirSecret) {
  const auto good = token(std::chrono::days(365));
  mock.machine += std::chrono::days(90);
  EXPECT_EQ(secret_verdict(good_secret), "expired: Your client secret is expired");
  EXPECT_EQ(verdict(good), "accepted owner@acme.test");
}

TEST_F(ShiftBearerTokens, AreRefusedOnceRevoked) {
  const auto good = token();
  mock.world().step([](WorldState& state) {
    for (const ShiftToken* row : shift_of(state).tokens.find_all(ShiftToken::by_user, "10000001")) {
      ShiftToken revoked = *row;
      revoked.revoked_at = state.clock.now();
      shift_of(state).tokens.put(revoked);
    }
  });
  EXPECT_EQ(verdict(good), "revoked: Bearer authorization token validation failed ... This JWT has been revoked.");
}

TEST_F(ShiftBearerTokens, AreRememberedUpToABound) {
  Seed seed = shift_seed();
  Mock small(seed, {.limits = {.access_tokens = 3}});
  const auto holder = find_secret_holder(small.world(), good_secret);
  std::string first;
  for (int i = 0; i < 5; ++i) {
    const auto made = issue_shift_bearer(small.world(), access::Signer(small.world()), holder,
                                         {"i", "", std::chrono::seconds(60 + i), false});
    if (i == 0) first = made.token;
  }
  EXPECT_EQ(small.world().step([](WorldState& state) { return shift_of(state).tokens.added(); }), 3U);
  EXPECT_THROW(verify_shift_bearer(small.world(), first), Refusal);
}

TEST_F(ShiftBearerTokens, StayWhereAKnownOneIsMadeAgainInAFullWorld) {
  Mock small(shift_seed(), {.limits = {.access_tokens = 2}});
  World& world = small.world();
  const auto holder = find_secret_holder(world, good_secret);
  const auto make = [&](int lifetime) {
    return issue_shift_bearer(world, access::Signer(world), holder, {"i", "", std::chrono::seconds(lifetime), false})
        .token;
  };
  const auto first = make(60);
  const auto second = make(61);
  EXPECT_EQ(make(61), second);
  EXPECT_NO_THROW(verify_shift_bearer(world, first));
}

TEST_F(ShiftBearerTokens, MakeRoomByThoseThatAreOver) {
  Mock small(shift_seed(), {.limits = {.access_tokens = 2}});
  World& world = small.world();
  const auto holder = find_secret_holder(world, good_secret);
  const auto make = [&](int lifetime) {
    return issue_shift_bearer(world, access::Signer(world), holder, {"i", "", std::chrono::seconds(lifetime), false})
        .token;
  };
  const auto oldest = make(600);
  make(60);
  small.machine += std::chrono::seconds(60);
  make(600);
  EXPECT_NO_THROW(verify_shift_bearer(world, oldest));
}

TEST_F(ShiftBearerTokens, OfThePageReplaceEachOtherEvenWhenMadeAtOnce) {
  World& world = mock.world();
  const auto holder = find_secret_holder(world, good_secret);
  const ShiftTokenOrder order{"i", "", std::chrono::hours(24), false, true};
  std::vector<std::string> made(8);
  std::vector<std::thread> makers;
  makers.reserve(made.size());
  for (auto& token : made)
    makers.emplace_back([&] { token = issue_shift_bearer(world, access::Signer(world), holder, order).token; });
  for (auto& maker : makers) maker.join();
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), made.size());
  EXPECT_EQ(std::count_if(made.begin(), made.end(),
                          [&](const std::string& token) { return verdict(token) == "accepted owner@acme.test"; }),
            1);
}

TEST_F(ShiftBearerTokens, OfThePageAreDatedTheSecondAfterThoseBeforeThem) {
  World& world = mock.world();
  const auto holder = find_secret_holder(world, good_secret);
  const auto expiry = [&] {
    const auto made =
        issue_shift_bearer(world, access::Signer(world), holder, {"i", "", std::chrono::hours(24), false, true});
    return *crypto::parse_jws(made.token)->payload.find("exp")->integer() - (1767225600 + 86400);
  };
  EXPECT_EQ(expiry(), 0);
  EXPECT_EQ(expiry(), 1);
  EXPECT_EQ(expiry(), 2);
  mock.machine += std::chrono::seconds(10);
  EXPECT_EQ(expiry(), 10) << "the clock has overtaken them";
  world.step([](WorldState& state) { state.clock.set(testing::mock_start - std::chrono::hours(24)); });
  EXPECT_EQ(expiry(), -86400) << "a clock that was set back counts";
}

TEST_F(ShiftBearerTokens, OfThePageDoNotReturnWhereTheWorldForgotThem) {
  Mock small(shift_seed(), {.limits = {.access_tokens = 3}});
  const auto holder = find_secret_holder(small.world(), good_secret);
  std::set<std::string> made;
  for (int i = 0; i < 3; ++i)
    made.insert(issue_shift_bearer(small.world(), access::Signer(small.world()), holder,
                                   {"i", "", std::chrono::hours(24), false, true})
                    .token);
  issue_shift_bearer(small.world(), access::Signer(small.world()), holder,
                     {"another", "", std::chrono::hours(24), false});
  made.insert(issue_shift_bearer(small.world(), access::Signer(small.world()), holder,
                                 {"i", "", std::chrono::hours(24), false, true})
                  .token);
  EXPECT_EQ(made.size(), 4U);
}

TEST_F(ShiftBearerTokens, AreACredentialKindOfTheirOwn) {
  const std::string header = "Bearer " + token();
  EXPECT_EQ(
      authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}}, {{"shiftiq"}, {}}).owner_user_id,
      "10000001");
  EXPECT_EQ(
      authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}}, {{"shift_bearer"}, {}}).roles,
      std::vector<std::string>{"739224:owner"});
  EXPECT_THROW(authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}}, {{"epilot"}, {}}),
               Refusal);
}

TEST_F(ShiftBearerTokens, AreMadeFromASecretThatIsGood) {
  EXPECT_EQ(secret_verdict(good_secret), "accepted owner@acme.test");
  EXPECT_EQ(secret_verdict("old-secret"), "expired: Your client secret is expired");
  EXPECT_EQ(secret_verdict("other"), "unknown_token: Your client secret is not recognized");
  EXPECT_EQ(secret_verdict("support-secret"), "permission_denied: Developer access is not granted to your account");
}

TEST_F(ShiftBearerTokens, StayLimitedWhenTheirSecretIsRenewed) {
  World& world = mock.world();
  const auto holder = find_secret_holder(world, good_secret);
  const auto fresh = world.step([&](WorldState& state) {
    ClientSecret limited = holder.secret;
    limited.lifetime_limit = std::chrono::hours(1);
    shift_of(state).secrets.put(limited);
    return renew_client_secret(state, holder.person, std::chrono::days(90));
  });
  EXPECT_EQ(fresh.lifetime_limit, Milliseconds(std::chrono::hours(1)));
}

TEST_F(ShiftBearerTokens, AreMadeFromOneSecretAtATime) {
  World& world = mock.world();
  const auto holder = find_secret_holder(world, good_secret);
  const auto fresh =
      world.step([&](WorldState& state) { return renew_client_secret(state, holder.person, std::chrono::days(90)); });
  EXPECT_EQ(fresh.value.size(), 88U);
  EXPECT_TRUE(fresh.value.ends_with("=="));
  EXPECT_EQ(secret_verdict(good_secret), "unknown_token: Your client secret is not recognized");
  EXPECT_EQ(secret_verdict("old-secret"), "unknown_token: Your client secret is not recognized");
  EXPECT_EQ(secret_verdict(fresh.value), "accepted owner@acme.test");
  mock.machine += std::chrono::days(90);
  EXPECT_EQ(secret_verdict(fresh.value), "expired: Your client secret is expired");
}

TEST_F(ShiftBearerTokens, LetTheirPersonDoWhatItsRolesGrant) {
  World& world = mock.world();
  auto person = find_secret_holder(world, good_secret).person;
  const auto may = [&](std::string_view resource, unsigned data) {
    return world.step([&](WorldState& state) { return is_granted(state, person, resource, data); });
  };
  EXPECT_TRUE(may("security/users", ShiftGrant::read));
  EXPECT_TRUE(may("security/users", ShiftGrant::read | ShiftGrant::update));
  EXPECT_FALSE(may("security/users", ShiftGrant::remove));
  EXPECT_FALSE(may("directory/groups", ShiftGrant::read));
  person.flags.operates = true;
  EXPECT_TRUE(may("directory/groups", ShiftGrant::configure));
}

}  // namespace understudy::shiftiq
