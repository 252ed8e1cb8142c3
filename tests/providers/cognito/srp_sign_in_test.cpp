// Signing in by SRP as clients do it: what is shown, what is proved, and what is told of whom.
#include <algorithm>

#include "providers/cognito/srp_answers.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "InvalidParameterException: ";
const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string anna_name = "anna@sunny.test";
const std::string anna_password = "Anna-Password-1";
const std::string now_text = "Thu Jan 1 00:00:00 UTC 2026";

/// Who proves what to whom, as far as it is not the usual.
struct Proof {
  std::string client = "sunnyportal";
  std::string username{};  ///< empty: as the challenge says
  std::string time = now_text;
  std::string signed_time{};  ///< empty: the same
  std::string pool_name = "Sunny0001";
};

}  // namespace

class SrpSignIn : public UserPoolCalls {
 protected:
  explicit SrpSignIn(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  static Json beginning(std::string_view name, std::string_view value = srp_public_value(),
                        std::string_view client = "sunnyportal") {
    return Json::object({{"AuthFlow", "USER_SRP_AUTH"},
                         {"ClientId", client},
                         {"AuthParameters", Json::object({{"USERNAME", name}, {"SRP_A", value}})}});
  }
  Json begin(std::string_view name, std::string_view world = "") {
    return *call("InitiateAuth", beginning(name), world).find("ChallengeParameters");
  }
  static Json answer_to(const Json& shown, std::string_view password, const Proof& proof = {}) {
    const auto block = from_base64(shown.text_at("SECRET_BLOCK")).value_or("");
    const auto& time = proof.signed_time.empty() ? proof.time : proof.signed_time;
    const auto username = proof.username.empty() ? shown.text_at("USER_ID_FOR_SRP") : std::string_view(proof.username);
    return Json::object(
        {{"ClientId", proof.client},
         {"ChallengeName", "PASSWORD_VERIFIER"},
         {"ChallengeResponses",
          Json::object({{"USERNAME", username},
                        {"PASSWORD_CLAIM_SECRET_BLOCK", shown.text_at("SECRET_BLOCK")},
                        {"PASSWORD_CLAIM_SIGNATURE", srp_signature(shown, proof.pool_name, password, block, time)},
                        {"TIMESTAMP", proof.time}})}});
  }
  std::string proven(const Json& shown, std::string_view password, const Proof& proof = {},
                     std::string_view world = "") {
    return refusal("RespondToAuthChallenge", answer_to(shown, password, proof), world);
  }
  std::string sign_in(std::string_view name, std::string_view password) { return proven(begin(name), password); }
};

TEST_F(SrpSignIn, LetsInWhoProvesThePassword) {
  const Json asked = call("InitiateAuth", beginning("ANNA@sunny.test"));
  std::string names;
  for (const auto& member : asked.members()) names += member.name + " ";
  EXPECT_EQ(names, "ChallengeName ChallengeParameters ") << "no session";
  EXPECT_EQ(asked.text_at("ChallengeName"), "PASSWORD_VERIFIER");
  const Json& shown = *asked.find("ChallengeParameters");
  names.clear();
  for (const auto& member : shown.members()) names += member.name + " ";
  EXPECT_EQ(names, "SALT SECRET_BLOCK SRP_B USERNAME USER_ID_FOR_SRP ");
  EXPECT_EQ(shown.text_at("USER_ID_FOR_SRP"), anna_name) << "as it is stored";
  EXPECT_EQ(shown.text_at("USERNAME"), anna_name);
  EXPECT_EQ(shown.text_at("SALT").size(), 32U);
  EXPECT_NE(shown.text_at("SALT").front(), '0');
  EXPECT_TRUE(from_base64(shown.text_at("SECRET_BLOCK")).has_value());
  const Json done = call("RespondToAuthChallenge", answer_to(shown, anna_password));
  EXPECT_EQ(refusal("GetUser", bearer(*done.find("AuthenticationResult"))), "accepted");
  EXPECT_EQ(done.find("ChallengeParameters")->dump(), "{}");
}

TEST_F(SrpSignIn, ReadsTheTimeAndSignsItAsItWouldWriteIt) {
  const std::string format = invalid + "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.";
  const std::string canonical = "Tue Nov 3 04:05:06 UTC 2026";
  struct Row {
    std::string time;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {now_text, "accepted"},
      {canonical, "accepted"},
      {"Thu Feb 29 23:59:59 UTC 2024", "accepted"},
      {"Tue Nov 03 04:05:06 UTC 2026", wrong},
      {"Tue Nov 3 4:05:06 UTC 2026", wrong},
      {"Wed Nov 3 04:05:06 UTC 2026", wrong},
      {"Tue Nov 3 04:05:06 GMT 2026", wrong},
      {"Tue Nov 3 04:05:06 IST 2026", wrong},
      {"Sat Apr 05 04:05:06 UTC 2025", wrong},
      {"Sat Feb 17 24:03:00 UTC 2024", format},
      {"Tue Nov 3 04:05:06 +05:30 2026", format},
      {"tir nov 3 04:05:06 UTC 2026", format},
      {"Di Nov 3 04:05:06 UTC 2026", format},
      {"Tue Okt 6 04:05:06 UTC 2026", format},
      {"2026-11-03T04:05:06Z", format},
      {"1762142706", format},
  };
  for (const auto& row : rows) {
    wait(std::chrono::minutes(15));  // so that no row locks the next one out
    EXPECT_EQ(proven(begin(anna_name), anna_password, {.time = row.time}), row.verdict) << row.time;
  }
  wait(std::chrono::minutes(15));
  for (const std::string time :
       {"Tue Nov 03 04:05:06 UTC 2026", "Tue Nov 3 4:5:6 UTC 2026", "Mon Nov 3 04:05:06 GMT 2026"})
    EXPECT_EQ(proven(begin(anna_name), anna_password, {.time = time, .signed_time = canonical}), "accepted")
        << time << " is signed as " << canonical;
}

TEST_F(SrpSignIn, CountsNoWrongTimeAgainstTheAccount) {
  const Json shown = begin(anna_name);
  for (int i = 0; i < 6; ++i)
    EXPECT_TRUE(proven(shown, anna_password, {.time = "now"}).starts_with(invalid + "TIMESTAMP format"));
  EXPECT_EQ(proven(shown, anna_password), "accepted");
}

TEST_F(SrpSignIn, TakesAProofOnce) {
  const Json shown = begin(anna_name);
  const Json answer = answer_to(shown, anna_password);
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer), "accepted");
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer), wrong);
  const Json guessed = begin(anna_name);
  EXPECT_EQ(proven(guessed, "wrong"), wrong);
  EXPECT_EQ(proven(guessed, anna_password), wrong) << "a block is good for one try";
  for (int i = 0; i < 6; ++i) EXPECT_EQ(proven(guessed, "wrong"), wrong) << "which counts once";
  Json replayed = *answer.find("ChallengeResponses");
  replayed.set("PASSWORD_CLAIM_SECRET_BLOCK", begin(anna_name).text_at("SECRET_BLOCK"));
  Json body = answer;
  body.set("ChallengeResponses", replayed);
  EXPECT_EQ(refusal("RespondToAuthChallenge", body), wrong) << "signed for another";
}

TEST_F(SrpSignIn, TakesAProofFromWhomItWasAskedAlone) {
  struct Row {
    Proof proof;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {{.client = "cloudyapp"}, wrong},
      {{.client = "nothing"}, "ResourceNotFoundException: User pool client nothing does not exist."},
      {{.username = "ben@sunny.test"}, wrong},
      {{.username = "nobody"}, wrong},
      {{.pool_name = "Cloudy001"}, wrong},
      {{.pool_name = "eu-central-1_Sunny0001"}, wrong},
      {{.username = "Anna@Sunny.test"}, "accepted"},
  };
  for (const auto& row : rows) {
    const Json shown = begin(anna_name);
    EXPECT_EQ(proven(shown, anna_password, row.proof), row.verdict) << row.proof.client << row.proof.username;
  }
  EXPECT_EQ(proven(begin(anna_name), anna_password, {}, "other"), wrong);
  EXPECT_EQ(proven(begin(anna_name, "other"), anna_password, {}, "other"), "accepted");
  Json late = begin(anna_name);
  wait(std::chrono::minutes(3));
  EXPECT_EQ(proven(late, anna_password), wrong);
}

TEST_F(SrpSignIn, NeedsEveryPartOfTheProof) {
  const Json whole = answer_to(begin(anna_name), anna_password);
  for (const std::string name : {"USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"}) {
    Json parts = *whole.find("ChallengeResponses");
    parts.remove(name);
    Json body = whole;
    body.set("ChallengeResponses", parts);
    EXPECT_EQ(refusal("RespondToAuthChallenge", body), cat({invalid, "Missing required parameter ", name}));
  }
  for (const std::string block : {"AAAA", "not base64", "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHguYWJj"}) {
    Json parts = *whole.find("ChallengeResponses");
    parts.set("PASSWORD_CLAIM_SECRET_BLOCK", block);
    Json body = whole;
    body.set("ChallengeResponses", parts);
    EXPECT_EQ(refusal("RespondToAuthChallenge", body), wrong) << block;
  }
  EXPECT_EQ(refusal("RespondToAuthChallenge", whole), "accepted");
  Json other = whole;
  other.set("ChallengeName", "WEB_AUTHN");
  EXPECT_EQ(
      refusal("RespondToAuthChallenge", other),
      "501 NotEmulatedException: Understudy does not emulate the challenge WEB_AUTHN of Amazon Cognito user pools");
}

TEST_F(SrpSignIn, RefusesPublicValuesThatNobodyShouldHave) {
  const std::string n = srp_client().n();
  std::string upper = srp_public_value();
  for (char& c : upper)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  const std::string bad = invalid + "Invalid SRP_A parameter.";
  struct Row {
    std::string value;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {"0", bad},
      {std::string(768, '0'), bad},
      {n, bad},
      {"00" + n, bad},
      {"1" + std::string(768, '0'), bad},
      {std::string(131'072, 'f'), bad},
      {"xyz", bad},
      {"0x1234", bad},
      {"12 34", bad},
      {"-1", bad},
      {"", invalid + "Missing required parameter SRP_A"},
      {"1", "accepted"},
      {upper, "accepted"},
      {"0000" + srp_public_value(), "accepted"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(refusal("InitiateAuth", beginning(anna_name, row.value)), row.verdict) << row.value.substr(0, 20);
  EXPECT_EQ(refusal("InitiateAuth", beginning("nobody", "0")), bad) << "before anybody is looked for";
}

TEST_F(SrpSignIn, SaysOfEveryAccountWhatTheOriginalSays) {
  EXPECT_EQ(sign_in(anna_name, "wrong"), wrong);
  EXPECT_EQ(refusal("InitiateAuth", beginning("nobody")), "UserNotFoundException: User does not exist.");
  const std::string sub(call("AdminGetUser", of_user(anna_name)).find("UserAttributes")->items()[0].text_at("Value"));
  EXPECT_EQ(refusal("InitiateAuth", beginning(sub)), "UserNotFoundException: User does not exist.");
  struct Row {
    std::string name;
    std::string password;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {"cleo@sunny.test", "Cleo-Password-1", "UserNotConfirmedException: User is not confirmed."},
      {"dan@sunny.test", "Dan-Password-1", "NotAuthorizedException: User is disabled."},
      {"eva@sunny.test", "Eva-Password-1", "PasswordResetRequiredException: Password reset required for the user"},
  };
  for (const auto& row : rows)
    for (const std::string& password : {row.password, std::string("wrong")})
      EXPECT_EQ(sign_in(row.name, password), row.verdict) << row.name << " at the verifier, before the proof";
}

TEST_F(SrpSignIn, AsksForANewPasswordAfterARightProof) {
  EXPECT_EQ(sign_in("ben@sunny.test", "wrong"), wrong);
  const Json asked = call("RespondToAuthChallenge", answer_to(begin("ben@sunny.test"), "Temporary-1"));
  EXPECT_EQ(asked.text_at("ChallengeName"), "NEW_PASSWORD_REQUIRED");
  EXPECT_EQ(asked.find("AuthenticationResult"), nullptr);
  EXPECT_EQ(asked.find("ChallengeParameters")->text_at("USER_ID_FOR_SRP"), "ben@sunny.test");
  const Json done =
      call("RespondToAuthChallenge",
           Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses",
                          Json::object({{"USERNAME", "ben@sunny.test"}, {"NEW_PASSWORD", "Ben-Password-2"}})}}));
  EXPECT_NE(done.find("AuthenticationResult"), nullptr);
  EXPECT_EQ(sign_in("ben@sunny.test", "Temporary-1"), wrong);
  EXPECT_EQ(sign_in("ben@sunny.test", "Ben-Password-2"), "accepted");
}

TEST_F(SrpSignIn, LocksTheAccountWithAllOtherWaysIn) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in(anna_name, "wrong"), wrong);
  EXPECT_EQ(refusal("InitiateAuth", with_password(anna_name, "wrong")), wrong);
  EXPECT_EQ(sign_in(anna_name, "wrong"), wrong);
  const std::string locked = "NotAuthorizedException: Password attempts exceeded";
  EXPECT_EQ(sign_in(anna_name, anna_password), locked);
  EXPECT_EQ(sign_in(anna_name, "wrong"), locked);
  EXPECT_EQ(refusal("InitiateAuth", with_password(anna_name, anna_password)), locked);
  wait(std::chrono::seconds(1));
  EXPECT_EQ(sign_in(anna_name, anna_password), "accepted");
}

TEST_F(SrpSignIn, IsForAdministratorsToo) {
  Json body = beginning(anna_name);
  body.set("UserPoolId", "eu-central-1_Sunny0001");
  const Json shown = *call("AdminInitiateAuth", body).find("ChallengeParameters");
  Json answer = answer_to(shown, anna_password);
  answer.set("UserPoolId", "eu-central-1_Cloudy001");
  EXPECT_EQ(refusal("AdminRespondToAuthChallenge", answer),
            "ResourceNotFoundException: User pool client sunnyportal does not exist.");
  answer.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_NE(call("AdminRespondToAuthChallenge", answer).find("AuthenticationResult"), nullptr);
  EXPECT_EQ(refusal("AdminRespondToAuthChallenge", answer), wrong);
}

TEST_F(SrpSignIn, KeepsASaltAsLongAsThePassword) {
  const Json first = begin(anna_name);
  const Json second = begin(anna_name);
  EXPECT_EQ(first.text_at("SALT"), second.text_at("SALT"));
  EXPECT_NE(first.text_at("SRP_B"), second.text_at("SRP_B"));
  EXPECT_NE(first.text_at("SECRET_BLOCK"), second.text_at("SECRET_BLOCK"));
  EXPECT_NE(begin("ben@sunny.test").text_at("SALT"), first.text_at("SALT"));
  call("AdminSetUserPassword", of_user(anna_name, {{"Password", "Anna-Password-2"}, {"Permanent", true}}));
  const Json renewed = begin(anna_name);
  EXPECT_NE(renewed.text_at("SALT"), first.text_at("SALT"));
  EXPECT_EQ(proven(renewed, "Anna-Password-2"), "accepted");
  testing::Mock again(testing::fixture_seed("user-pools.yaml"));
  const auto same = again.ask("POST", "/", {"X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth"},
                              beginning(anna_name).dump());
  EXPECT_EQ(*testing::body_of(same).find("ChallengeParameters"), first);
}

}  // namespace understudy::cognito
