#include <gtest/gtest.h>

#include "base/text.h"
#include "support/mock.h"

namespace understudy::cognito {
namespace {

using testing::Mock;

const std::string user_pools = "AWSCognitoIdentityProviderService.";
const std::string identity_pools = "AWSCognitoIdentityService.";

http::Reply call(Mock& mock, const std::string& target, const std::string& path = "/") {
  return mock.ask("POST", path, {"X-Amz-Target: " + target, "Content-Type: application/x-amz-json-1.1"}, "{}");
}

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "none" : *value;
}

}  // namespace

TEST(CognitoCalls, SayThatTheyAreNotEmulatedInTheWordsOfTheirApi) {
  Mock mock;
  for (const std::string path : {"/", "/w/t1/", "/w/t1"}) {
    SCOPED_TRACE(path);
    const auto reply = call(mock, user_pools + "GetCSVHeader", path);
    EXPECT_EQ(reply.status, 501);
    EXPECT_EQ(header(reply, "Content-Type"), "application/x-amz-json-1.1");
    EXPECT_EQ(header(reply, "x-amzn-ErrorType"), "NotEmulatedException:");
    EXPECT_EQ(reply.body,
              "{\"__type\":\"NotEmulatedException\",\"message\":\"Understudy does not emulate GetCSVHeader of Amazon "
              "Cognito user pools\"}");
    EXPECT_EQ(header(reply, "X-Understudy-Reason"),
              "not_emulated; rule: Understudy does not emulate GetCSVHeader of Amazon Cognito user pools");
  }
  EXPECT_EQ(call(mock, identity_pools + "GetId").body,
            "{\"__type\":\"NotEmulatedException\",\"message\":\"Understudy does not emulate GetId of Amazon Cognito "
            "identity pools\"}");
}

TEST(CognitoCalls, AreInTheJournalByTheirOperation) {
  Mock mock;
  call(mock, user_pools + "RespondToAuthChallenge");
  const auto journal = testing::body_of(mock.ask("GET", "/_understudy/v1/worlds/default/journal"));
  const Json& entry = journal.find("entries")->items().at(0);
  EXPECT_EQ(entry.text_at("api"), "cognito");
  EXPECT_EQ(entry.text_at("operation"), "RespondToAuthChallenge");
}

TEST(CognitoCalls, KnowEveryOperationOfBothApis) {
  Mock mock;
  // First, last and some between of each list, and what only the other API has.
  for (const auto* name : {"AddCustomAttributes", "VerifyUserAttribute", "SignUp", "GetTokensFromRefreshToken",
                           "AdminRespondToAuthChallenge", "RevokeUserSession", "StartWebAuthnRegistration"})
    EXPECT_NE(testing::body_of(call(mock, user_pools + name)).text_at("__type"), "UnknownOperationException") << name;
  for (const auto* name : {"CreateIdentityPool", "UpdateIdentityPool", "GetCredentialsForIdentity", "GetOpenIdToken"})
    EXPECT_EQ(call(mock, identity_pools + name).status, 501) << name;
  for (const auto& target :
       {user_pools + "GetId", identity_pools + "InitiateAuth", user_pools + "initiateAuth", user_pools}) {
    const auto reply = call(mock, target);
    EXPECT_EQ(reply.status, 400) << target;
    EXPECT_EQ(testing::body_of(reply).text_at("__type"), "UnknownOperationException") << target;
    EXPECT_EQ(header(reply, "x-amzn-ErrorType"), "UnknownOperationException:") << target;
  }
}

TEST(CognitoCalls, OfOtherServicesAndOtherRequestsFindNothing) {
  Mock mock;
  EXPECT_EQ(call(mock, "DynamoDB_20120810.GetItem").status, 404);
  EXPECT_EQ(call(mock, "AWSCognitoIdentityProviderService").status, 404);
  const auto plain = mock.ask("POST", "/", {}, "{}");
  EXPECT_EQ(plain.status, 404);
  EXPECT_EQ(header(plain, "Content-Type"), "application/problem+json");
  EXPECT_EQ(call(mock, user_pools + "InitiateAuth", "/_understudy/").status, 405) << "the start page";
  EXPECT_EQ(call(mock, user_pools + "InitiateAuth", "/v2/users/me").status, 405);
}

TEST(CognitoCalls, ComeFromPagesOfEveryOrigin) {
  Mock mock;
  for (const std::string path : {"/", "/w/t1/", "/w/t1"}) {
    SCOPED_TRACE(path);
    const auto preflight = mock.ask("OPTIONS", path,
                                    {"Origin: https://app.test", "Access-Control-Request-Method: POST",
                                     "Access-Control-Request-Headers: content-type,x-amz-target,x-amz-user-agent"});
    EXPECT_EQ(preflight.status, 200);
    EXPECT_EQ(header(preflight, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header(preflight, "Access-Control-Max-Age"), "172800");
    EXPECT_EQ(header(preflight, "Access-Control-Allow-Credentials"), "none");
    EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods"), "POST");
    EXPECT_EQ(header(preflight, "Access-Control-Allow-Headers"), "content-type,x-amz-target,x-amz-user-agent");
  }
  const auto reply =
      mock.ask("POST", "/", {"Origin: https://app.test", "X-Amz-Target: " + user_pools + "SignUp"}, "{}");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), "*");
  for (const auto* name : {"x-amzn-RequestId", "x-amzn-errortype", "x-amzn-ErrorMessage"})
    EXPECT_TRUE(header(reply, "Access-Control-Expose-Headers").find(name) != std::string::npos) << name;
}

TEST(CognitoCalls, GiveWayToARouteOfTheFixture) {
  Mock mock(
      testing::seed_of_text("version: 1\nroutes:\n  - {match: \"POST /\", accept: [public], reply: {text: mine}}\n"));
  EXPECT_EQ(call(mock, user_pools + "InitiateAuth").body, "mine");
}

}  // namespace understudy::cognito
