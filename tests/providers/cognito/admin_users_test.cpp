// Users as administrators see, change, disable and delete them. How they are made: admin_create_user_test.cpp.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string anna_name = "anna@sunny.test";
const std::string invalid = "InvalidParameterException: ";
const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string revoked = "NotAuthorizedException: Access Token has been revoked";
const std::string no_reset = "NotAuthorizedException: User password cannot be reset in the current state.";

}  // namespace

class AdminUsers : public UserPoolCalls {
 protected:
  explicit AdminUsers(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  std::string sign_in(std::string_view name, std::string_view password) {
    return refusal("InitiateAuth", with_password(name, password));
  }
  std::string next_challenge(std::string_view name, std::string_view password) {
    return std::string(call("InitiateAuth", with_password(name, password)).text_at("ChallengeName"));
  }
  std::string set_password(std::string_view name, std::string_view password, bool is_permanent) {
    return refusal("AdminSetUserPassword", of_user(name, {{"Password", password}, {"Permanent", is_permanent}}));
  }
  std::string update(std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
    return refusal("AdminUpdateUserAttributes", of_user(anna_name, {{"UserAttributes", attributes(values)}}));
  }
  std::string deletion(const std::vector<std::string>& names) {
    return refusal("AdminDeleteUserAttributes", of_user(anna_name, {{"UserAttributeNames", Json::array_of(names)}}));
  }
  std::string refresh(const Json& tokens) {
    return refusal("GetTokensFromRefreshToken",
                   Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", tokens.text_at("RefreshToken")}}));
  }
};

TEST_F(AdminUsers, AreFoundBySubAndNameInTheirPoolAlone) {
  const Json by_name = call("AdminGetUser", of_user("ANNA@sunny.test"));
  const std::string sub(by_name.find("UserAttributes")->items().front().text_at("Value"));
  EXPECT_EQ(by_name.dump(),
            R"({"Username":"anna@sunny.test","UserAttributes":[{"Name":"sub","Value":")" + sub +
                R"("},{"Name":"email_verified","Value":"true"},{"Name":"phone_number_verified","Value":"true"},)"
                R"({"Name":"given_name","Value":"Anna"},{"Name":"custom:plan","Value":"gold"},)"
                R"({"Name":"name","Value":"Anna Admin"},{"Name":"phone_number","Value":"+4915112345678"},)"
                R"({"Name":"email","Value":"anna@sunny.test"}],"UserCreateDate":1767225600,)"
                R"("UserLastModifiedDate":1767225600,"Enabled":true,"UserStatus":"CONFIRMED"})");
  EXPECT_EQ(call("AdminGetUser", of_user(sub)), by_name);
  const std::string nobody = "UserNotFoundException: User does not exist.";
  for (const std::string name :
       {"nobody", "frida@cloudy.test", "5a0ff1ce-0000-4000-8000-00000000f41d", "+4915112345678", "40000001"})
    EXPECT_EQ(refusal("AdminGetUser", of_user(name)), nobody) << name;
  EXPECT_EQ(sign_in(sub, "Anna-Password-1"), nobody) << "clients cannot name her so";
  EXPECT_EQ(call("AdminGetUserAuthFactors", of_user(anna_name)).dump(),
            R"({"Username":"anna@sunny.test","ConfiguredUserAuthFactors":["PASSWORD"]})");
}

TEST_F(AdminUsers, AreWhereEveryOperationLooksForThem) {
  const Json list = attributes({{"nickname", "A"}});
  const std::vector<std::pair<std::string_view, Json>> operations{
      {"AdminGetUser", of_user("nobody")},
      {"AdminGetUserAuthFactors", of_user("nobody")},
      {"AdminDeleteUser", of_user("nobody")},
      {"AdminEnableUser", of_user("nobody")},
      {"AdminDisableUser", of_user("nobody")},
      {"AdminConfirmSignUp", of_user("nobody")},
      {"AdminResetUserPassword", of_user("nobody")},
      {"AdminUserGlobalSignOut", of_user("nobody")},
      {"AdminSetUserPassword", of_user("nobody", {{"Password", "Good-Password-1"}})},
      {"AdminUpdateUserAttributes", of_user("nobody", {{"UserAttributes", list}})},
      {"AdminDeleteUserAttributes", of_user("nobody", {{"UserAttributeNames", Json::array({"nickname"})}})},
      {"AdminListGroupsForUser", of_user("nobody")},
      {"AdminAddUserToGroup", of_user("nobody", {{"GroupName", "admins"}})},
      {"AdminRemoveUserFromGroup", of_user("nobody", {{"GroupName", "admins"}})},
  };
  for (auto [operation, body] : operations) {
    EXPECT_EQ(refusal(operation, body), "UserNotFoundException: User does not exist.") << operation;
    body.set("UserPoolId", "eu-central-1_Nothing01");
    EXPECT_EQ(refusal(operation, body), "ResourceNotFoundException: User pool eu-central-1_Nothing01 does not exist.")
        << operation;
  }
}

TEST_F(AdminUsers, AreGivenPasswordsForGoodOrForATime) {
  EXPECT_EQ(set_password(anna_name, "short", true),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough");
  EXPECT_EQ(set_password(anna_name, "Anna-Temporary-2", false), "accepted");
  EXPECT_EQ(state_of(anna_name), "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), wrong);
  EXPECT_EQ(next_challenge(anna_name, "Anna-Temporary-2"), "NEW_PASSWORD_REQUIRED");
  wait(std::chrono::days(7) - std::chrono::seconds(1));
  EXPECT_EQ(next_challenge(anna_name, "Anna-Temporary-2"), "NEW_PASSWORD_REQUIRED");
  wait(std::chrono::seconds(1));
  EXPECT_EQ(sign_in(anna_name, "Anna-Temporary-2"), wrong);
  EXPECT_EQ(set_password(anna_name, "Anna-Password-3", true), "accepted");
  EXPECT_EQ(next_challenge(anna_name, "Anna-Password-3"), "");
  wait(std::chrono::days(100));
  EXPECT_EQ(next_challenge(anna_name, "Anna-Password-3"), "");
  for (const std::string name : {"ben@sunny.test", "cleo@sunny.test", "eva@sunny.test"}) {
    EXPECT_EQ(set_password(name, "Good-Password-1", true), "accepted");
    EXPECT_EQ(state_of(name), "CONFIRMED");
    EXPECT_EQ(next_challenge(name, "Good-Password-1"), "") << name;
  }
  EXPECT_EQ(set_password("dan@sunny.test", "Good-Password-1", true), "accepted");
  EXPECT_EQ(sign_in("dan@sunny.test", "Good-Password-1"), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(mails(), 0U);
}

TEST_F(AdminUsers, AreResetByACode) {
  EXPECT_EQ(call("AdminResetUserPassword", of_user(anna_name)).dump(), "{}");
  EXPECT_EQ(state_of(anna_name), "RESET_REQUIRED");
  const Mail mail = last_mail();
  EXPECT_EQ(mail.kind, "forgot_password");
  EXPECT_EQ(mail.to, anna_name);
  EXPECT_EQ(mail.text, "Your password reset code is 246810.");
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  for (const auto* password : {"Anna-Password-1", "wrong"})
    EXPECT_EQ(sign_in(anna_name, password), "PasswordResetRequiredException: Password reset required for the user");
  EXPECT_EQ(refusal("ConfirmForgotPassword",
                    of_client(anna_name, {{"ConfirmationCode", "246810"}, {"Password", "Another-Word-2"}})),
            "accepted");
  EXPECT_EQ(state_of(anna_name), "CONFIRMED");
  EXPECT_EQ(sign_in(anna_name, "Another-Word-2"), "accepted");
  EXPECT_EQ(refusal("AdminResetUserPassword", of_user("ben@sunny.test")), no_reset);
  EXPECT_EQ(refusal("AdminResetUserPassword", of_user("cleo@sunny.test")), no_reset);
  EXPECT_EQ(refusal("AdminResetUserPassword", of_user("eva@sunny.test")), "accepted") << "once more";
  update({{"email_verified", "false"}, {"phone_number_verified", "false"}});
  EXPECT_EQ(refusal("AdminResetUserPassword", of_user(anna_name)),
            invalid + "Cannot reset password for the user as there is no registered/verified email or phone_number");
  EXPECT_EQ(state_of(anna_name), "CONFIRMED");
}

TEST_F(AdminUsers, LoseTheirTokensWhereTheyAreDisabled) {
  const Json tokens = anna();
  EXPECT_EQ(call("AdminDisableUser", of_user(anna_name)).dump(), "{}");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), revoked);
  EXPECT_EQ(refresh(tokens), "NotAuthorizedException: User is disabled.");
  const Json told = call("AdminGetUser", of_user(anna_name));
  EXPECT_EQ(told.find("Enabled")->dump(), "false");
  EXPECT_EQ(told.text_at("UserStatus"), "CONFIRMED");
  EXPECT_EQ(call("AdminEnableUser", of_user(anna_name)).dump(), "{}");
  EXPECT_EQ(call("AdminGetUser", of_user(anna_name)).find("Enabled")->dump(), "true");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), revoked) << "for good";
  EXPECT_EQ(refresh(tokens), "NotAuthorizedException: Refresh Token has been revoked");
  EXPECT_EQ(sign_in(anna_name, "Anna-Password-1"), "accepted");
}

TEST_F(AdminUsers, AreAsConfirmedAsBeforeOnceTheyAreEnabled) {
  for (const std::string name :
       {"anna@sunny.test", "ben@sunny.test", "cleo@sunny.test", "dan@sunny.test", "eva@sunny.test"}) {
    const std::string state = state_of(name);
    call("AdminDisableUser", of_user(name));
    EXPECT_EQ(state_of(name), state) << name;
    call("AdminEnableUser", of_user(name));
    EXPECT_EQ(state_of(name), state) << name;
  }
  EXPECT_EQ(sign_in("cleo@sunny.test", "Cleo-Password-1"), "UserNotConfirmedException: User is not confirmed.");
  EXPECT_EQ(sign_in("dan@sunny.test", "Dan-Password-1"), "accepted");
  const auto cleo = mock.world().step(
      [](WorldState& state) { return state.users.find_all(User::by_email, "cleo@sunny.test").front()->status; });
  EXPECT_EQ(cleo, User::Status::pending) << "for other doors";
}

TEST_F(AdminUsers, AreConfirmedWithoutACode) {
  EXPECT_EQ(call("AdminConfirmSignUp", of_user("cleo@sunny.test")).dump(), "{}");
  EXPECT_EQ(sign_in("cleo@sunny.test", "Cleo-Password-1"), "accepted");
  EXPECT_EQ(attributes_of("cleo@sunny.test"), "email_verified=false email=cleo@sunny.test");
  const std::string cannot = "NotAuthorizedException: User cannot be confirmed. Current status is ";
  EXPECT_EQ(refusal("AdminConfirmSignUp", of_user("cleo@sunny.test")), cannot + "CONFIRMED");
  EXPECT_EQ(refusal("AdminConfirmSignUp", of_user("ben@sunny.test")), cannot + "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(refusal("AdminConfirmSignUp", of_user("eva@sunny.test")), cannot + "RESET_REQUIRED");
}

TEST_F(AdminUsers, HaveTheirAttributesChanged) {
  const auto attributes = [&] { return attributes_of(anna_name); };
  wait(std::chrono::milliseconds(1500));
  EXPECT_EQ(update({{"custom:plan", "silver"}, {"name", ""}, {"given_name", ""}}), "accepted");
  EXPECT_EQ(attributes(),
            "email_verified=true phone_number_verified=true custom:plan=silver "
            "phone_number=+4915112345678 email=anna@sunny.test");
  EXPECT_EQ(mails(), 0U);
  const Json told = call("AdminGetUser", of_user(anna_name));
  EXPECT_EQ(told.find("UserCreateDate")->dump(), "1767225600");
  EXPECT_EQ(told.find("UserLastModifiedDate")->dump(), "1767225601.5");
  EXPECT_EQ(update({{"email", "a@new.test"}, {"email_verified", "true"}}), "accepted");
  EXPECT_EQ(mails(), 0U) << "whoever says that it is verified has no code sent";
  EXPECT_TRUE(attributes().starts_with("email_verified=true")) << attributes();
  EXPECT_EQ(update({{"email_verified", "true"}, {"email", "b@new.test"}}), "accepted");
  EXPECT_TRUE(attributes().starts_with("email_verified=true")) << "in either order";
  EXPECT_EQ(update({{"email", "c@new.test"}, {"phone_number_verified", "true"}}), "accepted");
  EXPECT_TRUE(attributes().starts_with("email_verified=false")) << "of one another nothing is said";
  EXPECT_EQ(last_mail().to, "c@new.test");
  EXPECT_EQ(update({{"sub", "x"}}), invalid + "user.sub: Attribute cannot be updated.");
  change_attribute("custom:plan", "Mutable", false);
  EXPECT_EQ(update({{"custom:plan", "gold"}}), invalid + "user.custom:plan: Attribute cannot be updated.");
  EXPECT_EQ(update({{"custom:plan", "silver"}}), "accepted") << "it has that value";
  EXPECT_EQ(deletion({"custom:plan"}), invalid + "user.custom:plan: Attribute cannot be deleted.");
  EXPECT_EQ(deletion({"phone_number"}), "accepted");
  EXPECT_EQ(attributes(), "email_verified=false custom:plan=silver email=c@new.test");
}

TEST_F(AdminUsers, LeaveNothingBehindWhenTheyAreDeleted) {
  const auto rows = [&] {
    return mock.world().step([](WorldState& state) {
      const auto& cognito = cognito_of(state);
      return std::vector<size_t>{cognito.accounts.size(), cognito.codes.size(), cognito.families.size(),
                                 state.users.size()};
    });
  };
  const auto before = rows();
  call("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"},
                                   {"UserAttributes", attributes({{"email", "zoe@sunny.test"}})}}));
  call("AdminConfirmSignUp", of_user("zoe"));
  call("AdminAddUserToGroup", of_user("zoe", {{"GroupName", "admins"}}));
  call("InitiateAuth", with_password("zoe", "Zoe-Password-1"));
  call("InitiateAuth", Json::object({{"AuthFlow", "USER_SRP_AUTH"},
                                     {"ClientId", "sunnyportal"},
                                     {"AuthParameters", Json::object({{"USERNAME", "zoe"}, {"SRP_A", "2"}})}}));
  auto with_zoe = before;
  for (auto& number : with_zoe) ++number;
  EXPECT_EQ(rows(), with_zoe);
  const auto reply = send("AdminDeleteUser", of_user("zoe").dump());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(rows(), before);
  EXPECT_EQ(refusal("AdminDeleteUser", of_user("zoe")), "UserNotFoundException: User does not exist.");
}

TEST_F(AdminUsers, AreSignedOutEverywhere) {
  const Json first = anna();
  const Json second = anna();
  EXPECT_EQ(call("AdminUserGlobalSignOut", of_user(anna_name)).dump(), "{}");
  for (const Json& tokens : {first, second}) {
    EXPECT_EQ(refusal("GetUser", bearer(tokens)), revoked);
    EXPECT_EQ(refresh(tokens), "NotAuthorizedException: Refresh Token has been revoked");
  }
  EXPECT_EQ(refusal("GetUser", bearer(anna())), "accepted");
}

class AdminAliases : public AdminUsers {
 protected:
  AdminAliases()
      : AdminUsers(sunny_pool("aliases: [email, preferred_username]",
                              "{email: anna@sunny.test}, {email: ben@sunny.test, cognito: {username: ben, "
                              "attributes: {preferred_username: Ben1}}}")) {}
};

TEST_F(AdminAliases, NameUsersAndAreNoOneElses) {
  for (const std::string name : {"ben", "Ben@sunny.test", "ben1"})
    EXPECT_EQ(call("AdminGetUser", of_user(name)).text_at("Username"), "ben") << name;
  const std::string taken = "AliasExistsException: An account with the email already exists.";
  EXPECT_EQ(update({{"email", "ben@sunny.test"}, {"email_verified", "true"}}), taken);
  EXPECT_EQ(update({{"preferred_username", "BEN1"}}),
            "AliasExistsException: Already found an entry for preferred_username");
  EXPECT_EQ(update({{"preferred_username", "BEN1"}, {"email_verified", "true"}}),
            "AliasExistsException: Already found an entry for preferred_username");
  EXPECT_EQ(update({{"email", "ben@sunny.test"}}), "accepted") << "it is not verified";
  EXPECT_EQ(update({{"email_verified", "true"}}), taken);
}

}  // namespace understudy::cognito
