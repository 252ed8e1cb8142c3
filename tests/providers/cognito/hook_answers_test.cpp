// What becomes of an operation whose hook cannot be asked, fails, or answers what is of no use: the original's own
// exception, and never a token.
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string json = "InvalidLambdaResponseException: Invalid lambda function output : Invalid JSON";
const std::string output = "InvalidLambdaResponseException: Unrecognizable lambda output";
const std::string thrown = "UserLambdaValidationException: PreAuthentication failed with error ";
const std::string failed = "UnexpectedLambdaException: PreAuthentication invocation failed due to error ";

using Outcome = http::Response::Outcome;

}  // namespace

class HookAnswers : public HookCalls {
 protected:
  explicit HookAnswers(const std::string& more = "")
      : HookCalls(hooked(
            {"pre_authentication", "pre_token_generation", "post_authentication", "pre_sign_up", "post_confirmation"},
            more)) {}

  std::string after(const http::Response& response) {
    hooks.answers["pre-authentication"] = [response](const Json&) { return response; };
    return sign_in_refusal();
  }
  /// After the event came back changed.
  std::string changed(const std::function<void(Json& event)>& change) {
    hooks.answers["pre-authentication"] = [change](Json event) {
      change(event);
      return Hooks::said(event.dump());
    };
    return sign_in_refusal();
  }
  std::string last_entry() { return trigger_entries().back(); }

  const std::string entry = "/eu-central-1_Sunny0001 PreAuthentication_Authentication ";
};

class LenientHookAnswers : public HookAnswers {
 protected:
  LenientHookAnswers() : HookAnswers(", strict: false") {}
};

TEST_F(HookAnswers, AreToldAsThrownWhereTheFunctionThrew) {
  const auto body = [&](const std::string& text) { return after(Hooks::said(text)); };
  EXPECT_EQ(body(R"({"errorType":"Error","errorMessage":"Not allowed.","trace":[]})"), thrown + "Not allowed..")
      << "as the original puts its full stop";
  EXPECT_EQ(last_entry(), entry + "200 anna@sunny.test invalid_request; rule: the trigger lets the operation go on");
  EXPECT_EQ(body(R"({"errorMessage":""})"), thrown + ".");
  EXPECT_EQ(body("Task timed out after 3.00 seconds\n"), thrown + "Task timed out after 3.00 seconds.");
  EXPECT_EQ(body(R"({"errorMessage":")" + std::string(1000, 'x') + R"("})"), thrown + std::string(400, 'x') + ".");
  EXPECT_EQ(body(R"({"errorMessage":5})"), output);
  EXPECT_EQ(families(), 0U);
}

TEST_F(HookAnswers, OfThrownTextsBreakNoHeader) {
  hooks.refuse("pre-authentication", "a\r\nSet-Cookie: b=c \xc3\xbc");
  const auto reply = send("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1").dump());
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(*reply.headers.find("x-amzn-ErrorType"), "UserLambdaValidationException:");
  EXPECT_EQ(*reply.headers.find("x-amzn-ErrorMessage"), "PreAuthentication failed with error a??Set-Cookie: b=c ??.");
  EXPECT_EQ(testing::body_of(reply).text_at("message"),
            "PreAuthentication failed with error a\r\nSet-Cookie: b=c \xc3\xbc.");
}

TEST_F(HookAnswers, ThatAreNoJsonAreSaidToBeNone) {
  for (const std::string text : {"", "null", "undefined", "<html>Bad Gateway</html>", "{", "{}{}", "\xff"}) {
    EXPECT_EQ(after(Hooks::said(text)), json) << text;
    EXPECT_TRUE(last_entry().starts_with(entry + "200 anna@sunny.test invalid_request; rule: the hook answers with"))
        << text;
  }
}

TEST_F(HookAnswers, ThatAreNoEventAreNotRecognised) {
  for (const std::string text : {"{}", "[]", "5", "true", R"("{}")", R"({"statusCode":200,"body":"{}"})",
                                 R"({"response":{}})", R"({"response":null})", R"({"response":[]})"})
    EXPECT_EQ(after(Hooks::said(text)), output) << text;
}

TEST_F(HookAnswers, ComeBackWhole) {
  for (const std::string name :
       {"version", "region", "userPoolId", "userName", "callerContext", "triggerSource", "request", "response"}) {
    EXPECT_EQ(changed([&](Json& event) { event.remove(name); }), output) << name;
    EXPECT_EQ(changed([&](Json& event) { event.set(name, 5); }), output) << name;
    EXPECT_EQ(changed([&](Json& event) { event.set(name, Json()); }), output) << name;
  }
  EXPECT_EQ(changed([](Json& event) { event.set("userName", "ben@sunny.test"); }), output);
  EXPECT_EQ(changed([](Json& event) { event.set("more", true); }), output);
  EXPECT_EQ(changed([](Json& event) { event.set("response", Json::object({{"more", true}})); }), output);
  EXPECT_EQ(changed([](Json& event) {
              Json request = *event.find("request");
              request.set("clientMetadata", Json());
              event.set("request", std::move(request));
            }),
            output);
  EXPECT_EQ(changed([](Json& event) {
              event.set("request", Json::object({{"noted", "by the function"}}));
            }),
            "accepted");
  EXPECT_EQ(changed([](Json& event) {
              Json turned = Json::object();
              for (auto member = event.members().rbegin(); member != event.members().rend(); ++member)
                turned.set(member->name, member->value);
              event = turned;
            }),
            "accepted")
      << "in whatever order";
}

TEST_F(LenientHookAnswers, NeedNothingButAResponse) {
  EXPECT_EQ(after(Hooks::said(R"({"response":{"more":true}})")), "accepted");
  EXPECT_EQ(after(Hooks::said(R"({"userName":5,"extra":1,"response":{}})")), "accepted");
  EXPECT_EQ(after(Hooks::said("{}")), output);
  EXPECT_EQ(after(Hooks::said("null")), json);
  EXPECT_EQ(after(Hooks::said(R"({"errorMessage":"no"})")), thrown + "no.");
  hooks.reply("pre-sign-up", R"({"response":{"autoConfirmUser":"yes"}})");
  EXPECT_EQ(refusal("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"}})), output) << "types count still";
}

TEST_F(HookAnswers, WhoseServerFailsAreNotToBeHad) {
  const auto status = [&](int number) { return after(Hooks::said("{}", number)); };
  EXPECT_EQ(status(403), failed + "AccessDeniedException.");
  EXPECT_EQ(status(404), failed + "ResourceNotFoundException.");
  EXPECT_EQ(status(429), failed + "TooManyRequestsException.");
  for (const int number : {201, 204, 301, 302, 307, 400, 401, 415, 500, 502, 503})
    EXPECT_EQ(status(number), failed + "ServiceException.") << number;
  EXPECT_EQ(last_entry(),
            entry + "503 anna@sunny.test invalid_request; rule: the trigger's hook can be asked; got: HTTP status 503");
}

TEST_F(HookAnswers, ThatDoNotComeAreNotToBeHad) {
  const auto outcome = [&](Outcome what) { return after({.outcome = what, .why = "as it is"}); };
  EXPECT_EQ(outcome(Outcome::too_late), failed + "Socket timeout while invoking Lambda function.");
  for (const auto what : {Outcome::unreachable, Outcome::too_long, Outcome::broken, Outcome::cancelled})
    EXPECT_EQ(outcome(what), failed + "ServiceException.");
  EXPECT_EQ(last_entry(),
            entry + "0 anna@sunny.test invalid_request; rule: the trigger's hook can be asked; got: as it is");
  EXPECT_EQ(families(), 0U);
}

TEST_F(HookAnswers, OfWrongTypesAreNotRecognised) {
  for (const Json& value : {Json("true"), Json(1), Json::array(), Json::object()}) {
    hooks.fill("pre-sign-up", Json::object({{"autoConfirmUser", value}}));
    EXPECT_EQ(refusal("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"}})), output) << value.dump();
    EXPECT_EQ(refusal("AdminGetUser", of_user("zoe")), "UserNotFoundException: User does not exist.");
  }
  hooks.fill("pre-sign-up", Json::object({{"autoConfirmUser", Json()}}));
  EXPECT_EQ(refusal("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"}})), "accepted") << "null is false";
}

TEST_F(HookAnswers, ThatFailLeaveNoTokenBehind) {
  for (const std::string hook : {"pre-token-generation", "post-authentication"}) {
    hooks.refuse(hook, "no");
    EXPECT_TRUE(sign_in_refusal().starts_with("UserLambdaValidationException: ")) << hook;
    EXPECT_EQ(families(), 0U) << hook;
    hooks.answers.clear();
  }
  EXPECT_EQ(sign_in_refusal(), "accepted");
}

/// A password that was changed on the way stays, and the session is used up.
TEST_F(HookAnswers, ThatFailUseUpTheSession) {
  call("AdminSetUserPassword", of_user("anna@sunny.test", {{"Password", "Temporary-1"}}));
  hooks.refuse("post-authentication", "no");
  const Json asked = call("InitiateAuth", with_password("anna@sunny.test", "Temporary-1"));
  const Json answer = Json::object(
      {{"ClientId", "sunnyportal"},
       {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
       {"Session", asked.text_at("Session")},
       {"ChallengeResponses", Json::object({{"USERNAME", "anna@sunny.test"}, {"NEW_PASSWORD", "Anna-Password-1"}})}});
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer),
            "UserLambdaValidationException: PostAuthentication failed with error no.");
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer),
            "NotAuthorizedException: Invalid session for the user, session can only be used once.");
  hooks.answers.clear();
  EXPECT_EQ(sign_in_refusal(), "accepted");
}

/// The client keeps the refresh token that it has.
TEST_F(HookAnswers, ThatFailLeaveRefreshTokensAsTheyAre) {
  set_in_client("RefreshTokenRotation", Json::object({{"Feature", "ENABLED"}, {"RetryGracePeriodSeconds", 0}}));
  const Json refresh = Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", anna().text_at("RefreshToken")}});
  hooks.refuse("pre-token-generation", "not now");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", refresh),
            "UserLambdaValidationException: PreTokenGeneration failed with error not now.");
  hooks.answers.clear();
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", refresh), "accepted");
  hooks.asked.clear();
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", refresh),
            "RefreshTokenReuseException: Refresh token has already been used.");
  EXPECT_EQ(hooks.order(), "") << "of a token that is good no longer no trigger hears";
}

TEST_F(HookAnswers, AreOfOneWorld) {
  hooks.refuse("pre-authentication", "no");
  refusal("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1"), "other");
  EXPECT_EQ(trigger_entries("other").size(), 1U);
  EXPECT_TRUE(trigger_entries().empty());
}

}  // namespace understudy::cognito
