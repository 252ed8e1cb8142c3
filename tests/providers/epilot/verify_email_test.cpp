// Addresses that change once whoever reads their mail has confirmed them.
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string verify = "/v2/users/public/verifyEmail?token=";
const std::string password = R"({"password":"Vera-Password-1"})";
const std::string no_change = invalid("No pending email change for this token");
const std::string in_use = R"(409 {"message":"Email address already in use"})";

std::string want(UserApi& api, const std::string& email, const std::string& as = "Viewer",
                 const std::string& id = "10000002") {
  return api.ask("PATCH", "/v2/users/" + id, R"({"email":")" + email + "\"}", as);
}

/// The token that was mailed to Vera's new address.
std::string wanted(UserApi& api, const std::string& email = "vera@new.test") {
  EXPECT_TRUE(want(api, email).starts_with("200 "));
  return api.last_mail().code;
}

}  // namespace

TEST(AddressChanges, AreDraftsUntilTheyAreConfirmed) {
  UserApi api;
  EXPECT_EQ(want(api, "Vera@new.test"),
            R"(200 {"id":"10000002","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z",)"
            R"("activated_at":"2026-01-01T00:00:00.000Z","display_name":"vera@acme.test","status":"Active",)"
            R"("email":"vera@acme.test","draft_email":"Vera@new.test",)"
            R"("draft_email_expires_at":"2026-01-02T00:00:00.000Z","mfa_enabled":false,"totp_enabled":false,)"
            R"("phone_verified":false,"preferred_language":"en","properties":[]})");
  const Mail mail = api.last_mail();
  EXPECT_EQ(
      to_json(mail).dump(),
      R"({"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"epilot.user","to":"Vera@new.test",)"
      R"("kind":"epilot_email_change","subject":"Confirm your new e-mail address","text":"Confirm that this address is )"
      R"(yours: http://localhost:9119/verify-email?token=)" +
          mail.code + R"(","code":")" + mail.code + R"(","link":"http://localhost:9119/verify-email?token=)" +
          mail.code + R"(","tenant":"100100","user":"10000002"})");
  EXPECT_TRUE(api.signs_in("vera@acme.test", "Vera-Password-1"));
  EXPECT_EQ(api.mock.ask("GET", "/v2/users/public/username/vera@new.test:getLoginParameters").status, 404);
  EXPECT_EQ(api.post(verify + mail.code, password), "200 ");
  EXPECT_EQ(api.user("10000002").email, "Vera@new.test");
  EXPECT_EQ(api.user("10000002").display_name, "Vera@new.test") << "she is shown by the address";
  EXPECT_TRUE(api.signs_in("vera@new.test", "Vera-Password-1"));
  EXPECT_EQ(api.mock.ask("GET", "/v2/users/public/username/vera@acme.test:getLoginParameters").status, 404);
  EXPECT_EQ(api.get("/v2/users/me", "Viewer").find("draft_email"), std::string::npos);
  EXPECT_EQ(api.post(verify + mail.code, password), token_not_found) << "once";
}

TEST(AddressChanges, OfWhoSignedInBeforeSignInToo) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("roles: [viewer], access_tokens"), 15,
                  "roles: [viewer], cognito: {attributes: {given_name: V}}");
  UserApi api(fixture);
  EXPECT_EQ(api.post(verify + wanted(api), password), "200 ");
  EXPECT_TRUE(api.signs_in("vera@new.test", "Vera-Password-1"));
}

TEST(AddressChanges, NeedThePasswordOfTheUser) {
  UserApi api;
  const std::string token = wanted(api);
  EXPECT_EQ(api.post(verify + token, "{}"), invalid("password is required"));
  EXPECT_EQ(api.post(verify + token, R"({"password":"wrong"})"), invalid("Invalid password"));
  EXPECT_EQ(api.post(verify + token, R"({"password":[]})"), invalid("password is a text"));
  EXPECT_EQ(api.post(verify + token, ""), R"(400 {"message":"the request body is JSON: not valid JSON"})");
  EXPECT_EQ(api.post("/v2/users/public/verifyEmail", password), invalid("token is required"));
  EXPECT_EQ(api.post(verify + "t", password), token_not_found);
  EXPECT_EQ(api.post("/w/other" + verify + token, password), token_not_found);
  EXPECT_EQ(api.post(verify + token, password), "200 ");
}

TEST(AddressChanges, NeedNoneOfWhoHasNone) {
  UserApi api;
  want(api, "ida@new.test", "Inviter", "10000003");
  EXPECT_EQ(api.post(verify + api.last_mail().code, "{}"), "200 ");
}

TEST(AddressChanges, SetThePasswordWhereTheFixtureChoosesSo) {
  UserApi api("epilot: {verify_email_password: set}" + user_api_fixture);
  const std::string token = wanted(api);
  EXPECT_EQ(api.post(verify + token, "{}"), invalid("password is required"));
  EXPECT_EQ(api.post(verify + token, R"({"password":"Vera1-"})"), weak(R"("too_short")"));
  EXPECT_EQ(api.post(verify + token, R"({"password":"Another-Password-1"})"), "200 ");
  EXPECT_TRUE(api.signs_in("vera@new.test", "Another-Password-1"));
}

TEST(AddressChanges, EndAfterADayToTheMillisecond) {
  UserApi api;
  const std::string token = wanted(api);
  api.advance(std::chrono::hours(24) - Milliseconds(1));
  EXPECT_NE(api.get("/v2/users/me", "Viewer").find("draft_email"), std::string::npos);
  api.advance(Milliseconds(1));
  EXPECT_EQ(api.post(verify + token, password), token_not_found);
  EXPECT_EQ(api.get("/v2/users/me", "Viewer").find("draft_email"), std::string::npos);
  UserApi quick("epilot: {lifetimes: {email_change: 1s}}" + user_api_fixture);
  const std::string second = wanted(quick);
  quick.advance(std::chrono::seconds(1));
  EXPECT_EQ(quick.post(verify + second, password), token_not_found);
}

TEST(AddressChanges, GoToTheNewestAddress) {
  UserApi api;
  const std::string first = wanted(api, "vera@one.test");
  const std::string second = wanted(api, "vera@two.test");
  EXPECT_EQ(api.post(verify + first, password), token_not_found);
  EXPECT_EQ(api.post(verify + second, password), "200 ");
  EXPECT_EQ(api.user("10000002").email, "vera@two.test");
}

TEST(AddressChanges, AreTakenBackByTheAddressThatIs) {
  UserApi api;
  const std::string token = wanted(api);
  EXPECT_EQ(want(api, "vera@acme.test").find("draft_email"), std::string::npos);
  EXPECT_EQ(api.post(verify + token, password), no_change);
  EXPECT_EQ(api.count_mails(), 1U);
}

TEST(AddressChanges, LeaveAddressesAloneThatAreInUse) {
  UserApi api;
  EXPECT_EQ(want(api, "OWNER@acme.test"), in_use);
  EXPECT_EQ(api.count_mails(), 0U);
  const std::string token = wanted(api, "jo@acme.test");
  api.post("/v2/users/invite", R"({"email":"Jo@acme.test"})", "Owner");
  EXPECT_EQ(api.post(verify + token, password), in_use);
  EXPECT_EQ(api.user("10000002").email, "vera@acme.test");
  EXPECT_EQ(api.post(verify + wanted(api, "eva@acme.test"), password), "200 ") << "a deleted user's is free";
  EXPECT_TRUE(want(api, "boss@brightside.test").starts_with("200 ")) << "and so is one of another organization";
}

TEST(AddressChanges, MayChangeTheCaseAlone) {
  UserApi api;
  EXPECT_EQ(api.post(verify + wanted(api, "Vera@acme.test"), password), "200 ");
  EXPECT_EQ(api.user("10000002").email, "Vera@acme.test");
}

TEST(AddressChanges, AreNoneOfWhoIsNotActive) {
  UserApi api;
  const std::string token = wanted(api);
  api.mock.world().step([](WorldState& state) {
    state.users.change("10000002", [](User& user) { user.status = User::Status::deactivated; });
  });
  EXPECT_EQ(api.post(verify + token, password), no_change);
}

}  // namespace understudy::epilot
