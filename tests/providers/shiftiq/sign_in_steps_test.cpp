// The sign-in page by policies that only tests have: a second factor needs nothing of the page but its name.
#include "front/interceptor.h"
#include "login/sample_challenges.h"
#include "providers/shiftiq/browser.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/sign_in.h"

namespace understudy::shiftiq {
namespace {

using testing::Mock;

const std::string page = "/ui/lobby/signin";
const std::string minute_of_mina = "8 29453760";  // 2026-01-01T00:00:00Z
const std::string not_right = "The answer is not right.";

/// The engine's directory, whose tenants are organizations of one partition here.
Seed organizations() {
  Seed seed = login::directory();
  shift_of(seed).settings.partitions = {{"e99", "Enterprise 99", "shiftiq.com"}};
  shift_of(seed).organizations = TableBase<ShiftOrganization>({{"739224", "e99"}, {"555", "e99"}});
  return seed;
}

/// Answers for the page in the place of its routes.
class PageWith final : public front::Interceptor {
 public:
  explicit PageWith(login::Policy policy) : policy_(std::move(policy)) {}
  std::optional<http::Reply> before(const front::Visit& visit) override {
    if (visit.request.path != page) return std::nullopt;
    front::Visit own = visit;
    return visit.request.method == "POST" ? take_sign_in_form(own, policy_) : show_sign_in_page(own, policy_);
  }
  void after(World& /*world*/, const JournalEntry& /*entry*/, http::Reply& /*reply*/) override {}

 private:
  const login::Policy policy_;
};

class ShiftSignInSteps : public ::testing::Test {
 protected:
  explicit ShiftSignInSteps(login::Policy policy = login::with_second_factors()) : steps(std::move(policy)) {}

  http::Reply answer(const std::string& factor, const std::string& text) {
    return browser.post(page, {{"Answer-" + factor, text}});
  }
  std::string code() {
    return mock.world().step([&](WorldState& state) {
      const auto* attempt = state.sign_ins.find(browser.cookies["Shift.SessionState.Local"]);
      return attempt == nullptr ? std::string() : std::string(attempt->awaited.kept.text_at("code"));
    });
  }

  PageWith steps;
  Mock mock{organizations(), {.interceptors = {&steps}}};
  Browser browser{mock};
};

/// A directory that asks for a code at once, or for a password.
class ShiftSignInByCode : public ShiftSignInSteps {
 protected:
  ShiftSignInByCode() : ShiftSignInSteps({.door = "either", .stages = {{login::password(), login::code()}}}) {}
};

}  // namespace

TEST_F(ShiftSignInSteps, ShowAFormOfItsOwnForASecondFactor) {
  const auto reply = browser.sign_in("mina@acme.test", "Mina-1", "?ReturnUrl=%2Fui%2Fx");
  EXPECT_EQ(reply.status, 200);
  const size_t start = reply.body.find("<main>");
  EXPECT_EQ(reply.body.substr(start, reply.body.find("</main>") - start), R"(<main>
<p class="site">Shift iQ</p>
<h1>Sign in</h1>
<form method="post" action="/ui/lobby/signin?ReturnUrl=%2Fui%2Fx">
<label for="Answer-minute">Answer (minute)</label>
<input id="Answer-minute" name="Answer-minute" type="text" autocomplete="off" data-testid="answer-minute" )"
                                                                          R"(autocapitalize="none" )"
                                                                          R"(spellcheck="false" required autofocus>
<button type="submit" data-testid="sign-in">Sign in</button>
</form>
<p><a data-testid="begin-again" href="/ui/lobby/signout">Begin again</a></p>
)");
  EXPECT_NE(browser.cookies["Shift.SessionState.Local"], "");
  EXPECT_EQ(browser.cookies.count("InSite.WebToken"), 0U);
  EXPECT_EQ(browser.get(page + "?ReturnUrl=%2Fui%2Fx").body, reply.body) << "the attempt waits";
  const auto done = browser.post(page + "?ReturnUrl=%2Fui%2Fx", {{"Answer-minute", minute_of_mina}});
  EXPECT_EQ(done.status, 302);
  EXPECT_EQ(header(done, "Location"), "/ui/x");
  EXPECT_EQ(browser.cookies.count("Shift.SessionState.Local"), 0U);
  EXPECT_EQ(testing::body_of(browser.get("/api/me/context")).text_at("OrganizationCode"), "acme");
}

TEST_F(ShiftSignInSteps, GoOnAfterAWrongAnswer) {
  browser.sign_in("mina@acme.test", "Mina-1");
  const auto wrong = answer("minute", "9 29453760");
  EXPECT_EQ(wrong.status, 200);
  EXPECT_EQ(shown(wrong, "error"), not_right);
  EXPECT_NE(shown(wrong, "answer-minute"), "(none)");
  EXPECT_EQ(shown(wrong, "password"), "(none)");
  EXPECT_EQ(shown(answer("minute", ""), "error"), "Please enter your answer.");
  EXPECT_EQ(shown(browser.post(page, {{"Password", "Mina-1"}}), "error"), "Please enter your answer.");
  EXPECT_EQ(answer("minute", minute_of_mina).status, 302);
}

TEST_F(ShiftSignInSteps, TakeAnAnswerOnceWhereTheFactorSpendsIt) {
  browser.sign_in("mina@acme.test", "Mina-1");
  EXPECT_EQ(answer("minute", minute_of_mina).status, 302);
  browser.sign_in("mina@acme.test", "Mina-1");
  EXPECT_EQ(shown(answer("minute", minute_of_mina), "error"), not_right);
}

TEST_F(ShiftSignInSteps, AreLockedByFiveWrongAnswersOverAllOfThem) {
  const std::string locked = "Signing in failed too often. It is locked until 2026-01-01T01:00:00Z.";
  for (int i = 1; i <= 2; ++i) EXPECT_NE(shown(browser.sign_in("mina@acme.test", "wrong"), "error"), "(none)") << i;
  browser.sign_in("mina@acme.test", "Mina-1");
  for (int i = 3; i <= 4; ++i) EXPECT_EQ(shown(answer("minute", "wrong"), "error"), not_right) << i;
  EXPECT_EQ(shown(answer("minute", "wrong"), "locked"), locked);
  EXPECT_EQ(shown(answer("minute", minute_of_mina), "locked"), locked);
  EXPECT_EQ(shown(browser.sign_in("mina@acme.test", "Mina-1"), "locked"), locked);
  EXPECT_EQ(shown(browser.get(page), "locked"), locked);
}

TEST_F(ShiftSignInSteps, BeginAnewWithAnotherAddressOrWithout) {
  browser.sign_in("mina@acme.test", "Mina-1");
  EXPECT_EQ(header(browser.sign_in("anna@acme.test", "Anna-at-Acme"), "Location"), "/ui/portal/profile");
  browser.sign_in("mina@acme.test", "Mina-1");
  browser.get("/ui/lobby/signout");
  EXPECT_NE(shown(browser.get(page), "email"), "(none)");
  EXPECT_EQ(shown(answer("minute", minute_of_mina), "error"), "Please enter your e-mail address and your password.");
}

TEST_F(ShiftSignInSteps, EndWithTheirAttempt) {
  browser.sign_in("mina@acme.test", "Mina-1");
  mock.machine += std::chrono::minutes(60);
  const auto late = answer("minute", "8 29453820");
  EXPECT_EQ(late.status, 200);
  EXPECT_NE(shown(late, "email"), "(none)");
}

TEST_F(ShiftSignInSteps, AreNotPassedByWhoeverHasNoPassword) {
  EXPECT_EQ(shown(browser.sign_in("mina@acme.test", "wrong"), "answer-minute"), "(none)");
  EXPECT_NE(answer("minute", minute_of_mina).status, 302);
  browser.post(page, {{"Email", "mina@acme.test"}, {"Password", "wrong"}, {"Answer-minute", minute_of_mina}});
  EXPECT_EQ(browser.cookies.count("InSite.WebToken"), 0U);
}

TEST_F(ShiftSignInSteps, AskAndShowTheQuestionOfAFactor) {
  const auto asked = browser.sign_in("cora@acme.test", "Cora-1");
  EXPECT_EQ(shown(asked, "question-digits"), "6");
  EXPECT_NE(shown(asked, "answer-code"), "(none)");
  const auto first = code();
  EXPECT_EQ(first.size(), 6U);
  EXPECT_EQ(asked.body.find(first), std::string::npos);
  EXPECT_EQ(shown(answer("code", "wrong"), "error"), not_right);
  EXPECT_EQ(code(), first) << "it is asked when its step begins";
  EXPECT_EQ(answer("code", first).status, 302);
}

TEST_F(ShiftSignInByCode, AskWhoeverIsNamed) {
  EXPECT_EQ(shown(browser.get(page), "answer-code"), "(none)") << "nobody is named yet";
  const auto asked = browser.post(page, {{"Email", "cora@acme.test"}});
  EXPECT_EQ(shown(asked, "error"), "(none)");
  EXPECT_EQ(shown(asked, "email"), "(none)");
  EXPECT_EQ(shown(asked, "question-digits"), "6");
  EXPECT_EQ(shown(answer("code", "wrong"), "error"), not_right);
  EXPECT_EQ(answer("code", code()).status, 302);
  EXPECT_EQ(browser.sign_in("cora@acme.test", "Cora-1").status, 302) << "or by password";
}

TEST_F(ShiftSignInByCode, TellNobodyWhetherAnAddressIsKnown) {
  const auto known = browser.post(page, {{"Email", "cora@acme.test"}});
  Browser other(mock);
  EXPECT_EQ(other.post(page, {{"Email", "nobody@acme.test"}}).body, known.body);
  EXPECT_EQ(other.post(page, {{"Answer-code", "wrong"}}).body, answer("code", "wrong").body);
}

}  // namespace understudy::shiftiq
