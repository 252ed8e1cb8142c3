// The names of whoever signs up: free ones, addresses in their place, and aliases beside them.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "InvalidParameterException: ";

/// A name, and what becomes of who signs up by it.
struct Row {
  std::string name;
  std::string verdict;
};

}  // namespace

class SignUpNames : public UserPoolCalls {
 protected:
  explicit SignUpNames(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  std::string sign_up(std::string_view name, std::string_view world = "") {
    return refusal("SignUp", of_client(name, {{"Password", "Zoe-Password-1"}}), world);
  }
};

TEST_F(SignUpNames, TakesEachNameOnceWhateverItsCase) {
  EXPECT_EQ(sign_up("zoe"), "accepted");
  const std::string taken = "UsernameExistsException: User already exists";
  for (const std::string name : {"zoe", "ZOE", "anna@sunny.test", "Anna@Sunny.test", "40000001"})
    EXPECT_EQ(sign_up(name), name == "40000001" ? "accepted" : taken) << name;
  EXPECT_EQ(sign_up("frida@cloudy.test"), "accepted") << "a name of another pool";
  set_in_pool("UsernameConfiguration", Json::object({{"CaseSensitive", true}}));
  EXPECT_EQ(sign_up("Zoe"), "accepted");
  EXPECT_EQ(sign_up("zoe"), taken);
  EXPECT_EQ(sign_up("zoe", "other"), "accepted") << "nobody is called so there";
}

/// A pool whose users sign up by an address or a number.
class SignUpByAddress : public SignUpNames {
 protected:
  SignUpByAddress() : SignUpNames(sunny_pool("username_attributes: [email, phone_number]")) {}
};

TEST_F(SignUpByAddress, TakesAddressesAndNumbersAlone) {
  const std::string neither = invalid + "Username should be either an email or a phone number.";
  const std::string taken = "UsernameExistsException: An account with the given email already exists.";
  const std::vector<Row> rows{
      {"zoe", neither},
      {"zoe@sunny", neither},
      {"015112345678", neither},
      {"zoe@sunny.test", "accepted"},
      {"+4915112345678", "accepted"},
      {"Zoe@sunny.test", taken},
      {"anna@sunny.test", taken},
  };
  for (const auto& [name, verdict] : rows) EXPECT_EQ(sign_up(name), verdict) << name;
  set_in_pool("UsernameAttributes", Json::array({"email"}));
  EXPECT_EQ(sign_up("+4915112345679"), neither);
}

TEST_F(SignUpByAddress, CallsTheUserByTheSub) {
  const Json answer = call(
      "SignUp", of_client("zoe@sunny.test",
                          {{"Password", "Zoe-Password-1"}, {"UserAttributes", attributes({{"email", "z@x.test"}})}}));
  const std::string sub(answer.text_at("UserSub"));
  EXPECT_EQ(call("AdminGetUser", of_user("zoe@sunny.test")).text_at("Username"), sub);
  EXPECT_EQ(attributes_of(sub), "email_verified=false email=zoe@sunny.test") << "the name is the address";
  call("ConfirmSignUp", of_client("ZOE@sunny.test", {{"ConfirmationCode", last_mail().code}}));
  for (const std::string& name : {std::string("zoe@sunny.test"), sub}) {
    const Json tokens = *call("InitiateAuth", with_password(name, "Zoe-Password-1")).find("AuthenticationResult");
    EXPECT_EQ(call("GetUser", bearer(tokens)).text_at("Username"), sub) << name;
  }
}

/// A pool whose users can be named by a verified address or number besides.
class SignUpWithAliases : public SignUpNames {
 protected:
  SignUpWithAliases()
      : SignUpNames(sunny_pool("aliases: [email, phone_number, preferred_username]", "{email: anna@sunny.test}")) {}
};

TEST_F(SignUpWithAliases, RefusesNamesThatReadAsAliases) {
  EXPECT_EQ(sign_up("zoe@sunny.test"),
            invalid + "Username cannot be of email format, since user pool is configured for email alias.");
  EXPECT_EQ(
      sign_up("+4915112345678"),
      invalid + "Username cannot be of phone number format, since user pool is configured for phone number alias.");
  set_in_pool("AliasAttributes", Json::array({"preferred_username"}));
  EXPECT_EQ(sign_up("zoe@sunny.test"), "accepted");
  EXPECT_EQ(sign_up("+4915112345678"), "accepted");
}

TEST_F(SignUpWithAliases, LetsInByAnAliasOnceItIsVerified) {
  const auto sign_in = [&](std::string_view name) {
    return refusal("InitiateAuth", with_password(name, "Zoe-Password-1"));
  };
  const std::string nobody = "UserNotFoundException: User does not exist.";
  call("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"},
                                   {"UserAttributes",
                                    attributes({{"email", "zoe@sunny.test"}, {"phone_number", "+4915112345678"}})}}));
  EXPECT_EQ(sign_in("zoe@sunny.test"), nobody);
  call("AdminConfirmSignUp", of_user("zoe"));
  EXPECT_EQ(sign_in("zoe"), "accepted");
  EXPECT_EQ(sign_in("zoe@sunny.test"), nobody) << "confirmed, but the address is not verified";
  call("AdminUpdateUserAttributes", of_user("zoe", {{"UserAttributes", attributes({{"email_verified", "true"}})}}));
  EXPECT_EQ(sign_in("Zoe@sunny.test"), "accepted");
  EXPECT_EQ(sign_in("+4915112345678"), nobody);
  call("AdminUpdateUserAttributes",
       of_user("zoe", {{"UserAttributes", attributes({{"phone_number_verified", "true"}})}}));
  EXPECT_EQ(sign_in("+4915112345678"), "accepted");
}

TEST_F(SignUpWithAliases, RefusesAPreferredNameThatSomebodyHas) {
  const auto sign_up_as = [&](std::string_view name, std::string_view preferred) {
    return refusal("SignUp", of_client(name, {{"Password", "Zoe-Password-1"},
                                              {"UserAttributes", attributes({{"preferred_username", preferred}})}}));
  };
  EXPECT_EQ(sign_up_as("zoe", "z1"), "accepted");
  EXPECT_EQ(sign_up_as("yan", "Z1"), "AliasExistsException: Already found an entry for preferred_username");
  EXPECT_EQ(sign_up_as("yan", "y1"), "accepted");
}

}  // namespace understudy::cognito
