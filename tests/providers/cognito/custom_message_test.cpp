// What messages say: by a pool's own templates, by the fixture, or by a hook.
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string name = "anna@sunny.test";
const std::string pattern = R"(' failed to satisfy constraint: Member must satisfy regular expression pattern: )"
                            R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)";

std::string written(const Mail& mail) { return cat({mail.kind, ": ", mail.subject, " | ", mail.text}); }

}  // namespace

class ToldMessages : public HookCalls {
 protected:
  ToldMessages()
      : HookCalls(
            "code: \"246810\"\n      triggers: {custom_message: ["
            "{on: sign_up, subject: Welcome, email: \"Hello {username}, {####} it is\"}, "
            "{on: resend_code, email: \"Once more {####}\"}, {on: forgot_password, email: \"Forgot {####}\"}, "
            "{on: update_user_attribute, email: \"Moved {####}\"}, {on: verify_user_attribute, subject: Check}, "
            "{on: admin_create_user, subject: Come, email: \"{username} comes with {####}\"}]}") {}
};

TEST_F(ToldMessages, AreOfTheirOccasions) {
  call("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"},
                                   {"UserAttributes", attributes({{"email", "zoe@sunny.test"}})}}));
  EXPECT_EQ(written(last_mail()), "sign_up: Welcome | Hello zoe, 246810 it is");
  call("ResendConfirmationCode", of_client("zoe"));
  EXPECT_EQ(written(last_mail()), "resend_code: Your verification code | Once more 246810");
  call("ForgotPassword", of_client(name));
  EXPECT_EQ(written(last_mail()), "forgot_password: Your verification code | Forgot 246810");
  const Json tokens = anna();
  call("GetUserAttributeVerificationCode", bearer(tokens, {{"AttributeName", "email"}}));
  EXPECT_EQ(written(last_mail()), "verify_attribute: Check | Your verification code is 246810.");
  call("UpdateUserAttributes", bearer(tokens, {{"UserAttributes", attributes({{"email", "new@sunny.test"}})}}));
  EXPECT_EQ(written(last_mail()), "verify_attribute: Your verification code | Moved 246810");
  call("AdminCreateUser", of_user("yan", {{"UserAttributes", attributes({{"email", "yan@sunny.test"}})},
                                          {"DesiredDeliveryMediums", Json::array({"EMAIL"})},
                                          {"TemporaryPassword", "Temporary-{####}-1"}}));
  EXPECT_EQ(written(last_mail()), "invitation: Come | yan comes with Temporary-{####}-1");
}

class HookedMessages : public HookCalls {
 protected:
  HookedMessages() : HookCalls("verify: [email, phone_number]\n      " + hooked({"custom_message"})) {}

  Json zoe(std::string_view attribute = "email", std::string_view value = "zoe@sunny.test") {
    return of_client("zoe", {{"Password", "Zoe-Password-1"}, {"UserAttributes", attributes({{attribute, value}})}});
  }
  std::string sign_up_with(std::initializer_list<Json::NewMember> words) {
    hooks.fill("custom-message", Json::object(words));
    return refusal("SignUp", zoe());
  }
};

TEST_F(HookedMessages, ThatSayNothingAreThePoolsOwn) {
  set_in_pool("EmailVerificationMessage", "Ours: {####}");
  set_in_pool("EmailVerificationSubject", "Our subject");
  EXPECT_EQ(sign_up_with({{"smsMessage", Json()}}), "accepted");
  EXPECT_EQ(written(last_mail()), "sign_up: Our subject | Ours: 246810");
}

TEST_F(HookedMessages, AreSaidByTheHook) {
  EXPECT_EQ(sign_up_with({{"emailMessage", "<b>{####}</b> {####}"}, {"emailSubject", "S"}, {"smsMessage", "no code"}}),
            "accepted")
      << "only the medium counts that is used";
  EXPECT_EQ(written(last_mail()), "sign_up: S | <b>246810</b> 246810");
}

TEST_F(HookedMessages, GoByTelephoneInWordsOfTheirOwn) {
  set_in_pool("SmsConfiguration", Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/sms"}}));
  hooks.fill("custom-message", Json::object({{"smsMessage", "{####}!"}, {"emailMessage", "none"}}));
  call("SignUp", zoe("phone_number", "+4915112345678"));
  EXPECT_EQ(written(last_mail()), "sign_up:  | 246810!");
}

TEST_F(HookedMessages, TellTheCode) {
  EXPECT_EQ(sign_up_with({{"emailMessage", "Your code is on its way"}}),
            "InvalidParameterException: 1 validation error detected: Value at 'emailBody" + pattern);
  EXPECT_EQ(mails(), 0U);
  EXPECT_EQ(state_of("zoe"), "UNCONFIRMED") << "the account is there, as in the original";
  call("AdminDeleteUser", of_user("zoe"));
  EXPECT_EQ(sign_up_with({{"emailMessage", ""}}), "InvalidParameterException: The message is empty.");
  hooks.fill("custom-message", Json::object({{"emailMessage", "{####} alone"}}));
  EXPECT_EQ(refusal("AdminCreateUser", of_user("yan", {{"UserAttributes", attributes({{"email", "y@sunny.test"}})},
                                                       {"DesiredDeliveryMediums", Json::array({"EMAIL"})}})),
            "InvalidParameterException: 1 validation error detected: Value at 'emailBody" + pattern)
      << "an invitation says the name as well";
}

TEST_F(HookedMessages, ThatFailAreNotSent) {
  hooks.refuse("custom-message", "no words");
  EXPECT_EQ(refusal("ForgotPassword", of_client(name)),
            "UserLambdaValidationException: CustomMessage failed with error no words.");
  hooks.fill("custom-message", Json::object({{"emailMessage", 5}}));
  EXPECT_EQ(refusal("ForgotPassword", of_client(name)), "InvalidLambdaResponseException: Unrecognizable lambda output");
  EXPECT_EQ(mails(), 0U);
}

TEST_F(HookedMessages, AreKeptShort) {
  EXPECT_EQ(sign_up_with({{"emailMessage", "{####}" + std::string(200'000, 'x')}}), "accepted");
  EXPECT_EQ(last_mail().text.size(), 64U * 1024);
}

/// Nobody is written to whom nothing is sent to.
TEST_F(HookedMessages, AreAskedForOnlyWhereSomethingIsSent) {
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  call("ForgotPassword", of_client("nobody"));
  call("AdminCreateUser",
       of_user("yan", {{"UserAttributes", attributes({{"email", "y@sunny.test"}})}, {"MessageAction", "SUPPRESS"}}));
  EXPECT_EQ(hooks.order(), "");
}

}  // namespace understudy::cognito
