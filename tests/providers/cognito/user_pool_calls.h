// Calls of the user pools API, through the front as clients make them, in the worlds of one server.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "providers/cognito/part.h"
#include "support/mock.h"

namespace understudy::cognito {

/// A tenant with Anna and a pool like the fixture's first. `settings` are further keys of the pool: "aliases: [email]";
/// `users` all users, as they stand in a list in braces.
inline Seed sunny_pool(const std::string& settings,
                       const std::string& users = "{email: anna@sunny.test, password: Anna-Password-1}") {
  return testing::seed_of_text(
      "version: 1\nseed: user pools\ntenants:\n  - name: Sunny Energy\n    slug: sunny\n    cognito:\n"
      "      pool_id: eu-central-1_Sunny0001\n      clients: [{id: sunnyportal}]\n      " +
      settings + "\n    users: [" + users + "]\n");
}

/// With the fixture of user pools, whose clock stands still.
class UserPoolCalls : public ::testing::Test {
 protected:
  explicit UserPoolCalls(Seed seed = testing::fixture_seed("user-pools.yaml"), testing::MockOptions options = {})
      : mock(std::move(seed), std::move(options)) {}

  http::Reply send(std::string_view operation, std::string_view body, std::string_view world = "") {
    const std::string path = world.empty() ? "/" : cat({"/w/", world, "/"});
    return mock.ask("POST", path,
                    {cat({"X-Amz-Target: AWSCognitoIdentityProviderService.", operation}),
                     "Content-Type: application/x-amz-json-1.1"},
                    body);
  }

  /// The answer's members; fails the test where it is none.
  Json call(std::string_view operation, const Json& body, std::string_view world = "") {
    const auto reply = send(operation, body.dump(), world);
    EXPECT_EQ(reply.status, 200) << operation << " " << reply.body;
    return reply.body.empty() ? Json() : testing::body_of(reply);
  }

  /// "NotAuthorizedException: Incorrect username or password.", or "accepted".
  std::string refusal(std::string_view operation, const Json& body, std::string_view world = "") {
    const auto reply = send(operation, body.dump(), world);
    if (reply.status == 200) return "accepted";
    const Json json = testing::body_of(reply);
    std::string_view message = json.text_at("message");
    if (message.empty()) message = json.text_at("Message");
    return cat(
        {reply.status == 400 ? "" : cat({std::to_string(reply.status), " "}), json.text_at("__type"), ": ", message});
  }

  Json with_password(std::string_view username, std::string_view password) {
    return Json::object({{"AuthFlow", "USER_PASSWORD_AUTH"},
                         {"ClientId", "sunnyportal"},
                         {"AuthParameters", Json::object({{"USERNAME", username}, {"PASSWORD", password}})}});
  }
  /// AuthenticationResult of Anna.
  Json anna(std::string_view world = "") {
    return *call("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1"), world)
                .find("AuthenticationResult");
  }
  static Json bearer(const Json& tokens, std::initializer_list<Json::NewMember> more = {}) {
    Json body = Json::object(more);
    body.set("AccessToken", tokens.text_at("AccessToken"));
    return body;
  }
  static Json of_pool(std::initializer_list<Json::NewMember> more) {
    Json body = Json::object({{"UserPoolId", "eu-central-1_Sunny0001"}});
    for (const auto& member : more) body.set(member.name, std::move(member.value));
    return body;
  }
  static Json of_user(std::string_view username, std::initializer_list<Json::NewMember> more = {}) {
    Json body = Json::object({{"UserPoolId", "eu-central-1_Sunny0001"}, {"Username", username}});
    for (const auto& member : more) body.set(member.name, std::move(member.value));
    return body;
  }
  static Json of_client(std::string_view username, std::initializer_list<Json::NewMember> more = {}) {
    Json body = Json::object({{"ClientId", "sunnyportal"}, {"Username", username}});
    for (const auto& member : more) body.set(member.name, std::move(member.value));
    return body;
  }
  /// [{"Name":…,"Value":…}]
  static Json attributes(std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
    Json list = Json::array();
    for (const auto& [name, value] : all) list.push(Json::object({{"Name", name}, {"Value", value}}));
    return list;
  }

  // Settings as they would be, had the fixture said so.
  void set_in_pool(std::string_view setting, Json value) {
    mock.world().step([&](WorldState& state) {
      cognito_of(state).pools.change("eu-central-1_Sunny0001", [&](Pool& pool) { pool.settings.set(setting, value); });
    });
  }
  /// Of the schema: "given_name", "Required".
  void change_attribute(std::string_view attribute, std::string_view flag, bool value) {
    const Json schema = mock.world().step([](WorldState& state) {
      return *cognito_of(state).pools.find("eu-central-1_Sunny0001")->settings.find("SchemaAttributes");
    });
    Json changed = Json::array();
    for (Json one : schema.items()) {
      if (one.text_at("Name") == attribute) one.set(flag, value);
      changed.push(std::move(one));
    }
    set_in_pool("SchemaAttributes", std::move(changed));
  }
  void set_in_client(std::string_view setting, Json value, std::string_view client = "sunnyportal") {
    mock.world().step([&](WorldState& state) {
      cognito_of(state).clients.change(client, [&](Client& row) { row.settings.set(setting, value); });
    });
  }

  /// "CONFIRMED", or whatever AdminGetUser says.
  std::string state_of(std::string_view username) {
    return std::string(call("AdminGetUser", of_user(username)).text_at("UserStatus"));
  }
  /// "email_verified=true email=anna@sunny.test": the user's attributes without the sub.
  std::string attributes_of(std::string_view username) {
    const Json answer = call("AdminGetUser", of_user(username));
    std::vector<std::string> all;
    for (const auto& attribute : answer.find("UserAttributes")->items())
      if (attribute.text_at("Name") != "sub")
        all.push_back(cat({attribute.text_at("Name"), "=", attribute.text_at("Value")}));
    return join(all, " ");
  }

  /// Of the newest mail; of no mail an empty one.
  Mail last_mail(std::string_view world = "default") {
    return mock.world(world).step([](WorldState& state) {
      const auto mails = state.mailbox.find({});
      return mails.empty() ? Mail() : mails.back();
    });
  }
  size_t mails(std::string_view world = "default") {
    return mock.world(world).step([](WorldState& state) { return state.mailbox.last_sequence(); });
  }
  void wait(Milliseconds time) { mock.machine += time; }

  testing::Mock mock;
};

}  // namespace understudy::cognito
