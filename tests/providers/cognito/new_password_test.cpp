// What whoever must change the password is asked for besides, and what may be given with the new one.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string ben_name = "ben@sunny.test";
const std::string invalid = "InvalidParameterException: ";

}  // namespace

class NewPassword : public UserPoolCalls {
 protected:
  explicit NewPassword(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  Json begin(std::string_view name = ben_name) { return call("InitiateAuth", with_password(name, "Temporary-1")); }
  static Json answer(const Json& asked, std::initializer_list<std::pair<std::string_view, std::string_view>> more = {},
                     std::string_view username = ben_name) {
    Json responses = Json::object({{"USERNAME", username}, {"NEW_PASSWORD", "Better-1-Word"}});
    for (const auto& [name, value] : more) responses.set(name, value);
    return Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses", responses}});
  }
  std::string answered(const Json& asked,
                       std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
    return refusal("RespondToAuthChallenge", answer(asked, more));
  }
};

TEST_F(NewPassword, IsAskedForWithWhatIsMissing) {
  change_attribute("given_name", "Required", true);
  change_attribute("email", "Required", true);
  change_attribute("family_name", "Required", true);
  call("AdminUpdateUserAttributes", of_user(ben_name, {{"UserAttributes", attributes({{"family_name", "B"}})}}));
  const Json asked = begin();
  EXPECT_EQ(asked.find("ChallengeParameters")->text_at("requiredAttributes"), R"(["userAttributes.given_name"])");
  EXPECT_EQ(asked.find("ChallengeParameters")->text_at("userAttributes"),
            R"({"email_verified":"true","family_name":"B","email":"ben@sunny.test"})");
  const std::string missing =
      invalid + "Attributes did not conform to the schema: given_name: The attribute given_name is required";
  EXPECT_EQ(answered(asked), missing);
  EXPECT_EQ(answered(asked, {{"userAttributes.given_name", ""}}), missing);
  EXPECT_EQ(answered(asked, {{"userAttributes.given_name", "Ben"}}), "accepted") << "the session was not used up";
  EXPECT_EQ(attributes_of(ben_name), "email_verified=true family_name=B given_name=Ben email=ben@sunny.test");
}

TEST_F(NewPassword, ComesWithAttributesThatTheClientMayWrite) {
  const Json asked = begin();
  const std::string not_writable = "NotAuthorizedException: A client attempted to write unauthorized attribute";
  EXPECT_EQ(answered(asked, {{"userAttributes.email_verified", "true"}}), not_writable);
  EXPECT_EQ(answered(asked, {{"userAttributes.custom:plan", "gold"}}), not_writable);
  EXPECT_EQ(answered(asked, {{"userAttributes.sub", "x"}}), invalid + "user.sub: Attribute cannot be updated.");
  EXPECT_EQ(answered(asked, {{"userAttributes.nick", "B"}}),
            invalid + "Attributes did not conform to the schema: Type for attribute {nick} could not be determined");
  EXPECT_EQ(answered(asked, {{"userAttributes.nickname", "B"}, {"userAttributes.name", "Ben B"}}), "accepted");
  EXPECT_EQ(attributes_of(ben_name), "email_verified=true nickname=B name=Ben B email=ben@sunny.test");
}

TEST_F(NewPassword, HasANewAddressVerified) {
  EXPECT_EQ(answered(begin(), {{"userAttributes.email", "b@new.test"}}), "accepted");
  EXPECT_EQ(attributes_of(ben_name), "email_verified=false email=b@new.test");
  EXPECT_EQ(last_mail().to, "b@new.test");
  EXPECT_EQ(last_mail().kind, "verify_attribute");
}

TEST_F(NewPassword, ChangesNoRequiredAttributeThatIsThere) {
  change_attribute("email", "Required", true);
  const Json asked = begin();
  for (const auto* value : {"ben@sunny.test", "other@sunny.test"})
    EXPECT_EQ(answered(asked, {{"userAttributes.email", value}}),
              "NotAuthorizedException: Cannot modify an already provided email");
  EXPECT_EQ(answered(asked), "accepted");
}

TEST_F(NewPassword, IsGivenByAdministratorsToo) {
  Json body = with_password(ben_name, "Temporary-1");
  body.set("UserPoolId", "eu-central-1_Sunny0001");
  body.set("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
  Json reply = answer(call("AdminInitiateAuth", body));
  reply.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_NE(call("AdminRespondToAuthChallenge", reply).find("AuthenticationResult"), nullptr);
  EXPECT_EQ(state_of(ben_name), "CONFIRMED");
}

TEST_F(NewPassword, NeedsItsSessionAndItself) {
  const Json asked = begin();
  Json body = answer(asked);
  body.remove("Session");
  EXPECT_EQ(refusal("RespondToAuthChallenge", body), invalid + "Missing required parameter Session");
  body = answer(asked);
  body.set("ChallengeResponses", Json::object({{"USERNAME", ben_name}}));
  EXPECT_EQ(refusal("RespondToAuthChallenge", body), invalid + "Missing required parameter NEW_PASSWORD");
  body.set("ChallengeResponses", Json::object({{"NEW_PASSWORD", "Better-1-Word"}}));
  EXPECT_EQ(refusal("RespondToAuthChallenge", body), invalid + "Missing required parameter USERNAME");
  body = answer(asked);
  body.set("ChallengeName", "PASSWORD_VERIFIER");
  EXPECT_EQ(refusal("RespondToAuthChallenge", body),
            invalid + "Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK");
  EXPECT_EQ(answered(asked), "accepted");
}

TEST_F(NewPassword, IsNotTakenFromWhomAnAdministratorDealtWithMeanwhile) {
  struct Row {
    std::string operation;
    Json body;
    std::string verdict;
  };
  const std::string none = "NotAuthorizedException: Invalid session for the user.";
  const std::vector<Row> rows{
      {"AdminDeleteUser", of_user(ben_name), none},
      {"AdminDisableUser", of_user(ben_name), none},
      {"AdminSetUserPassword", of_user(ben_name, {{"Password", "Ben-Password-2"}, {"Permanent", true}}), none},
  };
  for (const auto& row : rows) {
    const std::string world = to_lower(row.operation);
    const Json asked = call("InitiateAuth", with_password(ben_name, "Temporary-1"), world);
    call(row.operation, row.body, world);
    EXPECT_EQ(refusal("RespondToAuthChallenge", answer(asked), world), row.verdict) << row.operation;
  }
}

}  // namespace understudy::cognito
