// What is complained of in a fixture's triggers, where, and in which words.
#include <gtest/gtest.h>

#include "base/text.h"
#include "fixture/loading.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

using namespace fixture;

namespace {

/// The triggers' keys begin at column 36 of line 4.
std::string with_triggers(const std::string& triggers, const std::string& root = "seed: s") {
  return "version: 1\n" + root + "\ntenants:\n  - {name: A, cognito: {triggers: {" + triggers + "}}}\n";
}
std::string with_hook(const std::string& url, const std::string& root = "seed: s") {
  return with_triggers("hooks: {pre_sign_up: \"" + url + "\"}", root);
}

const std::string path = "tenants[0].cognito.triggers";
const std::string at = "a.yaml:4:35: " + path;

}  // namespace

TEST(ComplaintsOfTriggers, AreNoneOfWhatIsGood) {
  for (const auto& text :
       {with_hook("http://127.0.0.1:4000/"), with_hook("http://127.9.9.9/x?y=z"), with_hook("http://localhost:4000"),
        with_hook("http://hooks.localhost/x"), with_hook("http://[::1]:4000/x"),
        with_hook("http://hooks:4000/x", "cognito: {hook_hosts: [hooks]}"),
        with_hook("http://Hooks.Acme.TEST/x", "cognito: {hook_hosts: [hooks.acme.test]}"),
        with_hook("http://hooks.acme.test/x", "cognito: {hook_hosts: [Hooks.Acme.TEST]}"),
        with_triggers("custom_challenge: {code: true}"), with_triggers("custom_challenge: {answer: a, code: false}")})
    EXPECT_EQ(complaints_of({text}), std::vector<std::string>()) << text;
}

TEST(ComplaintsOfTriggers, NameHostsThatMayNotBeAsked) {
  const auto nowhere = [](const std::string& host) {
    return at + ".hooks.pre_sign_up: \"" + host +
           "\" is neither this machine nor a host that cognito.hook_hosts lists; list it there, if hooks run on it";
  };
  expect_complaints({
      {with_hook("http://hooks:4000/x"), {nowhere("hooks")}},
      {with_hook("http://169.254.169.254/latest"), {nowhere("169.254.169.254")}},
      {with_hook("http://0.0.0.0:4000/"), {nowhere("0.0.0.0")}},
      {with_hook("http://localhost.evil.test/"), {nowhere("localhost.evil.test")}},
      {with_hook("http://hooks.acme.test/x", "cognito: {hook_hosts: [acme.test]}"), {nowhere("hooks.acme.test")}},
      {with_hook("https://127.0.0.1/x"), {at + ".hooks.pre_sign_up: https is not spoken here; use http"}},
      {with_hook("http://me@127.0.0.1/"),
       {at + ".hooks.pre_sign_up: it is not an address like http://host[:port][/path][?query], without user and "
             "fragment"}},
  });
}

TEST(ComplaintsOfTriggers, TakeHostsAloneForHosts) {
  for (const std::string host : {"hooks.test:80", "http://hooks.test", "a b", "*.test", "x/", "u@x", "[::1]"}) {
    const auto complaints = complaints_of({"version: 1\ncognito: {hook_hosts: [\"" + host + "\"]}\n"});
    ASSERT_EQ(complaints.size(), 1U) << host;
    EXPECT_NE(
        complaints.front().find("a.yaml:2:24: cognito.hook_hosts[0]: expected a host's name without scheme, port"),
        std::string::npos)
        << complaints.front();
  }
}

TEST(ComplaintsOfTriggers, NameWhatIsToldTwice) {
  const auto twice = [](const std::string& key, const std::string& told) {
    return at + ".hooks." + key + ": the trigger is told by " + told + " as well; keep one";
  };
  const std::string custom =
      "hooks: {define_auth_challenge: \"http://localhost/d\", create_auth_challenge: \"http://localhost/c\", "
      "verify_auth_challenge_response: \"http://localhost/v\"}";
  const auto hook = [](const std::string& key) { return "hooks: {" + key + ": \"http://localhost/x\"}, "; };
  expect_complaints({
      {with_triggers(hook("pre_sign_up") + "pre_sign_up: {auto_confirm: true}"), {twice("pre_sign_up", "pre_sign_up")}},
      {with_triggers(hook("post_confirmation") + "post_confirmation: true"),
       {twice("post_confirmation", "post_confirmation")}},
      {with_triggers(hook("post_authentication") + "post_authentication: true"),
       {twice("post_authentication", "post_authentication")}},
      {with_triggers(hook("pre_token_generation") + "pre_token_generation: {groups: []}"),
       {twice("pre_token_generation", "pre_token_generation")}},
      {with_triggers(hook("user_migration") + "user_migration: [{username: a, password: b}]"),
       {twice("user_migration", "user_migration")}},
      {with_triggers(hook("custom_message") + "custom_message: [{on: sign_up}]"),
       {twice("custom_message", "custom_message")}},
      {with_triggers(custom + ", custom_challenge: {answer: a}"),
       {twice("define_auth_challenge", "custom_challenge"), twice("create_auth_challenge", "custom_challenge"),
        twice("verify_auth_challenge_response", "custom_challenge")}},
      {with_triggers(custom + ", post_confirmation: true"), {}},
  });
}

TEST(ComplaintsOfTriggers, NameWhatIsNotWhole) {
  const std::string three = at +
                            ".hooks: a custom sign-in needs define_auth_challenge, create_auth_challenge and "
                            "verify_auth_challenge_response; name all three";
  const std::string one = at + ".custom_challenge: one of answer, attribute and code says what is right; ";
  expect_complaints({
      {with_triggers("hooks: {define_auth_challenge: \"http://localhost/d\"}"), {three}},
      {with_triggers("hooks: {create_auth_challenge: \"http://localhost/d\", verify_auth_challenge_response: "
                     "\"http://localhost/d\"}"),
       {three}},
      {with_triggers("custom_challenge: {}"), {one + "write answer, or code: true"}},
      {with_triggers("custom_challenge: {answer: a, code: true}"), {one + "keep one"}},
      {with_triggers("custom_challenge: {answer: a, attribute: b}"), {one + "keep one"}},
      {with_triggers("custom_challenge: {answer: a, question: {n: 5}}"),
       {at + ".custom_challenge.question: \"n\" is a text; put it in quotes"}},
      {with_triggers("user_migration: [{username: a, password: b}, {username: c, password: d, attributes: "
                     "{email_verified: true}}]"),
       {at + ".user_migration[1].attributes: \"email_verified\" is a text; put it in quotes"}},
  });
}

TEST(ComplaintsOfTriggers, NameTheNearestWord) {
  expect_complaints({
      {with_triggers("pre_signup: {}"),
       {"a.yaml:4:36: " + path + ".pre_signup: unknown key; did you mean \"pre_sign_up\"?"}},
      {with_triggers("hooks: {pre_signup: \"http://localhost/\"}"),
       {"a.yaml:4:44: " + path + ".hooks.pre_signup: unknown key; did you mean \"pre_sign_up\"?"}},
      {with_triggers("token_event: V4_0"),
       {"a.yaml:4:49: " + path +
        ".token_event: expected \"V1_0\", \"V2_0\" or \"V3_0\", got the text \"V4_0\"; did you mean \"V1_0\"?"}},
      {with_triggers("custom_message: [{on: signup}]"),
       {"a.yaml:4:58: " + path +
        ".custom_message[0].on: expected \"sign_up\", \"resend_code\", \"forgot_password\", "
        "\"update_user_attribute\", \"verify_user_attribute\", \"authentication\" or \"admin_create_user\", got the "
        "text \"signup\"; did you mean \"sign_up\"?"}},
      {with_triggers("custom_message: [{email: x}]"),
       {"a.yaml:4:53: " + path +
        ".custom_message[0]: the key \"on\" is missing; expected \"sign_up\", \"resend_code\", \"forgot_password\", "
        "\"update_user_attribute\", \"verify_user_attribute\", \"authentication\" or \"admin_create_user\""}},
      {with_triggers("custom_challenge: {answer: a, tries: 0}"),
       {"a.yaml:4:73: " + path + ".custom_challenge.tries: expected a whole number from 1 to 100, got the number 0"}},
      {with_triggers("pre_sign_up: {auto_verify: [mail]}"),
       {"a.yaml:4:64: " + path +
        ".pre_sign_up.auto_verify[0]: expected \"email\" or \"phone_number\", got the text \"mail\"; did you mean "
        "\"email\"?"}},
      {with_hook("ftp://localhost/"),
       {"a.yaml:4:57: " + path +
        ".hooks.pre_sign_up: expected a URL, such as http://127.0.0.1:4000/pre-sign-up, got the text "
        "\"ftp://localhost/\""}},
  });
}

TEST(Triggers, AreReadAsTheFixtureSays) {
  const Seed seed = load_every_key();
  const auto triggers_of = [&](std::string_view slug) {
    const auto id = tenant_of(seed, slug).id;
    for (const auto& pool : cognito_of(seed).pools.rows())
      if (pool.tenant_id == id) return *pool.triggers;
    return Triggers();
  };
  const Triggers told = triggers_of("acme");
  EXPECT_FALSE(told.is_strict);
  EXPECT_EQ(told.token_event, "V2_0");
  EXPECT_TRUE(told.sign_up->auto_confirm);
  EXPECT_EQ(join(told.sign_up->auto_verify, " "), "email phone_number");
  EXPECT_EQ(told.sign_up->refuse.at(0).match + told.sign_up->refuse.at(0).message, "*@throwaway.testNot from there");
  EXPECT_TRUE(told.tells_confirmation && told.tells_authentication);
  EXPECT_EQ(told.challenge->question.dump(), R"({"riddle":"Who are you"})");
  EXPECT_EQ(told.challenge->attribute + std::to_string(told.challenge->tries), "given_name5");
  EXPECT_EQ(told.tokens->id_token.add.dump(), R"({"plan":"gold","seats":5})");
  EXPECT_EQ(join(told.tokens->id_token.suppress, " "), "phone_number");
  EXPECT_EQ(join(told.tokens->scopes_to_add, " ") + join(told.tokens->scopes_to_suppress, " "),
            "orders/readorders/write");
  EXPECT_EQ(join(*told.tokens->groups, " "), "admins");
  EXPECT_EQ(told.migration.at(0).username + told.migration.at(0).password, "+4915112345679From-Before-1");
  EXPECT_TRUE(told.migration.at(0).needs_reset);
  EXPECT_EQ(told.messages.at(0).subject + told.messages.at(0).email + told.messages.at(0).sms,
            "Welcome{####} it is{####}");
  EXPECT_TRUE(told.hooks.empty());

  const Triggers hooked = triggers_of("other");
  EXPECT_EQ(hooked.hooks.size(), 10U);
  EXPECT_EQ(*hooked.find_hook(Trigger::user_migration), "http://[::1]:4000/migration?from=old");
  EXPECT_EQ(*hooked.find_hook(Trigger::verify_auth_challenge_response), "http://127.0.0.1:4000/verify");
  EXPECT_TRUE(hooked.is_strict);
  EXPECT_EQ(hooked.token_event, "V1_0");
  EXPECT_TRUE(cognito_of(seed).has_hooks);
  EXPECT_EQ(triggers_of("third").challenge->answer, "snow");
  EXPECT_EQ(triggers_of("third").challenge->tries, 3);
}

TEST(Triggers, OfALaterSourceTakeThePlaceOfEarlierOnes) {
  const Seed seed = load_good(
      {with_triggers("custom_message: [{on: sign_up, email: \"a {####}\"}, {on: resend_code}], token_event: V2_0"),
       "version: 1\ntenants: [{name: A, cognito: {triggers: {custom_message: [{on: authentication}], "
       "custom_challenge: {answer: a}}}}]\n"});
  const auto& cognito = cognito_of(seed);
  ASSERT_EQ(cognito.pools.rows().size(), 1U);
  const auto& triggers = *cognito.pools.rows().front().triggers;
  ASSERT_EQ(triggers.messages.size(), 1U);
  EXPECT_EQ(triggers.messages[0].occasion, "authentication");
  EXPECT_EQ(triggers.token_event, "V2_0");
  EXPECT_EQ(triggers.challenge->answer, "a");
  EXPECT_FALSE(cognito.has_hooks);
}

}  // namespace understudy::cognito
