// SRP with clients that do not tell whether somebody is there: what is made up for nobody looks like somebody's. And
// the clock window of a fixture.
#include <algorithm>

#include "providers/cognito/srp_answers.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";

std::string names_of(const Json& json) {
  std::string names;
  for (const auto& member : json.members()) names += member.name + " ";
  return names;
}

}  // namespace

class HiddenUsers : public UserPoolCalls {
 protected:
  explicit HiddenUsers(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {
    set_in_client("PreventUserExistenceErrors", "ENABLED");
  }

  http::Reply begin(std::string_view name, std::string_view world = "") {
    return send("InitiateAuth",
                Json::object({{"AuthFlow", "USER_SRP_AUTH"},
                              {"ClientId", "sunnyportal"},
                              {"AuthParameters", Json::object({{"USERNAME", name}, {"SRP_A", srp_public_value()}})}})
                    .dump(),
                world);
  }
  Json shown(std::string_view name, std::string_view world = "") {
    const auto reply = begin(name, world);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return *testing::body_of(reply).find("ChallengeParameters");
  }
  std::string proven(const Json& challenge, std::string_view password, std::string_view time,
                     std::string_view username = "") {
    const auto block = from_base64(challenge.text_at("SECRET_BLOCK")).value_or("");
    const std::string signature = srp_signature(challenge, "Sunny0001", password, block, time);
    return refusal(
        "RespondToAuthChallenge",
        Json::object({{"ClientId", "sunnyportal"},
                      {"ChallengeName", "PASSWORD_VERIFIER"},
                      {"ChallengeResponses",
                       Json::object({{"USERNAME", username.empty() ? challenge.text_at("USER_ID_FOR_SRP") : username},
                                     {"PASSWORD_CLAIM_SECRET_BLOCK", challenge.text_at("SECRET_BLOCK")},
                                     {"PASSWORD_CLAIM_SIGNATURE", signature},
                                     {"TIMESTAMP", time}})}}));
  }
};

const std::string time_text = "Thu Jan 1 00:00:00 UTC 2026";

TEST_F(HiddenUsers, LookLikeThoseWhoAreThere) {
  const Json anna = shown("anna@sunny.test");
  const Json nobody = shown("nobody@sunny.test");
  EXPECT_EQ(names_of(nobody), names_of(anna));
  EXPECT_EQ(nobody.text_at("SALT").size(), anna.text_at("SALT").size());
  EXPECT_NE(nobody.text_at("SALT").front(), '0');
  EXPECT_EQ(nobody.text_at("SECRET_BLOCK").size(), anna.text_at("SECRET_BLOCK").size());
  EXPECT_EQ(nobody.text_at("USER_ID_FOR_SRP"), "nobody@sunny.test");
  EXPECT_EQ(begin("nobody@sunny.test").headers.find("x-amzn-ErrorType"), nullptr);
}

TEST_F(HiddenUsers, KeepTheirSalt) {
  const Json first = shown("nobody@sunny.test");
  const Json again = shown("nobody@sunny.test");
  EXPECT_EQ(first.text_at("SALT"), again.text_at("SALT"));
  EXPECT_NE(first.text_at("SRP_B"), again.text_at("SRP_B"));
  EXPECT_NE(first.text_at("SECRET_BLOCK"), again.text_at("SECRET_BLOCK"));
  EXPECT_NE(first.text_at("SALT"), shown("somebody@sunny.test").text_at("SALT"));
}

TEST_F(HiddenUsers, ProveNothing) {
  for (const std::string password : {"", "wrong"})
    EXPECT_EQ(proven(shown("nobody@sunny.test"), password, time_text), wrong) << "\"" << password << "\"";
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(proven(shown("nobody@sunny.test"), "guess", time_text), wrong) << "nobody is locked out";
  EXPECT_EQ(proven(shown("nobody@sunny.test"), "guess", time_text, "anna@sunny.test"), wrong);
  EXPECT_EQ(proven(shown("anna@sunny.test"), "Anna-Password-1", time_text), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", with_password("nobody@sunny.test", "x")), wrong);
}

/// A pool whose users are called by their subs.
class HiddenAddresses : public HiddenUsers {
 protected:
  HiddenAddresses() : HiddenUsers(sunny_pool("username_attributes: [email]")) {}
};

TEST_F(HiddenAddresses, AreCalledByAMadeUpSub) {
  const Json anna = shown("Anna@sunny.test");
  EXPECT_EQ(anna.text_at("USER_ID_FOR_SRP"), call("AdminGetUser", of_user("anna@sunny.test")).text_at("Username"));
  EXPECT_EQ(proven(anna, "Anna-Password-1", time_text), "accepted");
  const Json nobody = shown("nobody@sunny.test");
  const auto made_up = nobody.text_at("USER_ID_FOR_SRP");
  EXPECT_EQ(made_up.size(), 36U) << made_up;
  EXPECT_EQ(std::count(made_up.begin(), made_up.end(), '-'), 4);
  EXPECT_EQ(shown("nobody@sunny.test").text_at("USER_ID_FOR_SRP"), made_up);
  EXPECT_NE(shown("somebody@sunny.test").text_at("USER_ID_FOR_SRP"), made_up);
  EXPECT_EQ(proven(nobody, "x", time_text), wrong);
}

/// A fixture that holds TIMESTAMP against the world's clock.
class SrpClockWindow : public HiddenUsers {
 protected:
  SrpClockWindow()
      : HiddenUsers(testing::seed_of_text(
            "version: 1\nseed: user pools\ncognito: {srp_clock_window: 5m}\ntenants: [{name: S, slug: sunny, cognito: "
            "{pool_id: eu-central-1_Sunny0001, clients: [{id: sunnyportal}]}, users: [{email: anna@sunny.test, "
            "password: Anna-Password-1}]}]\n")) {}
};

TEST_F(SrpClockWindow, TakesTimesThatAreNear) {
  struct Row {
    std::string time;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {"Thu Jan 1 00:00:00 UTC 2026", "accepted"},  {"Thu Jan 1 00:05:00 UTC 2026", "accepted"},
      {"Wed Dec 31 23:55:00 UTC 2025", "accepted"}, {"Thu Jan 1 00:05:01 UTC 2026", wrong},
      {"Wed Dec 31 23:54:59 UTC 2025", wrong},      {"Tue Nov 3 04:05:06 UTC 2026", wrong},
  };
  for (const auto& row : rows)
    EXPECT_EQ(proven(shown("anna@sunny.test"), "Anna-Password-1", row.time), row.verdict) << row.time;
}

}  // namespace understudy::cognito
