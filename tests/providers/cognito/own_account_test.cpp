// One's own account by an access token: what it shows, what may be changed, and what a new address has to go through.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "InvalidParameterException: ";
const std::string wrong = "CodeMismatchException: Invalid verification code provided, please try again.";
const std::string expired = "ExpiredCodeException: Invalid code provided, please request a code again.";
const std::string annas =
    "email_verified=true phone_number_verified=true given_name=Anna custom:plan=gold "
    "name=Anna Admin phone_number=+4915112345678 email=anna@sunny.test";

}  // namespace

class OwnAccount : public UserPoolCalls {
 protected:
  explicit OwnAccount(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  Json update(const Json& tokens, Values values) {
    return call("UpdateUserAttributes", bearer(tokens, {{"UserAttributes", attributes(values)}}));
  }
  std::string refused_update(const Json& tokens, Values values) {
    return refusal("UpdateUserAttributes", bearer(tokens, {{"UserAttributes", attributes(values)}}));
  }
  std::string verify(const Json& tokens, std::string_view attribute, std::string_view code) {
    return refusal("VerifyUserAttribute", bearer(tokens, {{"AttributeName", attribute}, {"Code", code}}));
  }
  std::string deletion(const Json& tokens, const std::vector<std::string>& names) {
    return refusal("DeleteUserAttributes", bearer(tokens, {{"UserAttributeNames", Json::array_of(names)}}));
  }
  void ask_for_code(const Json& tokens, std::string_view attribute) {
    call("GetUserAttributeVerificationCode", bearer(tokens, {{"AttributeName", attribute}}));
  }
};

TEST_F(OwnAccount, ShowsWhatTheClientMayRead) {
  const Json tokens = anna();
  const Json all = call("GetUser", bearer(tokens));
  const std::string sub(all.find("UserAttributes")->items().front().text_at("Value"));
  EXPECT_EQ(sub.size(), 36U);
  EXPECT_EQ(all.dump(),
            R"({"Username":"anna@sunny.test","UserAttributes":[{"Name":"sub","Value":")" + sub +
                R"("},{"Name":"email_verified","Value":"true"},{"Name":"phone_number_verified","Value":"true"},)"
                R"({"Name":"given_name","Value":"Anna"},{"Name":"name","Value":"Anna Admin"},)"
                R"({"Name":"phone_number","Value":"+4915112345678"},{"Name":"email","Value":"anna@sunny.test"}]})")
      << "custom attributes only where the client names them";
  set_in_client("ReadAttributes", Json::array({"email", "custom:plan"}));
  EXPECT_EQ(call("GetUser", bearer(tokens)).dump(),
            R"({"Username":"anna@sunny.test","UserAttributes":[{"Name":"sub","Value":")" + sub +
                R"("},{"Name":"custom:plan","Value":"gold"},{"Name":"email","Value":"anna@sunny.test"}]})");
  EXPECT_EQ(call("GetUserAuthFactors", bearer(tokens)).dump(),
            R"({"Username":"anna@sunny.test","ConfiguredUserAuthFactors":["PASSWORD"]})");
}

TEST_F(OwnAccount, NeedsAnAccessTokenForEverything) {
  const Json list = attributes({{"nickname", "A"}});
  const Json names = Json::array({"nickname"});
  const std::vector<std::pair<std::string_view, Json>> operations{
      {"GetUser", Json::object()},
      {"GetUserAuthFactors", Json::object()},
      {"UpdateUserAttributes", Json::object({{"UserAttributes", list}})},
      {"DeleteUserAttributes", Json::object({{"UserAttributeNames", names}})},
      {"GetUserAttributeVerificationCode", Json::object({{"AttributeName", "email"}})},
      {"VerifyUserAttribute", Json::object({{"AttributeName", "email"}, {"Code", "246810"}})},
      {"ChangePassword",
       Json::object({{"PreviousPassword", "Anna-Password-1"}, {"ProposedPassword", "Anna-Password-2"}})},
      {"GlobalSignOut", Json::object()},
      {"DeleteUser", Json::object()},
  };
  const Json tokens = anna();
  const auto deactivate = [&](User::Status status) {
    mock.world().step(
        [&](WorldState& state) { state.users.change("40000001", [&](User& user) { user.status = status; }); });
  };
  for (auto [operation, body] : operations) {
    for (const std::string_view token : {std::string_view("none"), tokens.text_at("IdToken")}) {
      body.set("AccessToken", token);
      EXPECT_EQ(refusal(operation, body), "NotAuthorizedException: Invalid Access Token") << operation;
    }
    body.set("AccessToken", tokens.text_at("AccessToken"));
    deactivate(User::Status::deactivated);
    EXPECT_EQ(refusal(operation, body), "NotAuthorizedException: User is disabled.") << operation;
    deactivate(User::Status::active);
  }
  EXPECT_EQ(attributes_of("anna@sunny.test"), annas);
}

TEST_F(OwnAccount, ChangesWhatTheClientMayWrite) {
  const Json tokens = anna();
  EXPECT_EQ(update(tokens, {{"nickname", "A"}, {"given_name", "Anne"}, {"name", ""}}).dump(), "{}");
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "email_verified=true phone_number_verified=true given_name=Anne custom:plan=gold nickname=A "
            "phone_number=+4915112345678 email=anna@sunny.test");
  const std::string not_writable = "NotAuthorizedException: A client attempted to write unauthorized attribute";
  for (const auto* name : {"custom:plan", "email_verified", "phone_number_verified"})
    EXPECT_EQ(refused_update(tokens, {{"nickname", "B"}, {name, "true"}}), not_writable) << name;
  EXPECT_EQ(refused_update(tokens, {{"sub", "other"}}), invalid + "user.sub: Attribute cannot be updated.");
  EXPECT_EQ(refused_update(tokens, {{"nick", "B"}}),
            invalid + "Attributes did not conform to the schema: Type for attribute {nick} could not be determined");
  EXPECT_EQ(refused_update(tokens, {{"email", "anna"}}), invalid + "Invalid email address format.");
  set_in_client("WriteAttributes", Json::array({"custom:plan"}));
  EXPECT_EQ(refused_update(tokens, {{"nickname", "B"}}), not_writable);
  EXPECT_EQ(refused_update(tokens, {{"custom:plan", "silver"}}), "accepted");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted") << "the token stays good";
  EXPECT_EQ(mails(), 0U);
}

TEST_F(OwnAccount, HasANewAddressVerified) {
  const Json tokens = anna();
  EXPECT_EQ(update(tokens, {{"email", "anna@sunny.test"}}).dump(), "{}") << "nothing is new";
  EXPECT_EQ(
      update(tokens, {{"email", "a@new.test"}}).dump(),
      R"({"CodeDeliveryDetailsList":[{"Destination":"a***@n***","DeliveryMedium":"EMAIL","AttributeName":"email"}]})");
  const Mail mail = last_mail();
  EXPECT_EQ(mail.to, "a@new.test");
  EXPECT_EQ(mail.kind, "verify_attribute");
  EXPECT_EQ(mail.text, "Your verification code is 246810.");
  EXPECT_TRUE(attributes_of("anna@sunny.test").starts_with("email_verified=false")) << "whose user name stays";
  EXPECT_EQ(verify(tokens, "email", "111111"), wrong);
  EXPECT_EQ(verify(tokens, "phone_number", "246810"), expired) << "none was sent for that";
  EXPECT_EQ(verify(tokens, "email", "246810"), "accepted");
  EXPECT_EQ(verify(tokens, "email", "246810"), expired) << "it was used";
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "email_verified=true phone_number_verified=true given_name=Anna custom:plan=gold name=Anna Admin "
            "phone_number=+4915112345678 email=a@new.test");
  EXPECT_EQ(refusal("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1")), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", with_password("a@new.test", "Anna-Password-1")),
            "UserNotFoundException: User does not exist.");
}

TEST_F(OwnAccount, SendsNoCodeForWhatThePoolDoesNotVerify) {
  const Json tokens = anna();
  EXPECT_EQ(update(tokens, {{"phone_number", "+4915100000000"}}).dump(), "{}");
  EXPECT_EQ(mails(), 0U);
  EXPECT_TRUE(attributes_of("anna@sunny.test").starts_with("email_verified=true phone_number_verified=false"));
  ask_for_code(tokens, "phone_number");
  EXPECT_EQ(last_mail().to, "+4915100000000");
  EXPECT_EQ(verify(tokens, "phone_number", "246810"), "accepted") << "who asks for one gets one";
  EXPECT_TRUE(attributes_of("anna@sunny.test").starts_with("email_verified=true phone_number_verified=true"));
  update(tokens, {{"phone_number", ""}});
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "email_verified=true given_name=Anna custom:plan=gold name=Anna Admin email=anna@sunny.test");
}

TEST_F(OwnAccount, KeepsTheOldAddressUntilTheNewOneIsVerifiedWhereThePoolSaysSo) {
  set_in_pool("UserAttributeUpdateSettings",
              Json::object({{"AttributesRequireVerificationBeforeUpdate", Json::array({"email"})}}));
  const Json tokens = anna();
  EXPECT_EQ(update(tokens, {{"email", "a@new.test"}, {"nickname", "A"}}).find("CodeDeliveryDetailsList")->dump(),
            R"([{"Destination":"a***@n***","DeliveryMedium":"EMAIL","AttributeName":"email"}])");
  EXPECT_EQ(last_mail().to, "a@new.test");
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "email_verified=true phone_number_verified=true given_name=Anna custom:plan=gold nickname=A "
            "name=Anna Admin phone_number=+4915112345678 email=anna@sunny.test");
  EXPECT_EQ(verify(tokens, "email", "111111"), wrong);
  EXPECT_EQ(verify(tokens, "email", "246810"), "accepted");
  EXPECT_TRUE(attributes_of("anna@sunny.test").ends_with("email=a@new.test"));
  EXPECT_TRUE(attributes_of("anna@sunny.test").starts_with("email_verified=true"));
}

TEST_F(OwnAccount, SendsCodesToVerifyWhatItHas) {
  const Json tokens = anna();
  EXPECT_EQ(call("GetUserAttributeVerificationCode", bearer(tokens, {{"AttributeName", "email"}})).dump(),
            R"({"CodeDeliveryDetails":{"Destination":"a***@s***","DeliveryMedium":"EMAIL","AttributeName":"email"}})");
  EXPECT_EQ(last_mail().to, "anna@sunny.test");
  const auto code_for = [&](std::string_view name) {
    return refusal("GetUserAttributeVerificationCode", bearer(tokens, {{"AttributeName", name}}));
  };
  for (const auto* name : {"given_name", "sub", "custom:plan", "nothing"})
    EXPECT_EQ(code_for(name), invalid + "User does not have the attribute to verify.") << name;
  EXPECT_EQ(deletion(tokens, {"phone_number"}), "accepted");
  EXPECT_EQ(code_for("phone_number"), invalid + "User does not have the attribute to verify.");
  EXPECT_EQ(verify(tokens, "given_name", "246810"), invalid + "Invalid attribute to verify.");
}

TEST_F(OwnAccount, TakesACodeForADayAndFiveGuesses) {
  // Past the day the token has gone, so that its hour is made a day.
  set_in_client("AccessTokenValidity", 24);
  ask_for_code(anna(), "email");
  wait(std::chrono::hours(24) - std::chrono::seconds(1));
  const Json tokens = anna();
  EXPECT_EQ(verify(tokens, "email", "246810"), "accepted");
  ask_for_code(tokens, "email");
  wait(std::chrono::hours(24));
  const Json later = anna();
  EXPECT_EQ(verify(later, "email", "246810"), expired);
  ask_for_code(later, "email");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(verify(later, "email", "111111"), wrong) << i;
  EXPECT_EQ(verify(later, "email", "246810"),
            "LimitExceededException: Attempt limit exceeded, please try after some time.");
}

TEST_F(OwnAccount, TakesNoCodeThatWentToAnotherAddress) {
  const Json tokens = anna();
  ask_for_code(tokens, "email");
  call("AdminUpdateUserAttributes",
       of_user("anna@sunny.test",
               {{"UserAttributes", attributes({{"email", "a@new.test"}, {"email_verified", "false"}})}}));
  EXPECT_EQ(verify(tokens, "email", "246810"), expired);
  EXPECT_TRUE(attributes_of("anna@sunny.test").starts_with("email_verified=false"));
}

TEST_F(OwnAccount, LosesAttributes) {
  const Json tokens = anna();
  EXPECT_EQ(deletion(tokens, {"given_name", "email", "nickname"}), "accepted") << "one of them it never had";
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "phone_number_verified=true custom:plan=gold name=Anna Admin phone_number=+4915112345678");
  EXPECT_EQ(deletion(tokens, {"custom:plan"}),
            "NotAuthorizedException: A client attempted to write unauthorized attribute");
  EXPECT_EQ(deletion(tokens, {"sub"}), invalid + "user.sub: Attribute cannot be deleted.");
  EXPECT_EQ(deletion(tokens, {"name", "nick"}), invalid + "user.nick: Attribute does not exist in the schema.");
  change_attribute("name", "Required", true);
  change_attribute("nickname", "Mutable", false);
  for (const auto* name : {"name", "nickname"})
    EXPECT_EQ(deletion(tokens, {name}), cat({invalid, "user.", name, ": Attribute cannot be deleted."}));
  EXPECT_EQ(attributes_of("anna@sunny.test"),
            "phone_number_verified=true custom:plan=gold name=Anna Admin phone_number=+4915112345678")
      << "all or nothing";
}

TEST_F(OwnAccount, IsDeletedWithItsTokens) {
  const Json tokens = anna();
  const std::string sub(
      call("AdminGetUser", of_user("anna@sunny.test")).find("UserAttributes")->items()[0].text_at("Value"));
  const auto reply = send("DeleteUser", bearer(tokens).dump());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(refusal("AdminGetUser", of_user("anna@sunny.test")), "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1")),
            "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Invalid Access Token");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken",
                    Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", tokens.text_at("RefreshToken")}})),
            "NotAuthorizedException: Invalid Refresh Token");
  const Json again = call("SignUp", of_client("anna@sunny.test", {{"Password", "Anna-Password-1"}}));
  EXPECT_NE(again.text_at("UserSub"), sub) << "another user of that name";
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Invalid Access Token");
  EXPECT_EQ(refusal("GetUser", bearer(anna("other")), "other"), "accepted");
}

/// Two who may be named by their address.
class OwnAliases : public OwnAccount {
 protected:
  OwnAliases()
      : OwnAccount(
            sunny_pool("aliases: [email, preferred_username]",
                       "{email: anna@sunny.test, password: Anna-Password-1, cognito: {username: anna}}, "
                       "{email: ben@sunny.test, cognito: {username: ben, attributes: {preferred_username: Ben1}}}")) {}
};

TEST_F(OwnAliases, AreNoOneElsesOnceTheyAreVerified) {
  const Json tokens = anna();
  update(tokens, {{"email", "Ben@sunny.test"}});
  EXPECT_EQ(verify(tokens, "email", last_mail().code),
            "AliasExistsException: An account with the email already exists.");
  EXPECT_EQ(refused_update(tokens, {{"preferred_username", "ben1"}}),
            "AliasExistsException: Already found an entry for preferred_username");
  EXPECT_EQ(refused_update(tokens, {{"preferred_username", "anna1"}}), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", with_password("Anna1", "Anna-Password-1")), "accepted");
}

/// Two whose address is their name.
class OwnAddresses : public OwnAccount {
 protected:
  OwnAddresses()
      : OwnAccount(sunny_pool("username_attributes: [email]",
                              "{email: anna@sunny.test, password: Anna-Password-1}, "
                              "{email: ben@sunny.test, password: Ben-Password-1}")) {}
};

TEST_F(OwnAddresses, AreNoOneElses) {
  const Json tokens = anna();
  EXPECT_EQ(refused_update(tokens, {{"email", "Ben@sunny.test"}}),
            "AliasExistsException: An account with the email already exists.");
  EXPECT_EQ(refusal("AdminUpdateUserAttributes",
                    of_user("anna@sunny.test", {{"UserAttributes", attributes({{"email", "ben@sunny.test"}})}})),
            "AliasExistsException: An account with the email already exists.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("ben@sunny.test", "Ben-Password-1")), "accepted");
  EXPECT_EQ(refused_update(tokens, {{"email", "a@new.test"}}), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", with_password("a@new.test", "Anna-Password-1")), "accepted");
}

}  // namespace understudy::cognito
