// PATCH /v2/users/{id}: what may be changed of a user, by whom, and how far.
#include "login/second_factors.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

std::string patch(UserApi& api, const std::string& body, const std::string& as = "Owner",
                  const std::string& id = "10000002") {
  return api.ask("PATCH", "/v2/users/" + id, body, as);
}

/// Vera, with further members.
std::string vera(const std::string& name, const std::string& language, const std::string& more = "",
                 const std::string& phone = "") {
  return R"(200 {"id":"10000002","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z",)"
         R"("activated_at":"2026-01-01T00:00:00.000Z","display_name":")" +
         name + R"(","status":"Active","email":"vera@acme.test",)" +
         (phone.empty() ? "" : R"("phone":")" + phone + "\",") + R"("mfa_enabled":false,"totp_enabled":false,)" +
         R"("phone_verified":false,"preferred_language":")" + language + R"(","properties":[])" + more + "}";
}

}  // namespace

TEST(UserChanges, AreToldAndStay) {
  UserApi api;
  const std::string changed = vera("Vera", "de", R"(,"department":"Sales")", "+492");
  EXPECT_EQ(patch(api, R"({"display_name":"Vera","phone":"+492","preferred_language":"de","department":"Sales"})"),
            changed);
  EXPECT_EQ(api.get("/v2/users/me", "Viewer"), changed);
  EXPECT_EQ(patch(api, "{}"), changed);
  EXPECT_EQ(patch(api, R"({"display_name":null,"phone":null,"department":null})"), vera("vera@acme.test", "de"));
  EXPECT_EQ(patch(api, R"({"favourite_colour":"blue"})"), vera("vera@acme.test", "de")) << "what no user has";
}

TEST(UserChanges, OfAProfileAreKeptAsTheyAre) {
  UserApi api;
  const std::string profile =
      R"("signature":"<p>Thanks</p>","is_signature_enabled":true,"secondary_phone":"1","custom_start_page":"/app/x",)"
      R"("custom_navigation":"n-1","override_release_channel":"rc","feature_preferences":{"a":true},)"
      R"("image_uri":{"original":"https://i.test/a.png"},"favorites":{"d":"1"},)"
      R"("email_notification_setting":{"assigned_task":true},"in_app_notification_setting":{"assigned_task":false},)"
      R"("tags":["non-billable"])";
  EXPECT_EQ(patch(api, "{" + profile + "}"), vera("vera@acme.test", "en", "," + profile));
  const std::string properties = R"("properties":[{"name":"a","value":"b"}])";
  EXPECT_NE(patch(api, "{" + properties + "}").find(properties), std::string::npos);
  EXPECT_NE(api.get("/v1/users/me", "Viewer").find(properties), std::string::npos);
}

TEST(UserChanges, AreMadeByOneselfAndByWhoMayEdit) {
  UserApi api;
  const std::string body = R"({"display_name":"X"})";
  EXPECT_EQ(patch(api, body, ""), unauthorized);
  EXPECT_EQ(patch(api, body, "Inviter"), forbidden);
  EXPECT_EQ(patch(api, body, "Read only", "10000001"), forbidden) << "the own user neither";
  EXPECT_EQ(patch(api, body, "Viewer"), vera("X", "en")) << "the own user";
  EXPECT_EQ(patch(api, body, "Keeper"), forbidden);
  EXPECT_TRUE(patch(api, body, "Keeper", "10000005").starts_with("200 ")) << "the one that the grant names";
  EXPECT_EQ(patch(api, body, "Keeper", "10000099"), forbidden);
  EXPECT_EQ(patch(api, body, "Owner", "10000099"), user_not_found);
  EXPECT_EQ(patch(api, body, "Owner", "me"), user_not_found);
}

TEST(UserChanges, TakeNoValueThatIsNone) {
  UserApi api;
  struct Row {
    std::string body;
    std::string message;
  };
  const std::vector<Row> rows{
      {"[1]", "the request body is a JSON object"},
      {R"({"display_name":1})", "display_name is a text"},
      {R"({"display_name":")" + std::string(257, 'a') + "\"}", "display_name has at most 256 bytes"},
      {R"({"phone":{}})", "phone is a text"},
      {R"({"preferred_language":null})", "preferred_language is a text"},
      {R"({"preferred_language":""})", "preferred_language is not empty"},
      {R"({"department":true})", "department is a text"},
      {R"({"signature":")" + std::string(8193, 'a') + "\"}", "signature has at most 8192 bytes"},
      {R"({"is_signature_enabled":"yes"})", "is_signature_enabled is true or false"},
      {R"({"custom_start_page":"https://evil.test"})", "custom_start_page begins with /app"},
      {R"({"override_release_channel":"beta"})", "override_release_channel is canary, rc or stable"},
      {R"({"favorites":null})", "favorites is an object"},
      {R"({"image_uri":"a.png"})", "image_uri is an object"},
      {R"({"properties":[{"name":"a"}]})", "properties is a list of objects with name and value"},
      {R"({"tags":[1]})", "an item of tags is a text"},
      {R"({"totp_enabled":"no"})", "totp_enabled is true or false"},
      {R"({"email":"vera"})", "email is an e-mail address"},
      {R"({"email":null})", "email is a text"},
  };
  for (const auto& [body, message] : rows) EXPECT_EQ(patch(api, body), invalid(message)) << body;
  EXPECT_EQ(api.get("/v2/users/me", "Viewer"), vera("vera@acme.test", "en"));
}

TEST(UserChanges, LeaveAloneWhatOnlyTheApiSets) {
  UserApi api;
  const std::string as_it_is =
      testing::body_of(api.mock.ask_as(api.mock.token("Viewer"), "GET", "/v2/users/me")).dump();
  EXPECT_EQ(patch(api, as_it_is), vera("vera@acme.test", "en")) << "what was told may come back";
  for (const std::string member :
       {R"("id":"1")", R"("organization_id":"200200")", R"("status":"Deleted")", R"("mfa_enabled":true)",
        R"("totp_enabled":true)", R"("phone_verified":true)", R"("token":"t")", R"("draft_email":"a@a.test")",
        R"("created_at":"2020-01-01T00:00:00.000Z")", R"("has_passkeys":true)"}) {
    const std::string name = member.substr(1, member.find('"', 1) - 1);
    EXPECT_EQ(patch(api, "{" + member + "}"), invalid(name + " is not for clients to set"));
  }
  EXPECT_EQ(patch(api, R"({"draft_email":null,"token":null})"), vera("vera@acme.test", "en"));
}

TEST(UserChanges, KeepAProfileWithinItsBound) {
  UserApi api;
  const std::string text(8192, 'a');
  for (const std::string name : {"signature", "department", "secondary_phone"})
    EXPECT_TRUE(patch(api, "{\"" + name + "\":\"" + text + "\"}").starts_with("200 ")) << name;
  EXPECT_EQ(patch(api, R"({"favorites":{"a":")" + text + "\"}}"), invalid("a user's profile has at most 32768 bytes"));
  EXPECT_EQ(api.get("/v2/users/me", "Viewer").find("favorites"), std::string::npos);
}

namespace {

std::string forgotten;

login::FactorsHeld factors(const WorldState& /*state*/, const User& user) {
  return {.any = true, .totp = user.id != forgotten, .verified_phone = false};
}

}  // namespace

TEST(SecondFactorsOfUsers, AreToldAsThePoolKnowsThemAndForgotten) {
  Seed seed = testing::seed_of_text(user_api_fixture);
  auto known = std::make_unique<login::SecondFactors>();
  known->of = factors;
  known->forget_totp = [](WorldState&, const std::string& user_id) { forgotten = user_id; };
  seed.parts.put(std::move(known));
  forgotten.clear();
  UserApi api;
  testing::Mock mock(seed);
  const auto ask = [&](std::string_view method, std::string_view body = "") {
    return mock.ask_as(mock.token("Owner"), method, "/v2/users/10000006", body).body;
  };
  EXPECT_NE(ask("GET").find(R"("mfa_enabled":true,"totp_enabled":true,"phone_verified":false)"), std::string::npos);
  EXPECT_NE(ask("PATCH", R"({"totp_enabled":true})").find(R"("totp_enabled":true)"), std::string::npos);
  EXPECT_EQ(forgotten, "");
  EXPECT_NE(ask("PATCH", R"({"totp_enabled":false})").find(R"("totp_enabled":false)"), std::string::npos);
  EXPECT_EQ(forgotten, "10000006");
  EXPECT_EQ(ask("PATCH", R"({"totp_enabled":true})"), R"({"message":"totp_enabled is not for clients to set"})");
}

}  // namespace understudy::epilot
