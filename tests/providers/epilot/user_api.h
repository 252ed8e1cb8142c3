// Calls of the User API in a world whose time stands still, and what they mailed.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "support/mock.h"

namespace understudy::epilot {

/// Two organizations. Bea is a user of both, and Brightside is her first; Nina was invited to Acme.
inline const std::string user_api_fixture = R"(
version: 1
clock: {mode: frozen, start: 2026-01-01T00:00:00Z}
tenants:
  - name: Acme
    id: 100100
    slug: acme
    profile: {logo_url: "https://acme.test/logo.png"}
    roles:
      - {slug: viewer, name: Viewer, grants: [{action: "user:view"}]}
      - {slug: inviter, grants: [{action: "user:invite"}]}
      - slug: keeper
        grants:
          - {action: "user:edit", resource: "user:10000005"}
          - {action: "user:delete", conditions: [{operation: equals, attribute: status, values: [Pending]}]}
    users:
      - {email: owner@acme.test, id: 10000001, password: Owner-Password-1, access_tokens: [{name: Owner}, {name: Read only, read_only: true}]}
      - {email: vera@acme.test, id: 10000002, password: Vera-Password-1, roles: [viewer], access_tokens: [{name: Viewer}]}
      - {email: ida@acme.test, id: 10000003, roles: [inviter], access_tokens: [{name: Inviter}]}
      - {email: kim@acme.test, id: 10000004, roles: [keeper], access_tokens: [{name: Keeper}]}
      - {email: nina@acme.test, id: 10000005, status: Pending, language: de, roles: [viewer], epilot: {invitation: invitation-of-nina}}
      - {email: bea@people.test, id: 10000006, password: Bea-At-Acme-1, display_name: Bea, phone: "+491"}
      - {email: dan@acme.test, id: 10000007, password: Dan-Password-1, status: Deactivated}
      - {email: eva@acme.test, id: 10000008, status: Deleted}
  - name: Brightside
    id: 200200
    slug: brightside
    roles:
      - {slug: auditor, type: share_role, grants: [{action: "*:view"}]}
    users:
      - {email: boss@brightside.test, id: 20000001, password: Boss-Password-1, access_tokens: [{name: Brightside}]}
      - {email: Bea@people.test, id: 20000002, password: Bea-At-Brightside-1, epilot: {primary: true}}
)";

struct UserApi {
  explicit UserApi(const std::string& fixture = user_api_fixture) : mock(testing::seed_of_text(fixture)) {}

  /// "200 {…}" of what the token of that name asks; nobody's where there is none.
  std::string ask(std::string_view method, std::string_view target, std::string_view body = "",
                  const std::string& as = "") {
    const auto reply =
        as.empty() ? mock.ask(method, target, {}, body) : mock.ask_as(mock.token(as), method, target, body);
    return std::to_string(reply.status) + " " + reply.body;
  }
  std::string post(std::string_view target, std::string_view body, const std::string& as = "") {
    return ask("POST", target, body, as);
  }
  std::string get(std::string_view target, const std::string& as = "") { return ask("GET", target, "", as); }

  void advance(Milliseconds time) {
    mock.world().step([&](WorldState& state) { state.clock.advance(time); });
  }

  size_t count_mails() {
    return mock.world().step([](WorldState& state) { return state.mailbox.find({}).size(); });
  }
  /// The newest; it fails the test where there is none.
  Mail last_mail(std::string_view world = "default") {
    const auto mails = mock.world(world).step([](WorldState& state) { return state.mailbox.find({.limit = 1}); });
    EXPECT_FALSE(mails.empty());
    return mails.empty() ? Mail() : mails.front();
  }

  User user(const std::string& id) {
    return mock.world().step([&](WorldState& state) {
      const User* found = state.users.find(id);
      EXPECT_NE(found, nullptr) << id;
      return found == nullptr ? User() : *found;
    });
  }

  /// What the user pool of the person's organization of that number makes of a password: an access token, or the name
  /// of what is refused.
  std::string sign_in(const std::string& email, const std::string& password, size_t organization = 0) {
    const Json found = testing::body_of(mock.ask("GET", "/v2/users/public/username/" + email + ":getLoginParameters"));
    const auto client = found.find("login_parameters")->items().at(organization).text_at("cognito_user_pool_client_id");
    const Json request =
        Json::object({{"AuthFlow", "USER_PASSWORD_AUTH"},
                      {"ClientId", client},
                      {"AuthParameters", Json::object({{"USERNAME", email}, {"PASSWORD", password}})}});
    const Json answer = testing::body_of(mock.ask(
        "POST", "/",
        {"X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth", "Content-Type: application/x-amz-json-1.1"},
        request.dump()));
    const Json* result = answer.find("AuthenticationResult");
    return std::string(result == nullptr ? answer.text_at("__type") : result->text_at("AccessToken"));
  }
  bool signs_in(const std::string& email, const std::string& password, size_t organization = 0) {
    return sign_in(email, password, organization).size() > 100;
  }

  testing::Mock mock;
};

inline const std::string unauthorized = R"(401 {"message":"Unauthorized"})";
inline const std::string forbidden = R"(403 {"message":"Forbidden"})";
inline const std::string user_not_found = R"(404 {"message":"User not found"})";
inline const std::string token_not_found = R"(404 {"message":"Token not found"})";
inline const std::string success = R"(200 {"success":true})";
inline std::string invalid(const std::string& message) { return R"(400 {"message":")" + message + "\"}"; }
inline std::string weak(const std::string& violations) {
  return R"(400 {"error":"PASSWORD_POLICY","message":"Password does not meet the requirements","violations":[)" +
         violations + "]}";
}

}  // namespace understudy::epilot
