// Forgotten passwords: links that are mailed on request, and what their tokens do.
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/part.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string request = "/v2/users/public/requestPasswordReset";
const std::string reset = "/v2/users/public/resetPassword";
const std::string send = "/v2/users:sendPasswordReset";
const std::string accepted = R"(200 {"message":"If an account exists, a password reset email has been sent."})";
const std::string invalid_link = R"(400 {"error":"INVALID_RESET_LINK","message":"Invalid or expired reset link"})";

std::string with(const std::string& email, const std::string& token, const std::string& password = "New-Password-2") {
  return Json::object({{"email", email}, {"token", token}, {"password", password}}).dump();
}

std::string of(const std::string& email) { return R"({"email":")" + email + "\"}"; }

/// The token that was mailed to Vera.
std::string requested(UserApi& api) {
  EXPECT_EQ(api.post(request, of("VERA@acme.test")), accepted);
  return api.last_mail().code;
}

}  // namespace

TEST(PasswordResets, AreMailedToWhoHasTheAddress) {
  UserApi api;
  const std::string token = requested(api);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(
      to_json(api.last_mail()).dump(),
      R"({"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"epilot.user","to":"vera@acme.test",)"
      R"("kind":"epilot_password_reset","subject":"Reset your password","text":"Choose a new password: )"
      R"(http://localhost:9119/reset-password?token=)" +
          token + R"(&email=vera%40acme.test","code":")" + token +
          R"(","link":"http://localhost:9119/reset-password?token=)" + token +
          R"(&email=vera%40acme.test","tenant":"100100","user":"10000002"})");
}

TEST(PasswordResets, TellNobodyWhoIsThere) {
  UserApi api;
  const auto answer = [&](const std::string& email) {
    const auto reply = api.mock.ask("POST", request, {}, of(email));
    std::string all = std::to_string(reply.status) + reply.body;
    for (const auto& [name, value] : reply.headers) all += name + value;
    return all;
  };
  const std::string known = answer("vera@acme.test");
  EXPECT_EQ(api.count_mails(), 1U);
  for (const std::string email : {"nobody@acme.test", "nina@acme.test", "dan@acme.test", "eva@acme.test", "no address"})
    EXPECT_EQ(answer(email), known) << email;
  EXPECT_EQ(api.count_mails(), 1U) << "nor is there mail for who is invited, disabled or deleted";
}

TEST(PasswordResets, TakeNoRequestThatIsNone) {
  UserApi api;
  EXPECT_EQ(api.post(request, "{}"), invalid("email is required"));
  EXPECT_EQ(api.post(request, R"({"email":null})"), invalid("email is a text"));
  EXPECT_EQ(api.post(request, of(std::string(257, 'a'))), invalid("email has at most 256 bytes"));
  EXPECT_EQ(api.post(reset, R"({"token":"t","password":"p"})"), invalid("email is required"));
  EXPECT_EQ(api.post(reset, R"({"email":"a@a.test","password":"p"})"), invalid("token is required"));
  EXPECT_EQ(api.post(reset, R"({"email":"a@a.test","token":"t"})"), invalid("password is required"));
  EXPECT_EQ(api.post(reset, R"({"email":"a@a.test","token":[],"password":"p"})"), invalid("token is a text"));
}

TEST(PasswordResets, SetAPasswordOnceThatSignsIn) {
  UserApi api;
  const std::string token = requested(api);
  EXPECT_EQ(api.post(reset, with("Vera@acme.test", token)), success);
  EXPECT_TRUE(api.signs_in("vera@acme.test", "New-Password-2"));
  EXPECT_EQ(api.sign_in("vera@acme.test", "Vera-Password-1"), "NotAuthorizedException");
  EXPECT_EQ(api.post(reset, with("vera@acme.test", token)), invalid_link);
}

TEST(PasswordResets, AreHeldAgainstTheRulesOfThePool) {
  UserApi api;
  const std::string token = requested(api);
  const auto refused = [&](const std::string& password) {
    return api.post(reset, with("vera@acme.test", token, password));
  };
  EXPECT_EQ(refused("a"), weak(R"("too_short","missing_uppercase","missing_number","missing_symbol")"));
  EXPECT_EQ(refused("ABCDEFG1!"), weak(R"("missing_lowercase")"));
  EXPECT_EQ(refused("abcdefg1!"), weak(R"("missing_uppercase")"));
  EXPECT_EQ(refused("Abcdefgh!"), weak(R"("missing_number")"));
  EXPECT_EQ(refused("Abcdefgh1"), weak(R"("missing_symbol")"));
  EXPECT_EQ(refused("Abcde1!"), weak(R"("too_short")"));
  EXPECT_EQ(refused("Abcdef1!"), success) << "a refused password leaves the token as it was";

  std::string lenient = user_api_fixture;
  lenient.replace(lenient.find("slug: acme"), 10,
                  "slug: acme\n    cognito: {password_policy: {minimum_length: 12, symbols: false, numbers: false}}");
  UserApi other(lenient);
  const std::string second = requested(other);
  EXPECT_EQ(other.post(reset, with("vera@acme.test", second, "Abcdefghijk")), weak(R"("too_short")"));
  EXPECT_EQ(other.post(reset, with("vera@acme.test", second, "Abcdefghijkl")), success);
}

TEST(PasswordResets, EndAfterAnHourToTheMillisecond) {
  UserApi api;
  const std::string token = requested(api);
  api.advance(std::chrono::hours(1));
  EXPECT_EQ(api.post(reset, with("vera@acme.test", token)), invalid_link);
  const std::string second = requested(api);
  api.advance(std::chrono::hours(1) - Milliseconds(1));
  EXPECT_EQ(api.post(reset, with("vera@acme.test", second)), success);
  UserApi quick("epilot: {lifetimes: {password_reset: 5s}}" + user_api_fixture);
  const std::string third = requested(quick);
  quick.advance(std::chrono::seconds(5));
  EXPECT_EQ(quick.post(reset, with("vera@acme.test", third)), invalid_link);
}

TEST(PasswordResets, AreForOneUserAndWorldAndTheNewestCounts) {
  UserApi api;
  const std::string first = requested(api);
  const std::string second = requested(api);
  EXPECT_NE(first, second);
  EXPECT_EQ(api.post(reset, with("vera@acme.test", first)), invalid_link);
  EXPECT_EQ(api.post(reset, with("owner@acme.test", second)), invalid_link);
  EXPECT_EQ(api.post(reset, with("nobody@acme.test", second)), invalid_link);
  EXPECT_EQ(api.post("/w/other" + reset, with("vera@acme.test", second)), invalid_link);
  api.mock.world().step([](WorldState& state) {
    state.users.change("10000002", [](User& user) { user.status = User::Status::deactivated; });
  });
  EXPECT_EQ(api.post(reset, with("vera@acme.test", second)), invalid_link);
}

TEST(PasswordResets, OfAPersonOfSeveralOrganizationsAreForTheFirst) {
  UserApi api;
  api.post(request, of("bea@people.test"));
  EXPECT_EQ(api.last_mail().user_id, "20000002");
  EXPECT_EQ(api.post(reset, with("bea@people.test", api.last_mail().code)), success);
  EXPECT_TRUE(api.signs_in("bea@people.test", "New-Password-2", 0));
  EXPECT_TRUE(api.signs_in("bea@people.test", "Bea-At-Acme-1", 1));
}

TEST(PasswordResets, AreSentByWhoMayEditTheUser) {
  UserApi api;
  EXPECT_EQ(api.post(send, of("vera@acme.test")), unauthorized);
  EXPECT_EQ(api.post(send, of("vera@acme.test"), "Inviter"), forbidden);
  EXPECT_EQ(api.post(send, of("nobody@acme.test"), "Inviter"), forbidden) << "nor who is there";
  EXPECT_EQ(api.post(send, of("vera@acme.test"), "Read only"), forbidden);
  EXPECT_EQ(api.post(send, of("vera@acme.test"), "Owner"), success);
  EXPECT_EQ(api.last_mail().user_id, "10000002");
  EXPECT_EQ(api.post(send, of("bea@people.test"), "Owner"), success);
  EXPECT_EQ(api.last_mail().user_id, "10000006") << "the one of the caller's organization";
  EXPECT_EQ(api.post(send, of("vera@acme.test"), "Viewer"), success) << "her own";
  for (const std::string email : {"nobody@acme.test", "boss@brightside.test", "nina@acme.test", "dan@acme.test"})
    EXPECT_EQ(api.post(send, of(email), "Owner"), invalid("User not found")) << email;
  EXPECT_EQ(api.post(send, of("nobody"), "Owner"), invalid("email is an e-mail address"));
  EXPECT_EQ(api.count_mails(), 3U);
}

TEST(PasswordResets, EndAStateInWhichThePoolAsksForAnotherPassword) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("roles: [viewer], access_tokens"), 15,
                  "roles: [viewer], cognito: {state: reset_required}");
  UserApi api(fixture);
  EXPECT_EQ(api.sign_in("vera@acme.test", "Vera-Password-1"), "PasswordResetRequiredException");
  EXPECT_EQ(api.post(reset, with("vera@acme.test", requested(api))), success);
  EXPECT_TRUE(api.signs_in("vera@acme.test", "New-Password-2"));
}

TEST(PasswordResets, OpenAnAccountThatWrongPasswordsLocked) {
  UserApi api;
  for (int i = 0; i < 6; ++i) EXPECT_EQ(api.sign_in("vera@acme.test", "wrong"), "NotAuthorizedException");
  EXPECT_FALSE(api.signs_in("vera@acme.test", "Vera-Password-1"));
  EXPECT_EQ(api.post(reset, with("vera@acme.test", requested(api))), success);
  EXPECT_TRUE(api.signs_in("vera@acme.test", "New-Password-2"));
}

TEST(MailedTokens, AreBounded) {
  UserApi api;
  api.mock.world().step([&](WorldState& state) {
    const Seed& seed = api.mock.world().seed();
    User user;
    user.email = "a@a.test";
    for (size_t i = 0; i < most_mailed_tokens + 5; ++i) {
      user.id = std::to_string(i);
      mail_token(state, seed, "http://p", user, {.kind = MailedToken::Kind::password_reset});
    }
    EXPECT_EQ(epilot_of(state).mailed_tokens.added(), most_mailed_tokens);
    EXPECT_EQ(mailed_to(state, MailedToken::Kind::password_reset, "4"), nullptr);
    EXPECT_NE(mailed_to(state, MailedToken::Kind::password_reset, "5"), nullptr);
    EXPECT_NE(mailed_to(state, MailedToken::Kind::invitation, "10000005"), nullptr) << "the fixture's own stays";
  });
}

}  // namespace understudy::epilot
