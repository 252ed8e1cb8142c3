// What confirms an account: the code that was sent last, for a day, once; and who then has an address that two gave.
#include <algorithm>

#include "providers/cognito/accounts.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "CodeMismatchException: Invalid verification code provided, please try again.";
const std::string expired = "ExpiredCodeException: Invalid code provided, please request a code again.";
const std::string limit = "LimitExceededException: Attempt limit exceeded, please try after some time.";

std::string other_than(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

}  // namespace

/// A pool each of whose codes is another.
class ConfirmSignUp : public UserPoolCalls {
 public:
  explicit ConfirmSignUp(Seed seed = sunny_pool("groups: []")) : UserPoolCalls(std::move(seed)) {}

  /// The code that was sent.
  std::string sign_up(std::string_view name, std::string_view world = "") {
    call("SignUp",
         of_client(name, {{"Password", "Zoe-Password-1"},
                          {"UserAttributes", attributes({{"email", cat({name, "@sunny.test"})}})}}),
         world);
    return last_mail(world.empty() ? "default" : world).code;
  }
  std::string resend(std::string_view name) {
    call("ResendConfirmationCode", of_client(name));
    return last_mail().code;
  }
  std::string confirm(std::string_view name, std::string_view code, bool by_force = false) {
    return refusal("ConfirmSignUp", of_client(name, {{"ConfirmationCode", code}, {"ForceAliasCreation", by_force}}));
  }
};

TEST_F(ConfirmSignUp, VerifiesTheAddressAndLetsTheUserIn) {
  const std::string code = sign_up("zoe");
  EXPECT_EQ(call("ConfirmSignUp", of_client("ZOE", {{"ConfirmationCode", code}})).dump(), "{}");
  EXPECT_EQ(state_of("zoe"), "CONFIRMED");
  EXPECT_EQ(attributes_of("zoe"), "email_verified=true email=zoe@sunny.test");
  EXPECT_EQ(refusal("InitiateAuth", with_password("zoe", "Zoe-Password-1")), "accepted");
}

TEST_F(ConfirmSignUp, LetsNobodyInWhoIsDisabled) {
  const std::string code = sign_up("zoe");
  call("AdminDisableUser", of_user("zoe"));
  EXPECT_EQ(refusal("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", code}})), "accepted");
  EXPECT_FALSE(*call("AdminGetUser", of_user("zoe")).find("Enabled")->boolean());
  EXPECT_EQ(refusal("InitiateAuth", with_password("zoe", "Zoe-Password-1")),
            "NotAuthorizedException: User is disabled.");
}

TEST_F(ConfirmSignUp, TakesACodeOnce) {
  const std::string code = sign_up("zoe");
  const std::string confirmed = "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED";
  EXPECT_EQ(confirm("zoe", code), "accepted");
  EXPECT_EQ(confirm("zoe", code), confirmed);
  EXPECT_EQ(confirm("zoe", other_than(code)), confirmed);
  EXPECT_EQ(refusal("ResendConfirmationCode", of_client("zoe")),
            "InvalidParameterException: User is already confirmed.");
  EXPECT_EQ(refusal("AdminConfirmSignUp", of_user("zoe")), confirmed);
}

TEST_F(ConfirmSignUp, TakesACodeForADay) {
  const auto day = std::chrono::hours(24);
  const std::string first = sign_up("zoe");
  wait(day);
  EXPECT_EQ(confirm("zoe", first), expired);
  EXPECT_EQ(confirm("zoe", other_than(first)), wrong) << "whether it is the right one is asked first";
  const std::string second = resend("zoe");
  wait(day - std::chrono::seconds(1));
  EXPECT_EQ(confirm("zoe", second), "accepted");
}

TEST_F(ConfirmSignUp, TakesNoCodeAfterFiveWrongOnes) {
  const std::string code = sign_up("zoe");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(confirm("zoe", other_than(code)), wrong) << i;
  EXPECT_EQ(confirm("zoe", other_than(code)), limit);
  EXPECT_EQ(confirm("zoe", code), limit);
  EXPECT_EQ(confirm("zoe", resend("zoe")), "accepted") << "a new code begins again";
}

TEST_F(ConfirmSignUp, TakesTheCodeThatWasSentLast) {
  const std::string first = sign_up("zoe");
  const Json answer = call("ResendConfirmationCode", of_client("zoe"));
  EXPECT_EQ(answer.dump(), R"({"CodeDeliveryDetails":{"Destination":"z***@s***","DeliveryMedium":"EMAIL",)"
                           R"("AttributeName":"email"}})");
  EXPECT_EQ(last_mail().kind, "resend_code");
  const std::string second = last_mail().code;
  EXPECT_EQ(last_mail().text, "Your confirmation code is " + second + ".");
  ASSERT_NE(first, second);
  EXPECT_EQ(confirm("zoe", first), wrong);
  EXPECT_EQ(confirm("zoe", second), "accepted");
}

TEST_F(ConfirmSignUp, TakesNoCodeOfAnotherUserPurposeOrWorld) {
  const std::string zoe = sign_up("zoe");
  const std::string yan = sign_up("yan");
  ASSERT_NE(zoe, yan);
  EXPECT_EQ(confirm("zoe", yan), wrong);
  EXPECT_EQ(refusal("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", zoe}}), "other"),
            "UserNotFoundException: Username/client id combination not found.");
  const std::string elsewhere = sign_up("zoe", "other");
  EXPECT_NE(elsewhere, zoe);
  EXPECT_EQ(confirm("zoe", elsewhere), wrong);
  EXPECT_EQ(confirm("zoe", zoe), "accepted");
  call("AdminConfirmSignUp", of_user("yan"));
  EXPECT_EQ(
      refusal("ConfirmForgotPassword", of_client("yan", {{"ConfirmationCode", yan}, {"Password", "Another-Word-2"}})),
      expired);
}

TEST_F(ConfirmSignUp, SendsTheSameCodesForTheSameRequestsWhateverOthersDo) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::vector<std::string> codes{sign_up("zoe"), resend("zoe"), resend("zoe")};
  for (const auto& code : codes) {
    EXPECT_EQ(code.size(), 6U) << code;
    EXPECT_TRUE(std::all_of(code.begin(), code.end(), is_digit)) << code;
  }
  struct Another : ConfirmSignUp {
    void TestBody() override {}
  } other;
  other.sign_up("yan");
  std::vector<std::string> again{other.sign_up("zoe")};
  other.resend("yan");
  again.push_back(other.resend("zoe"));
  again.push_back(other.resend("zoe"));
  EXPECT_EQ(again, codes);
  std::sort(codes.begin(), codes.end());
  EXPECT_EQ(std::unique(codes.begin(), codes.end()), codes.end());
}

TEST_F(ConfirmSignUp, TellsWhetherSomebodyIsThereUnlessTheClientHidesIt) {
  const auto confirm_nobody = [&] { return confirm("nobody", "123456"); };
  const auto resend_to = [&](std::string_view name) { return send("ResendConfirmationCode", of_client(name).dump()); };
  const std::string none = "UserNotFoundException: Username/client id combination not found.";
  EXPECT_EQ(confirm_nobody(), none);
  EXPECT_EQ(refusal("ResendConfirmationCode", of_client("nobody")), none);
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  EXPECT_EQ(confirm_nobody(), wrong);
  const std::string made_up = resend_to("nobody").body;
  EXPECT_EQ(made_up.find("***@"), made_up.find("***")) << made_up;
  EXPECT_EQ(resend_to("nobody").body, made_up) << "as a real one's would";
  EXPECT_EQ(resend_to("xenia@sunny.test").body,
            R"({"CodeDeliveryDetails":{"Destination":"x***@s***","DeliveryMedium":"EMAIL","AttributeName":"email"}})");
  EXPECT_EQ(mails(), 0U);
}

/// Two who give one address.
class ConfirmedAliases : public ConfirmSignUp {
 protected:
  ConfirmedAliases()
      : ConfirmSignUp(sunny_pool("aliases: [email]",
                                 "{email: anna@sunny.test, password: Anna-Password-1, cognito: {username: anna}}")) {}

  std::string sign_up_as_anna() {
    call("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"},
                                     {"UserAttributes", attributes({{"email", "Anna@sunny.test"}})}}));
    return last_mail().code;
  }
  /// Whom the address lets in.
  std::string named_by_the_address() {
    return std::string(call("AdminGetUser", of_user("anna@sunny.test")).text_at("Username"));
  }
};

TEST_F(ConfirmedAliases, StayWithWhoHasThem) {
  const std::string code = sign_up_as_anna();
  EXPECT_EQ(confirm("zoe", code), "AliasExistsException: An account with the email already exists.");
  EXPECT_EQ(state_of("zoe"), "UNCONFIRMED");
  EXPECT_EQ(named_by_the_address(), "anna");
  EXPECT_EQ(attributes_of("anna"), "email_verified=true email=anna@sunny.test");
  EXPECT_EQ(confirm("zoe", code, true), "accepted") << "the code was not used up";
}

TEST_F(ConfirmedAliases, GoToWhoForcesIt) {
  const std::string code = sign_up_as_anna();
  EXPECT_EQ(confirm("zoe", code, true), "accepted");
  EXPECT_EQ(named_by_the_address(), "zoe");
  EXPECT_EQ(attributes_of("anna"), "email_verified=false email=anna@sunny.test");
  EXPECT_EQ(attributes_of("zoe"), "email_verified=true email=Anna@sunny.test");
  EXPECT_EQ(refusal("InitiateAuth", with_password("anna", "Anna-Password-1")), "accepted");
}

TEST_F(ConfirmedAliases, AreTakenFromNobodyWhoIsOnlyCalledSo) {
  call("SignUp", of_client("yan", {{"Password", "Yan-Password-1"}}));
  mock.world().step([](WorldState& state) {
    for (const auto& user : pool_users_of(state, *cognito_of(state).pools.find("eu-central-1_Sunny0001"))) {
      if (user.account.username != "yan") continue;
      PoolUser changed = user;
      changed.account.username = "anna@sunny.test";
      put(state, changed);
    }
  });
  EXPECT_EQ(confirm("zoe", sign_up_as_anna(), true), "accepted");
  EXPECT_EQ(attributes_of("anna"), "email_verified=false email=anna@sunny.test");
  EXPECT_EQ(attributes_of("anna@sunny.test"), "") << "the one who is called so has no address";
}

}  // namespace understudy::cognito
