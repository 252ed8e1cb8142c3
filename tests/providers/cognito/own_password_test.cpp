// Passwords as their owners change them: a forgotten one by a code, a known one by an access token.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong_code = "CodeMismatchException: Invalid verification code provided, please try again.";
const std::string expired = "ExpiredCodeException: Invalid code provided, please request a code again.";
const std::string wrong_password = "NotAuthorizedException: Incorrect username or password.";
const std::string policy = "InvalidPasswordException: Password did not conform with policy: ";
const std::string nothing_to_reset_by =
    "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or "
    "phone_number";

}  // namespace

class OwnPassword : public UserPoolCalls {
 protected:
  std::string forget(std::string_view name) { return refusal("ForgotPassword", of_client(name)); }
  std::string reset(std::string_view name, std::string_view code = "246810",
                    std::string_view password = "Another-Word-2") {
    return refusal("ConfirmForgotPassword", of_client(name, {{"ConfirmationCode", code}, {"Password", password}}));
  }
  std::string sign_in(std::string_view name, std::string_view password) {
    return refusal("InitiateAuth", with_password(name, password));
  }
  std::string change(const Json& tokens, std::string_view from, std::string_view to) {
    return refusal("ChangePassword", bearer(tokens, {{"PreviousPassword", from}, {"ProposedPassword", to}}));
  }
  void recover_by(std::initializer_list<std::pair<int, std::string_view>> ways) {
    Json all = Json::array();
    for (const auto& [priority, name] : ways) all.push(Json::object({{"Priority", priority}, {"Name", name}}));
    set_in_pool("AccountRecoverySetting", Json::object({{"RecoveryMechanisms", all}}));
  }
  const std::string anna_name = "anna@sunny.test";
};

TEST_F(OwnPassword, IsSetAnewByTheCodeThatWasSent) {
  const Json tokens = anna();
  EXPECT_EQ(call("ForgotPassword", of_client("ANNA@sunny.test")).dump(),
            R"({"CodeDeliveryDetails":{"Destination":"a***@s***","DeliveryMedium":"EMAIL","AttributeName":"email"}})");
  const Mail mail = last_mail();
  EXPECT_EQ(mail.kind, "forgot_password");
  EXPECT_EQ(mail.to, "anna@sunny.test");
  EXPECT_EQ(mail.subject, "Your verification code");
  EXPECT_EQ(mail.text, "Your password reset code is 246810.");
  EXPECT_EQ(mail.code, "246810");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), "accepted") << "until there is a new one";
  EXPECT_EQ(reset(anna_name, "111111"), wrong_code);
  EXPECT_EQ(reset(anna_name, "246810", "short"), policy + "Password not long enough");
  EXPECT_EQ(call("ConfirmForgotPassword",
                 of_client(anna_name, {{"ConfirmationCode", "246810"}, {"Password", "Another-Word-2"}}))
                .dump(),
            "{}");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), wrong_password);
  EXPECT_EQ(sign_in(anna_name, "Another-Word-2"), "accepted");
  EXPECT_EQ(reset(anna_name), expired) << "it was used";
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted") << "who was in stays in";
}

TEST_F(OwnPassword, IsSetAnewWithinAnHourAndFiveGuesses) {
  EXPECT_EQ(reset(anna_name), expired) << "nothing was sent";
  EXPECT_EQ(forget(anna_name), "accepted");
  wait(std::chrono::hours(1));
  EXPECT_EQ(reset(anna_name), expired);
  EXPECT_EQ(forget(anna_name), "accepted");
  wait(std::chrono::hours(1) - std::chrono::seconds(1));
  EXPECT_EQ(reset(anna_name), "accepted");
  EXPECT_EQ(forget(anna_name), "accepted");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(reset(anna_name, "111111"), wrong_code) << i;
  EXPECT_EQ(reset(anna_name), "LimitExceededException: Attempt limit exceeded, please try after some time.");
  EXPECT_EQ(forget(anna_name), "accepted");
  EXPECT_EQ(reset(anna_name), "accepted");
}

TEST_F(OwnPassword, IsSetAnewInEveryStateThatHasOne) {
  struct Row {
    std::string name;
    std::string forgotten;
    std::string reset;
    std::string state;
  };
  const std::vector<Row> rows{
      {"anna@sunny.test", "accepted", "accepted", "CONFIRMED"},
      {"ben@sunny.test", "NotAuthorizedException: User password cannot be reset in the current state.", expired,
       "FORCE_CHANGE_PASSWORD"},
      {"cleo@sunny.test", nothing_to_reset_by, "UserNotConfirmedException: User is not confirmed.", "UNCONFIRMED"},
      {"dan@sunny.test", "NotAuthorizedException: User is disabled.", expired, "CONFIRMED"},
      {"eva@sunny.test", "accepted", "accepted", "CONFIRMED"},
      {"nobody", "UserNotFoundException: Username/client id combination not found.",
       "UserNotFoundException: Username/client id combination not found.", ""},
      {"frida@cloudy.test", "UserNotFoundException: Username/client id combination not found.",
       "UserNotFoundException: Username/client id combination not found.", ""},
  };
  EXPECT_EQ(state_of("eva@sunny.test"), "RESET_REQUIRED");
  for (const auto& row : rows) {
    EXPECT_EQ(forget(row.name), row.forgotten) << row.name;
    EXPECT_EQ(reset(row.name), row.reset) << row.name;
    if (row.state.empty()) continue;
    EXPECT_EQ(state_of(row.name), row.state) << row.name;
  }
  EXPECT_EQ(sign_in("eva@sunny.test", "Another-Word-2"), "accepted");
  EXPECT_EQ(mails(), 2U);
}

TEST_F(OwnPassword, IsRecoveredByTheFirstWayThatIsVerified) {
  const auto destination = [&] {
    EXPECT_EQ(forget(anna_name), "accepted");
    return last_mail().to;
  };
  EXPECT_EQ(destination(), "anna@sunny.test");
  recover_by({{2, "verified_email"}, {1, "verified_phone_number"}});
  EXPECT_EQ(destination(), "+4915112345678");
  EXPECT_EQ(last_mail().medium, Mail::Medium::sms);
  call("AdminUpdateUserAttributes",
       of_user(anna_name, {{"UserAttributes", attributes({{"phone_number_verified", "false"}})}}));
  EXPECT_EQ(destination(), "anna@sunny.test");
  recover_by({{1, "verified_phone_number"}});
  EXPECT_EQ(forget(anna_name), nothing_to_reset_by);
  recover_by({{1, "admin_only"}});
  EXPECT_EQ(forget(anna_name), nothing_to_reset_by);
}

TEST_F(OwnPassword, VerifiesTheAddressThatTheCodeCameTo) {
  const auto verified = [&](std::string_view name, std::string_view value) {
    call("AdminUpdateUserAttributes", of_user(anna_name, {{"UserAttributes", attributes({{name, value}})}}));
  };
  EXPECT_EQ(forget(anna_name), "accepted");
  verified("email_verified", "false");
  EXPECT_EQ(reset(anna_name), "accepted");
  EXPECT_TRUE(attributes_of(anna_name).starts_with("email_verified=true phone_number_verified=true"));
}

TEST_F(OwnPassword, UnlocksTheAccount) {
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(sign_in(anna_name, "wrong"), wrong_password);
    wait(std::chrono::seconds(8));
  }
  EXPECT_EQ(sign_in(anna_name, "wrong"), wrong_password);
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), "NotAuthorizedException: Password attempts exceeded");
  EXPECT_EQ(forget(anna_name), "accepted");
  EXPECT_EQ(reset(anna_name), "accepted");
  EXPECT_EQ(sign_in(anna_name, "wrong"), wrong_password);
  EXPECT_EQ(sign_in(anna_name, "Another-Word-2"), "accepted") << "the count began again";
}

TEST_F(OwnPassword, IsNotSetByTheCodeOfAnotherPurpose) {
  const Json tokens = anna();
  call("GetUserAttributeVerificationCode", bearer(tokens, {{"AttributeName", "email"}}));
  EXPECT_EQ(reset(anna_name), expired);
  call("VerifyUserAttribute", bearer(tokens, {{"AttributeName", "email"}, {"Code", "246810"}}));
  EXPECT_EQ(forget(anna_name), "accepted");
  EXPECT_EQ(refusal("VerifyUserAttribute", bearer(tokens, {{"AttributeName", "email"}, {"Code", "246810"}})), expired);
  EXPECT_EQ(reset(anna_name), "accepted");
}

TEST_F(OwnPassword, OfNobodyLooksLikeSomebodysWhereTheClientHidesThem) {
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  EXPECT_EQ(call("ForgotPassword", of_client("xenia@sunny.test")).dump(),
            R"({"CodeDeliveryDetails":{"Destination":"x***@s***","DeliveryMedium":"EMAIL","AttributeName":"email"}})");
  EXPECT_EQ(mails(), 0U);
  EXPECT_EQ(forget(anna_name), "accepted");
  for (const std::string name : {"xenia@sunny.test", "anna@sunny.test"})
    EXPECT_EQ(reset(name, "111111"), wrong_code) << name;
  EXPECT_EQ(sign_in("xenia@sunny.test", "wrong"), wrong_password);
  EXPECT_EQ(sign_in("eva@sunny.test", "wrong"), "PasswordResetRequiredException: Password reset required for the user")
      << "told all the same";
}

TEST_F(OwnPassword, IsChangedByWhoKnowsIt) {
  const Json tokens = anna();
  EXPECT_EQ(change(tokens, "wrong", "Anna-Password-2"), wrong_password);
  EXPECT_EQ(refusal("ChangePassword", bearer(tokens, {{"ProposedPassword", "Anna-Password-2"}})), wrong_password);
  EXPECT_EQ(change(tokens, "Anna-Password-1", "anna-password-2"), policy + "Password must have uppercase characters");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), "accepted");
  EXPECT_EQ(call("ChangePassword",
                 bearer(tokens, {{"PreviousPassword", "Anna-Password-1"}, {"ProposedPassword", "Anna-Password-2"}}))
                .dump(),
            "{}");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), wrong_password);
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-2"), "accepted");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted") << "the token stays good";
  EXPECT_EQ(refusal("GetTokensFromRefreshToken",
                    Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", tokens.text_at("RefreshToken")}})),
            "accepted");
}

TEST_F(OwnPassword, IsPutInWithoutOneWhereThereWasNone) {
  const Json tokens = anna();
  mock.world().step(
      [](WorldState& state) { state.users.change("40000001", [](User& user) { user.password.clear(); }); });
  EXPECT_EQ(call("GetUserAuthFactors", bearer(tokens)).find("ConfiguredUserAuthFactors")->dump(), "[]");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), wrong_password);
  EXPECT_EQ(refusal("ChangePassword", bearer(tokens, {{"ProposedPassword", "Anna-Password-2"}})), "accepted");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-2"), "accepted");
}

}  // namespace understudy::cognito
