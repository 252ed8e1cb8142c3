// What is complained of in a fixture's triggers, where, and in which words.
#include <algorithm>
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

/// "a.yaml:4:36: tenants[0].cognito.triggers.hooks": the place of what begins with `value`, or of its `nth` repetition.
std::string at(const std::string& text, std::string_view value, std::string_view way, int nth = 1) {
  size_t found = text.find(value);
  for (int i = 1; i < nth; ++i) found = text.find(value, found + 1);
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(found), '\n') + 1;
  const size_t column = found - text.rfind('\n', found);
  return cat({"a.yaml:", std::to_string(line), ":", std::to_string(column), ": ", path, way});
}

/// One complaint, of triggers written so.
void expect_complaint(const std::string& triggers, std::string_view value, std::string_view way,
                      const std::string& message, int nth = 1) {
  const std::string text = with_triggers(triggers);
  expect_complaints({{text, {cat({at(text, value, way, nth), ": ", message})}}});
}

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
  const auto expect = [](const std::string& url, const std::string& message, const std::string& root = "seed: s") {
    const std::string text = with_hook(url, root);
    expect_complaints({{text, {at(text, "\"" + url, ".hooks.pre_sign_up: ") + message}}});
  };
  const auto nowhere = [](const std::string& host) {
    return "\"" + host +
           "\" is neither this machine nor a host that cognito.hook_hosts lists; list it there, if hooks run on it";
  };
  expect("http://hooks:4000/x", nowhere("hooks"));
  expect("http://169.254.169.254/latest", nowhere("169.254.169.254"));
  expect("http://0.0.0.0:4000/", nowhere("0.0.0.0"));
  expect("http://localhost.evil.test/", nowhere("localhost.evil.test"));
  expect("http://hooks.acme.test/x", nowhere("hooks.acme.test"), "cognito: {hook_hosts: [acme.test]}");
  expect("https://127.0.0.1/x", "https is not spoken here; use http");
  expect("http://me@127.0.0.1/",
         "it is not an address like http://host[:port][/path][?query], without user and fragment");
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
  const auto expect = [](const std::string& key, const std::string& told) {
    const std::string word = told.substr(0, told.find(':'));
    expect_complaint("hooks: {" + key + ": \"http://localhost/x\"}, " + told, "\"http", ".hooks." + key,
                     "the trigger is told by " + word + " as well; keep one");
  };
  expect("pre_sign_up", "pre_sign_up: {auto_confirm: true}");
  expect("post_confirmation", "post_confirmation: true");
  expect("post_authentication", "post_authentication: true");
  expect("pre_token_generation", "pre_token_generation: {groups: []}");
  expect("user_migration", "user_migration: [{username: a, password: b}]");
  expect("custom_message", "custom_message: [{on: sign_up, subject: Hi}]");
  const std::string custom =
      "hooks: {define_auth_challenge: \"http://localhost/d\", create_auth_challenge: \"http://localhost/c\", "
      "verify_auth_challenge_response: \"http://localhost/v\"}";
  const std::string text = with_triggers(custom + ", custom_challenge: {answer: a}");
  const std::string twice = ": the trigger is told by custom_challenge as well; keep one";
  expect_complaints({
      {text,
       {at(text, "\"http://localhost/d", ".hooks.define_auth_challenge") + twice,
        at(text, "\"http://localhost/c", ".hooks.create_auth_challenge") + twice,
        at(text, "\"http://localhost/v", ".hooks.verify_auth_challenge_response") + twice}},
      {with_triggers(custom + ", post_confirmation: true"), {}},
  });
}

TEST(ComplaintsOfTriggers, NameWhatIsNotWhole) {
  const std::string three =
      "a custom sign-in needs define_auth_challenge, create_auth_challenge and verify_auth_challenge_response; name "
      "all three";
  expect_complaint("hooks: {define_auth_challenge: \"http://localhost/d\"}", "{define", ".hooks", three);
  expect_complaint(
      "hooks: {create_auth_challenge: \"http://localhost/d\", verify_auth_challenge_response: \"http://localhost/d\"}",
      "{create", ".hooks", three);
  const std::string one = "one of answer, attribute and code says what is right; ";
  expect_complaint("custom_challenge: {}", "{}", ".custom_challenge", one + "write answer, or code: true");
  expect_complaint("custom_challenge: {answer: a, code: true}", "{answer", ".custom_challenge", one + "keep one");
  expect_complaint("custom_challenge: {answer: a, attribute: email}", "{answer", ".custom_challenge", one + "keep one");
  expect_complaint("custom_challenge: {answer: a, question: {n: 5}}", "5}}", ".custom_challenge.question.n",
                   "\"n\" is a text; put it in quotes");
  expect_complaint(
      "user_migration: [{username: a, password: b}, {username: c, password: d, attributes: {email_verified: true}}]",
      "true}", ".user_migration[1].attributes.email_verified", "\"email_verified\" is a text; put it in quotes");
}

TEST(ComplaintsOfTriggers, NameWhatChangesNothing) {
  expect_complaint("strict: false", "false", ".strict", "no hook is asked; name one in hooks, or leave it out");
  expect_complaint("token_event: V2_0, hooks: {pre_sign_up: \"http://localhost/\"}", "V2_0", ".token_event",
                   "no hook gets that event; name hooks.pre_token_generation, or leave it out");
  expect_complaint("custom_message: [{on: resend_code}]", "{on", ".custom_message[0]",
                   "it changes nothing; write email, subject or sms");
  expect_complaint("custom_message: [{on: resend_code, sms: \"{####}\"}, {on: resend_code, subject: x}]", "resend",
                   ".custom_message[1].on", "the message on \"resend_code\" is given twice; first at a.yaml:4:58", 2);
  expect_complaint("custom_challenge: {attribute: nick}", "nick", ".custom_challenge.attribute",
                   "the pool has no attribute \"nick\"; list it in the tenant's cognito.settings.Schema");
}

TEST(ComplaintsOfTriggers, NameClaimsThatNoTriggerChanges) {
  const auto expect = [](const std::string& token, const std::string& rule, const std::string& value,
                         const std::string& way, const std::string& message) {
    expect_complaint("pre_token_generation: {" + token + ": {" + rule + "}}", value,
                     ".pre_token_generation." + token + way, message);
  };
  const auto fixed = [](const std::string& claim) { return "no trigger changes the claim \"" + claim + "\""; };
  expect("id_token", "add: {sub: forged}", "forged", ".add.sub", fixed("sub"));
  expect("id_token", "add: {aud: forged}", "forged", ".add.aud", fixed("aud"));
  expect("access_token", "add: {\"dev:x\": forged}", "forged", ".add[\"dev:x\"]", fixed("dev:x"));
  expect("access_token", "add: {aud: [forged]}", "[forged", ".add.aud", fixed("aud"));
  expect("access_token", "add: {username: forged}", "forged", ".add.username", fixed("username"));
  expect("id_token", "suppress: [nickname, exp]", "exp", ".suppress[1]", fixed("exp"));
  expect("access_token", "add: {\"cognito:groups\": [forged]}", "[forged", ".add[\"cognito:groups\"]",
         fixed("cognito:groups") + "; write pre_token_generation.groups");
  expect("id_token", "add: {plan: gold}, suppress: [plan]", "plan]", ".suppress[0]",
         "the claim \"plan\" is put in as well; keep one");
  expect_complaint("pre_token_generation: {scopes_to_add: [a, b], scopes_to_suppress: [b]}", "b]}",
                   ".pre_token_generation.scopes_to_suppress[0]", "the scope \"b\" is put in as well; keep one");
  expect_complaint("pre_token_generation: {scopes_to_add: [\"a b\"]}", "\"a b",
                   ".pre_token_generation.scopes_to_add[0]",
                   "expected a scope, such as orders/read, got the text \"a b\"");
  EXPECT_EQ(complaints_of({with_triggers("pre_token_generation: {access_token: {add: {aud: app, \"custom:x\": 1}, "
                                         "suppress: [\"cognito:groups\", device]}, id_token: {add: {username: x}}}")}),
            std::vector<std::string>());
}

TEST(ComplaintsOfTriggers, NameUsersWhomNobodyCanMigrate) {
  expect_complaint("user_migration: [{username: a, password: b}, {username: A, password: c}]", "A, password: c",
                   ".user_migration[1].username", "the user \"a\" is given twice; first at a.yaml:4:64");
  expect_complaint("user_migration: [{username: \"b c\", password: b}]", "\"b c", ".user_migration[0].username",
                   "expected a name of at most 128 characters without blanks, got the text \"b c\"");
  expect_complaint("user_migration: [{username: a, password: b, attributes: {nick: n}}]", "{nick",
                   ".user_migration[0].attributes",
                   "the pool refuses it: Attributes did not conform to the schema: Type for attribute {nick} could "
                   "not be determined");
  expect_complaint("user_migration: [{username: a, password: b, attributes: {email: n}}]", "{email",
                   ".user_migration[0].attributes", "the pool refuses it: Invalid email address format.");
  const std::string known =
      "version: 1\ntenants:\n  - name: A\n    cognito: {triggers: {user_migration: [{username: A@a.test, password: "
      "b}]}}\n    users: [{email: a@A.test}]\n";
  expect_complaints({{known,
                      {at(known, "A@a.test", ".user_migration[0].username") +
                       ": the pool has the user \"A@a.test\" already; migrate somebody else"}}});
}

TEST(ComplaintsOfTriggers, NameMessagesWithoutTheirCode) {
  const std::string no_code = "the text does not say where its code goes; put {####} there";
  expect_complaint("custom_message: [{on: sign_up, email: Hello}]", "Hello", ".custom_message[0].email", no_code);
  expect_complaint("custom_message: [{on: sign_up, subject: Hi, sms: Hello}]", "Hello", ".custom_message[0].sms",
                   no_code);
  expect_complaint("custom_message: [{on: admin_create_user, email: \"{####}\"}]", "\"{####}",
                   ".custom_message[0].email", "the text does not say where the user name goes; put {username} there");
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
  EXPECT_TRUE(told.is_strict);
  EXPECT_EQ(told.token_event, "V1_0");
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
  EXPECT_FALSE(hooked.is_strict);
  EXPECT_EQ(hooked.token_event, "V2_0");
  EXPECT_TRUE(cognito_of(seed).has_hooks);
  EXPECT_EQ(triggers_of("third").challenge->answer, "snow");
  EXPECT_EQ(triggers_of("third").challenge->tries, 3);
}

TEST(Triggers, OfALaterSourceTakeThePlaceOfEarlierOnes) {
  const Seed seed = load_good(
      {with_triggers(
           "custom_message: [{on: sign_up, email: \"a {####}\"}, {on: resend_code, subject: b}], token_event: V2_0"),
       "version: 1\ntenants: [{name: A, cognito: {triggers: {custom_message: [{on: authentication, subject: c}], "
       "hooks: {pre_token_generation: \"http://localhost/\"}, custom_challenge: {answer: a}}}}]\n"});
  const auto& cognito = cognito_of(seed);
  ASSERT_EQ(cognito.pools.rows().size(), 1U);
  const auto& triggers = *cognito.pools.rows().front().triggers;
  ASSERT_EQ(triggers.messages.size(), 1U);
  EXPECT_EQ(triggers.messages[0].occasion, "authentication");
  EXPECT_EQ(triggers.token_event, "V2_0");
  EXPECT_EQ(triggers.challenge->answer, "a");
  EXPECT_TRUE(cognito.has_hooks);
}

}  // namespace understudy::cognito
