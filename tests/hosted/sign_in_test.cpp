// The sign-in page as a machine, without markup, cookies or a provider.
#include "hosted/sign_in.h"

#include <map>

#include "hosted/challenge_inputs.h"
#include "login/sample_challenges.h"

namespace understudy::hosted {
namespace {

using Entered = std::map<std::string, std::string, std::less<>>;
using testing::Mock;

std::string_view to_text(SignInProblem problem) {
  switch (problem) {
    case SignInProblem::none: return "";
    case SignInProblem::unreadable: return ", unreadable";
    case SignInProblem::incomplete: return ", incomplete";
    case SignInProblem::wrong: return ", wrong";
    case SignInProblem::locked: return ", locked";
  }
  return "";
}

/// "first form: password required, wrong"; "signed in 1".
std::string told(const SignInOutcome& outcome) {
  if (!outcome.user_id.empty()) return "signed in " + outcome.user_id;
  const auto& view = outcome.view;
  std::string text = view.form == SignInView::Form::first ? "first form:" : "next form:";
  for (const auto challenge : view.challenges) text += cat({" ", challenge});
  text += view.answer_is == SignInView::Answer::required ? " required" : " optional";
  return cat({text, to_text(view.problem)});
}

/// A browser that carries its attempt from form to form.
class Browser {
 public:
  Browser(Mock& mock, const login::Policy& policy, std::string organization = "")
      : mock_(mock), policy_(policy), organization_(std::move(organization)) {}

  SignInOutcome look(const std::string& email = "") { return carry(page().show(email)); }
  SignInOutcome begin(const login::Claim& who, const Entered& entered) {
    return carry(page().begin(who, reader_of(entered)));
  }
  SignInOutcome go_on(const Entered& entered) { return carry(page().go_on(reader_of(entered))); }
  SignInOutcome send_garbage() { return carry(page().show_unreadable()); }
  std::string code() {
    return mock_.world().step(
        [&](WorldState& state) { return std::string(state.sign_ins.find(attempt)->awaited.kept.text_at("code")); });
  }

  std::string attempt;

 private:
  SignInPage page() { return {{mock_.world(), policy_}, {attempt, organization_, "127.0.0.1"}}; }
  SignInOutcome carry(SignInOutcome outcome) {
    attempt = outcome.attempt;
    return outcome;
  }
  static FieldReader reader_of(const Entered& entered) {
    return [&entered](std::string_view name) {
      const auto found = entered.find(name);
      return found == entered.end() ? std::string() : found->second;
    };
  }

  Mock& mock_;
  const login::Policy& policy_;
  const std::string organization_;
};

const login::Claim anna{"anna@acme.test", ""};
const login::Claim cora{"cora@acme.test", ""};
const login::Claim nora{"nora@acme.test", ""};

/// Some ask and some do not, at once and later.
const login::Policy& all_kinds() {
  static const login::Policy policy{.door = "all", .stages = {{login::password(), login::code()}, {login::minute()}}};
  return policy;
}

}  // namespace

TEST(HostedSignIn, AsksWhoAndForThePassword) {
  Mock mock{login::directory()};
  Browser browser(mock, login::password_alone());
  EXPECT_EQ(told(browser.look()), "first form: password required");
  EXPECT_EQ(browser.look().declined, "");
  const auto incomplete = browser.begin(anna, {});
  EXPECT_EQ(told(incomplete), "first form: password required, incomplete");
  EXPECT_EQ(incomplete.declined, "incomplete_form");
  EXPECT_EQ(told(browser.begin({}, {{"Password", "Anna-at-Acme"}})), "first form: password required, incomplete");
  EXPECT_EQ(browser.attempt, "") << "nothing has begun yet";
  const auto wrong = browser.begin(anna, {{"Password", "x"}});
  EXPECT_EQ(told(wrong), "first form: password required, wrong");
  EXPECT_EQ(wrong.declined, "wrong_answer");
  EXPECT_EQ(wrong.view.who.name, "anna@acme.test");
  EXPECT_NE(browser.attempt, "");
  EXPECT_EQ(told(browser.begin(anna, {{"Password", "Anna-at-Acme"}})), "signed in 1");
  EXPECT_EQ(browser.attempt, "");
}

TEST(HostedSignIn, FillsInWhomTheAddressNames) {
  Mock mock{login::directory()};
  Browser browser(mock, login::password_alone(), "beta");
  const auto view = browser.look("anna@acme.test").view;
  EXPECT_EQ(view.who.name, "anna@acme.test");
  EXPECT_EQ(view.who.organization, "beta");
  EXPECT_EQ(view.organization_is, SignInView::Organization::known);
  EXPECT_EQ(told(browser.begin({"anna@acme.test", "acme"}, {{"Password", "Anna-at-Acme"}})),
            "first form: password required, wrong")
      << "the address says the organization, whatever the form says";
  EXPECT_EQ(told(browser.begin({"anna@acme.test", "acme"}, {{"Password", "Anna-at-Beta"}})), "signed in 3");
}

TEST(HostedSignIn, GivesALaterStageAFormOfItsOwn) {
  Mock mock{login::directory()};
  Browser browser(mock, login::with_second_factors());
  const auto asked = browser.begin(nora, {{"Password", "Nora-1"}});
  EXPECT_EQ(told(asked), "next form: code minute optional");
  EXPECT_EQ(asked.view.shown.dump(), R"({"digits":6})");
  EXPECT_EQ(told(browser.go_on({})), "next form: code minute optional, incomplete");
  EXPECT_EQ(told(browser.go_on({{"Password", "Nora-1"}})), "next form: code minute optional, incomplete");
  EXPECT_EQ(told(browser.go_on({{"Answer-minute", "x"}})), "next form: code minute optional, wrong");
  EXPECT_EQ(told(browser.go_on({{"Answer-code", browser.code()}})), "signed in 10");
}

TEST(HostedSignIn, CarriesATicketThatIsRenewed) {
  login::Policy policy = login::with_second_factors();
  policy.door = "renewed";
  policy.ticket = login::Policy::Ticket::renewed_with_each_step;
  Mock mock{login::directory()};
  Browser browser(mock, policy);
  browser.begin(nora, {{"Password", "Nora-1"}});
  const std::string first = browser.attempt;
  browser.go_on({{"Answer-minute", "x"}});
  EXPECT_EQ(browser.attempt, first) << "a wrong answer is no step";
  const std::string code = browser.code();
  Browser late(mock, policy);
  late.attempt = first;
  browser.begin(nora, {{"Password", "Nora-1"}});
  EXPECT_NE(browser.attempt, first);
  EXPECT_EQ(told(late.go_on({{"Answer-code", code}})), "first form: password required, incomplete");
  EXPECT_EQ(told(browser.go_on({{"Answer-code", browser.code()}})), "signed in 10");
}

TEST(HostedSignIn, LetsInWhoWaitsForWhatIsAskedNoLonger) {
  Mock mock{login::directory()};
  Browser browser(mock, login::with_second_factors());
  browser.begin(cora, {{"Password", "Cora-1"}});
  mock.world().step([](WorldState& state) {
    User without = *state.users.find("6");
    without.phone.clear();
    state.users.put(without);
  });
  EXPECT_EQ(told(browser.look()), "first form: password required") << "a look signs nobody in";
  const auto outcome = browser.go_on({{"Answer-code", "x"}});
  EXPECT_EQ(told(outcome), "signed in 6");
  EXPECT_EQ(outcome.declined, "");
}

TEST(HostedSignIn, AsksWhoeverIsNamedWhereTheFirstStageAsks) {
  Mock mock{login::directory()};
  Browser browser(mock, all_kinds());
  EXPECT_EQ(told(browser.look()), "first form: password optional");
  EXPECT_EQ(told(browser.begin(cora, {})), "next form: password code optional");
  EXPECT_EQ(told(browser.go_on({{"Answer-code", "x"}})), "next form: password code optional, wrong");
  EXPECT_EQ(told(browser.go_on({{"Answer-code", browser.code()}})), "signed in 6");
}

TEST(HostedSignIn, IsLockedAndSaysUntilWhen) {
  Mock mock{login::directory()};
  Browser browser(mock, login::with_second_factors());
  browser.begin(cora, {{"Password", "Cora-1"}});
  for (int i = 0; i < 4; ++i) browser.go_on({{"Answer-code", "x"}});
  const auto locked = browser.go_on({{"Answer-code", "x"}});
  EXPECT_EQ(told(locked), "first form: password required, locked");
  EXPECT_EQ(to_iso8601(locked.view.locked_until), "2026-01-01T01:00:00Z");
  EXPECT_EQ(locked.declined, "locked");
  EXPECT_EQ(browser.go_on({{"Answer-code", "x"}}).declined, "locked");
  EXPECT_EQ(told(browser.begin(anna, {{"Password", "Anna-at-Acme"}})), "first form: password required, locked");
  EXPECT_EQ(told(browser.look()), "first form: password required, locked");
}

TEST(HostedSignIn, BeginsAgainWhereTheAttemptIsGone) {
  Mock mock{login::directory()};
  Browser browser(mock, login::with_second_factors());
  browser.begin(cora, {{"Password", "Cora-1"}});
  EXPECT_EQ(told(browser.look()), "next form: code required") << "a look asks nothing anew";
  mock.machine += std::chrono::minutes(60);
  EXPECT_EQ(told(browser.look()), "first form: password required");
  const auto late = browser.go_on({{"Answer-code", "x"}});
  EXPECT_EQ(told(late), "first form: password required, incomplete");
  EXPECT_EQ(late.declined, "no_attempt");
}

TEST(HostedSignIn, SaysWhyNothingIsAskedAfterARightAnswer) {
  static std::string attempt;
  login::Challenge slow = login::code();
  slow.ask = [](World& world, const login::Opening& /*opening*/) {
    for (int i = 0; i < 5; ++i) login::Door(world, login::with_second_factors()).answer(attempt, "minute", "x");
    return login::Asked{Json::object({{"digits", 6}}), {}};
  };
  login::Policy policy = login::with_second_factors();
  policy.stages[1][0] = slow;
  Mock mock{login::directory()};
  Browser browser(mock, policy);
  browser.begin(nora, {{"Password", "wrong"}});
  attempt = browser.attempt;
  const auto locked = browser.begin(nora, {{"Password", "Nora-1"}});
  EXPECT_EQ(told(locked), "first form: password required, locked");
  EXPECT_EQ(locked.declined, "locked");
}

TEST(HostedSignIn, SaysThatAFormCouldNotBeRead) {
  Mock mock{login::directory()};
  Browser browser(mock, login::with_second_factors());
  EXPECT_EQ(told(browser.send_garbage()), "first form: password required, unreadable");
  EXPECT_EQ(browser.send_garbage().declined, "unreadable_form");
  browser.begin(cora, {{"Password", "Cora-1"}});
  EXPECT_EQ(told(browser.send_garbage()), "next form: code required, unreadable");
}

TEST(HostedSignIn, NamesTheFieldsOfChallengesThatHaveNoRow) {
  EXPECT_EQ(challenge_input("password").field, "Password");
  EXPECT_EQ(challenge_input("totp").field, "Answer-totp");
}

}  // namespace understudy::hosted
