// Invitations: sent, sent again, looked at, accepted and turned down.
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string invite = "/v2/users/invite";
const std::string resend = "/v2/users/invite:resendEmail";
const std::string check = "/v2/users/public/checkToken?token=";
const std::string activate = "/v2/users/public/activate?token=";
const std::string reject = "/v2/users/public/reject?token=";
const std::string good = R"({"display_name":"Nina New","password":"Nina-Password-1"})";

}  // namespace

TEST(Invitations, MakeAPendingUserAndMailTheToken) {
  UserApi api;
  const auto told =
      api.post(invite, R"({"email":"Jo@acme.test","language":"de","roles":["100100:viewer"]})", "Inviter");
  const Mail mail = api.last_mail();
  EXPECT_EQ(mail.code.size(), 43U);
  EXPECT_EQ(told,
            R"(201 {"id":")" + mail.user_id +
                R"(","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z","display_name":"Jo@acme.test",)"
                R"("status":"Pending","email":"Jo@acme.test","mfa_enabled":false,"totp_enabled":false,)"
                R"("phone_verified":false,"token":")" +
                mail.code + R"(","preferred_language":"de","properties":[]})");
  EXPECT_EQ(
      to_json(mail).dump(),
      R"({"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"epilot.user","to":"Jo@acme.test",)"
      R"("kind":"epilot_invitation","subject":"Sie wurden eingeladen","text":"Nehmen Sie die Einladung an und wählen )"
      R"(Sie ein Passwort: http://localhost:9119/invite?token=)" +
          mail.code + R"(","code":")" + mail.code + R"(","link":"http://localhost:9119/invite?token=)" + mail.code +
          R"(","tenant":"100100","user":")" + mail.user_id + "\"}");
  EXPECT_EQ(api.user(mail.user_id).roles, (std::vector<std::string>{"100100:viewer"}));
  EXPECT_EQ(api.post(activate + mail.code, R"({"password":"Jo-Password-1"})"), "200 ");
  EXPECT_TRUE(api.signs_in("jo@acme.test", "Jo-Password-1"));
}

TEST(Invitations, LeadToTheWebAppOfTheFixture) {
  UserApi api("epilot: {portal_url: \"https://Portal.acme.test/\"}" + user_api_fixture);
  api.post(invite, R"({"email":"jo@acme.test"})", "Inviter");
  const Mail mail = api.last_mail();
  EXPECT_EQ(mail.link, "https://portal.acme.test/invite?token=" + mail.code);
  EXPECT_EQ(mail.subject, "You have been invited");
}

TEST(Invitations, AreForThoseWhoMayInvite) {
  UserApi api;
  const std::string jo = R"({"email":"jo@acme.test"})";
  for (const auto& path : {invite, resend}) {
    EXPECT_EQ(api.post(path, jo), unauthorized);
    EXPECT_EQ(api.post(path, jo, "Viewer"), forbidden);
    EXPECT_EQ(api.post(path, jo, "Read only"), forbidden);
  }
  EXPECT_EQ(api.count_mails(), 0U);
}

TEST(Invitations, TakeNoBodyThatIsNone) {
  UserApi api;
  struct Row {
    std::string body;
    std::string message;
  };
  const std::vector<Row> rows{
      {"[]", "the request body is a JSON object"},
      {"{}", "email is required"},
      {R"({"email":7})", "email is a text"},
      {R"({"email":""})", "email is not empty"},
      {R"({"email":"jo"})", "email is an e-mail address"},
      {R"({"email":")" + std::string(250, 'j') + R"(@acme.test"})", "email has at most 256 bytes"},
      {R"({"email":"jo@acme.test","language":"fr"})", "language is en or de"},
      {R"({"email":"jo@acme.test","roles":"100100:viewer"})", "roles is a list of texts"},
      {R"({"email":"jo@acme.test","roles":["100100:nothing"]})", "roles are roles of the organization"},
      {R"({"email":"jo@acme.test","roles":["200200:owner"]})", "roles are roles of the organization"},
      {R"({"email":"OWNER@acme.test"})", "This email address cannot be invited"},
      {R"({"email":"nina@acme.test"})", "This email address cannot be invited"},
      {R"({"email":"dan@acme.test"})", "This email address cannot be invited"},
  };
  for (const auto& [body, message] : rows) EXPECT_EQ(api.post(invite, body, "Owner"), invalid(message)) << body;
  EXPECT_TRUE(api.post(invite, "{", "Owner").starts_with(R"(400 {"message":"the request body is JSON: )"));
  EXPECT_EQ(api.count_mails(), 0U);
}

TEST(Invitations, MayGiveRolesThatOthersShare) {
  UserApi api;
  EXPECT_TRUE(api.post(invite, R"({"email":"jo@acme.test","roles":["200200:auditor"]})", "Owner").starts_with("201 "));
}

TEST(Invitations, GoToWhoWasDeletedAsToAnybody) {
  UserApi api;
  EXPECT_TRUE(api.post(invite, R"({"email":"eva@acme.test"})", "Owner").starts_with("201 "));
  EXPECT_NE(api.last_mail().user_id, "10000008");
}

TEST(Invitations, AreSentAgainWithAnotherToken) {
  UserApi api;
  const auto told = api.post(resend, R"({"email":"NINA@acme.test"})", "Inviter");
  const Mail mail = api.last_mail();
  EXPECT_EQ(mail.subject, "You have been invited");
  EXPECT_EQ(told, R"(200 {"id":"10000005","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z",)"
                  R"("display_name":"nina@acme.test","status":"Pending","email":"nina@acme.test","mfa_enabled":false,)"
                  R"("totp_enabled":false,"phone_verified":false,"token":")" +
                      mail.code + R"(","preferred_language":"de","properties":[]})");
  EXPECT_EQ(api.get(check + "invitation-of-nina"), token_not_found);
  EXPECT_TRUE(api.get(check + mail.code).starts_with("200 "));
  for (const std::string email : {"nobody@acme.test", "owner@acme.test", "boss@brightside.test", "eva@acme.test"})
    EXPECT_EQ(api.post(resend, R"({"email":")" + email + "\"}", "Inviter"), invalid("User not found")) << email;
}

TEST(Invitations, TellWhoInvitesWhom) {
  UserApi api;
  EXPECT_EQ(api.get(check + "invitation-of-nina"),
            R"(200 {"invitation_org_id":"100100","invitation_org_name":"Acme",)"
            R"("invitation_org_logo_url":"https://acme.test/logo.png","invitee_user_id":"10000005"})");
  EXPECT_EQ(api.get(check + "invitation-of-nobody"), token_not_found);
  EXPECT_EQ(api.get("/v2/users/public/checkToken"), invalid("token is required"));
  EXPECT_EQ(api.get(check), invalid("token is required"));
}

TEST(Invitations, OfSomebodyFromElsewhereTellTheirOrganizationAndNeedNoPassword) {
  UserApi api;
  api.post(invite, R"({"email":"boss@brightside.test"})", "Owner");
  const Mail mail = api.last_mail();
  EXPECT_EQ(api.get(check + mail.code),
            R"(200 {"invitation_org_id":"100100","invitation_org_name":"Acme",)"
            R"("invitation_org_logo_url":"https://acme.test/logo.png","invitee_user_id":")" +
                mail.user_id + R"(","invitee_primary_org_id":"200200"})");
  EXPECT_EQ(api.post(activate + mail.code, "{}"), "200 ");
  EXPECT_EQ(api.user(mail.user_id).status, User::Status::active);
  EXPECT_EQ(api.user(mail.user_id).password, "");
}

TEST(Invitations, AreAcceptedOnceWithAPassword) {
  UserApi api;
  EXPECT_EQ(api.sign_in("nina@acme.test", "Nina-Password-1"), "UserNotConfirmedException");
  api.advance(std::chrono::hours(1));
  EXPECT_EQ(api.post(activate + "invitation-of-nina", good), "200 ");
  EXPECT_TRUE(api.signs_in("nina@acme.test", "Nina-Password-1"));
  EXPECT_EQ(api.get("/v2/users/10000005", "Owner"),
            R"(200 {"id":"10000005","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z",)"
            R"("activated_at":"2026-01-01T01:00:00.000Z","display_name":"Nina New","status":"Active",)"
            R"("email":"nina@acme.test","mfa_enabled":false,"totp_enabled":false,"phone_verified":false,)"
            R"("preferred_language":"de","properties":[]})");
  EXPECT_EQ(api.post(activate + "invitation-of-nina", good), token_not_found);
  EXPECT_EQ(api.get(check + "invitation-of-nina"), token_not_found);
  EXPECT_EQ(api.ask("DELETE", reject + "invitation-of-nina"), token_not_found);
}

TEST(Invitations, StayOpenWhereWhatComesIsRefused) {
  UserApi api;
  const auto with = [&](const std::string& body) { return api.post(activate + "invitation-of-nina", body); };
  EXPECT_EQ(with("{}"), invalid("password is required"));
  EXPECT_EQ(with(R"({"password":"short"})"),
            weak(R"("too_short","missing_uppercase","missing_number","missing_symbol")"));
  EXPECT_EQ(with(R"({"password":" Nina-Password-1"})"), weak(""));
  EXPECT_EQ(with(R"({"password":1})"), invalid("password is a text"));
  EXPECT_EQ(with(R"({"password":")" + std::string(257, 'a') + "\"}"), invalid("password has at most 256 bytes"));
  EXPECT_EQ(with(good), "200 ");
}

TEST(Invitations, EndAfterAWeekToTheMillisecond) {
  UserApi api;
  api.post(invite, R"({"email":"jo@acme.test"})", "Inviter");
  const std::string token = api.last_mail().code;
  api.advance(std::chrono::days(7) - Milliseconds(1));
  EXPECT_TRUE(api.get(check + token).starts_with("200 "));
  api.advance(Milliseconds(1));
  EXPECT_EQ(api.get(check + token), token_not_found);
  EXPECT_EQ(api.post(activate + token, good), token_not_found);
  EXPECT_TRUE(api.get(check + "invitation-of-nina").starts_with("200 ")) << "the fixture's own does not end";
}

TEST(Invitations, LastAsLongAsTheFixtureSays) {
  UserApi api("epilot: {lifetimes: {invitation: 10s}}" + user_api_fixture);
  api.post(invite, R"({"email":"jo@acme.test"})", "Inviter");
  api.advance(std::chrono::seconds(10));
  EXPECT_EQ(api.get(check + api.last_mail().code), token_not_found);
}

TEST(Invitations, AreTurnedDownOnce) {
  UserApi api;
  EXPECT_EQ(api.ask("DELETE", reject + "invitation-of-nina"), success);
  EXPECT_EQ(api.ask("DELETE", reject + "invitation-of-nina"), token_not_found);
  EXPECT_EQ(api.post(activate + "invitation-of-nina", good), token_not_found);
  EXPECT_EQ(api.user("10000005").status, User::Status::deleted);
  EXPECT_TRUE(api.post(invite, R"({"email":"nina@acme.test"})", "Owner").starts_with("201 "));
}

TEST(Invitations, BelongToOneWorldAndAreNoOtherToken) {
  UserApi api;
  api.post("/w/other" + invite, R"({"email":"jo@acme.test"})", "Owner");
  EXPECT_EQ(api.count_mails(), 0U) << "a token of another world is refused";
  api.post(invite, R"({"email":"jo@acme.test"})", "Owner");
  const std::string token = api.last_mail().code;
  EXPECT_EQ(api.get("/w/other" + check + token), token_not_found);
  EXPECT_EQ(api.post("/v2/users/public/verifyEmail?token=" + token, "{}"), token_not_found);
  EXPECT_TRUE(api.post("/v2/users/public/resetPassword",
                       R"({"email":"jo@acme.test","password":"Jo-Password-1","token":")" + token + "\"}")
                  .starts_with(R"(400 {"error":"INVALID_RESET_LINK")"));
}

TEST(Invitations, ConfirmAnAccountThatThePoolKeepsARowOf) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("epilot: {invitation"), 0, "cognito: {attributes: {given_name: Nina}}, ");
  UserApi api(fixture);
  EXPECT_EQ(api.sign_in("nina@acme.test", "Nina-Password-1"), "UserNotConfirmedException");
  EXPECT_EQ(api.post(activate + "invitation-of-nina", good), "200 ");
  EXPECT_TRUE(api.signs_in("nina@acme.test", "Nina-Password-1"));
}

}  // namespace understudy::epilot
