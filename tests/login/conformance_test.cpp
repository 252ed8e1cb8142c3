// Every challenge that is a factor holds to the same rules: those of all policies that the server has, and those that
// only tests have. A task is done otherwise each, and has tests of its own: it is named among `tasks`.
#include "login/sample_challenges.h"
#include "providers.h"

namespace understudy::login {
namespace {

using testing::Mock;

struct Someone {
  std::string email;
  std::string id;
  std::string password;
};

/// Two who have a factor, how long an answer to it is right, and which answer that is for whom an attempt is.
struct Sample {
  std::string_view factor;
  Someone who;
  Someone other;
  Milliseconds lasts;
  std::string (*answer)(const SignInAttempt& attempt, const Someone& who);
};

const Milliseconds attempt_lasts = with_second_factors().lasts;

const std::vector<Sample> samples{
    {"password",
     {"anna@acme.test", "1", "Anna-at-Acme"},
     {"ben@acme.test", "2", "Ben-1"},
     attempt_lasts,
     [](const SignInAttempt& /*attempt*/, const Someone& who) { return who.password; }},
    {"code",
     {"cora@acme.test", "6", "Cora-1"},
     {"carl@acme.test", "7", "Carl-1"},
     std::chrono::minutes(5),
     [](const SignInAttempt& attempt, const Someone& /*who*/) {
       return std::string(attempt.awaited.kept.text_at("code"));
     }},
    {"minute",
     {"mina@acme.test", "8", "Mina-1"},
     {"milo@acme.test", "9", "Milo-1"},
     std::chrono::minutes(1),
     [](const SignInAttempt& attempt, const Someone& who) {
       return cat({who.id, " ", std::to_string(to_unix_seconds(attempt.started_at) / 60)});
     }},
};

const Sample* sample_of(std::string_view factor) {
  for (const auto& sample : samples)
    if (sample.factor == factor) return &sample;
  return nullptr;
}

std::vector<Challenge> factors() {
  std::vector<Challenge> all;
  for (const auto& stage : with_second_factors().stages) all.insert(all.end(), stage.begin(), stage.end());
  return all;
}

Turn give_password(Door& door, const Someone& who) {
  return door.answer(door.identify("", {who.email, "acme"}, "").attempt, "password", who.password);
}

/// An empty one, and a failure, where there is none: whoever is signed in already waits for nothing.
SignInAttempt attempt_in(World& world, const std::string& id) {
  return world.step([&](WorldState& state) {
    const auto* attempt = state.sign_ins.find(id);
    EXPECT_NE(attempt, nullptr);
    return attempt == nullptr ? SignInAttempt() : *attempt;
  });
}

class FactorConformance : public ::testing::TestWithParam<Challenge> {
 protected:
  const Challenge& factor() const { return GetParam(); }
  bool is_second() const { return factor().name != "password"; }
  const Sample& sample() const { return *sample_of(factor().name); }
  const Someone& who() const { return sample().who; }

  /// An attempt that waits for the factor's answer: past the password where it is a second one, and asked.
  std::string waiting(Door& at, const Someone& someone) {
    Turn turn = is_second() ? give_password(at, someone) : at.identify("", {someone.email, "acme"}, "");
    if (factor().ask != nullptr) turn = at.ask(turn.attempt, factor().name);
    EXPECT_EQ(told(turn), cat({"accepted, asking ", factor().name}));
    return turn.attempt;
  }
  std::string right_answer(const std::string& attempt, const Someone& someone, const std::string& world = "default") {
    return sample().answer(attempt_in(mock.world(world), attempt), someone);
  }
  std::string answer(const std::string& attempt, const std::string& text) {
    return told(door.answer(attempt, factor().name, text));
  }
  std::string due(std::string_view verdict) const { return cat({verdict, ", asking ", factor().name}); }
  std::string signed_in(const Someone& someone) const { return "accepted, signed in " + someone.id; }

  Mock mock{directory()};
  Door door{mock.world(), with_second_factors()};
};

/// What is asked past the password alone.
class SecondFactorConformance : public FactorConformance {};

}  // namespace

TEST(Factors, AreAllInThisSuite) {
  // Those of user pools have another way to be found and to be locked, and a suite of their own.
  const std::vector<std::string_view> elsewhere{"cognito.password", "cognito.srp",        "cognito.choice",
                                                "cognito.custom",   "cognito.custom_srp", "cognito.sign_up"};
  const auto known = factors();
  const auto is_known = [&](const Challenge& asked) {
    return std::any_of(known.begin(), known.end(), [&](const Challenge& one) {
      return one.name == asked.name && one.is_right == asked.is_right && one.ask == asked.ask;
    });
  };
  std::vector<std::string_view> doors;
  for (const auto* policy : providers().policies()) {
    doors.push_back(policy->door);
    if (std::find(elsewhere.begin(), elsewhere.end(), policy->door) != elsewhere.end()) continue;
    for (const auto& stage : policy->stages)
      for (const auto& challenge : stage)
        EXPECT_TRUE(is_known(challenge)) << policy->door << " asks " << challenge.name;
  }
  EXPECT_EQ(doors,
            (std::vector<std::string_view>{"cognito.password", "cognito.srp", "cognito.choice", "cognito.custom",
                                           "cognito.custom_srp", "cognito.sign_up", "shiftiq.page", "shiftiq.v1"}));
}

TEST(Factors, HaveASampleEachInThisSuite) {
  for (const auto& factor : factors()) EXPECT_NE(sample_of(factor.name), nullptr) << factor.name;
}

TEST_P(FactorConformance, TakesTheRightAnswer) {
  const auto attempt = waiting(door, who());
  EXPECT_EQ(answer(attempt, right_answer(attempt, who())), signed_in(who()));
}

TEST_P(FactorConformance, RefusesAWrongAnswerAndWaitsOn) {
  const auto attempt = waiting(door, who());
  const std::string right = right_answer(attempt, who());
  for (const std::string& wrong : {std::string(), right + "x", right.substr(1), right + " "})
    EXPECT_EQ(answer(attempt, wrong), due("wrong_answer")) << wrong;
  EXPECT_EQ(answer(attempt, right), signed_in(who()));
}

TEST_P(FactorConformance, IsLockedByFiveWrongAnswers) {
  const auto attempt = waiting(door, who());
  const std::string right = right_answer(attempt, who());
  for (int i = 1; i <= 4; ++i) EXPECT_EQ(answer(attempt, "wrong"), due("wrong_answer")) << i;
  const std::string locked = "locked, locked until 2026-01-01T01:00:00Z";
  EXPECT_EQ(answer(attempt, "wrong"), locked);
  EXPECT_EQ(answer(attempt, right), locked);
}

TEST_P(FactorConformance, RefusesAUsedAnswerWhereItsAnswersAreUsedUp) {
  const auto first = waiting(door, who());
  const std::string right = right_answer(first, who());
  ASSERT_EQ(answer(first, right), signed_in(who()));
  // A question asked anew has another answer.
  EXPECT_EQ(answer(waiting(door, who()), right), factor().settle != nullptr ? due("used_answer")
                                                 : factor().ask != nullptr  ? due("wrong_answer")
                                                                            : signed_in(who()));
}

TEST_P(FactorConformance, UsesUpNoAnswerThatIsWrong) {
  const auto first = waiting(door, who());
  const auto second = waiting(door, sample().other);
  const std::string right = right_answer(first, who());
  ASSERT_EQ(answer(second, right), due("wrong_answer"));
  EXPECT_EQ(answer(first, right), signed_in(who()));
}

TEST_P(FactorConformance, TakesTheRightAnswerUntilItsTimeHasPassed) {
  const auto attempt = waiting(door, who());
  const std::string right = right_answer(attempt, who());
  mock.machine += sample().lasts - Milliseconds(1);
  EXPECT_EQ(answer(attempt, right), signed_in(who()));
}

TEST_P(FactorConformance, RefusesTheRightAnswerWhenItsTimeHasPassed) {
  const auto attempt = waiting(door, who());
  const std::string right = right_answer(attempt, who());
  mock.machine += sample().lasts;
  EXPECT_EQ(answer(attempt, right),
            sample().lasts < attempt_lasts ? due("wrong_answer") : "no_attempt, asking password");
}

TEST_P(FactorConformance, IsForgottenWhenTheAttemptsTimeHasPassed) {
  const auto attempt = waiting(door, who());
  const std::string right = right_answer(attempt, who());
  mock.machine += attempt_lasts;
  EXPECT_EQ(answer(attempt, right), "no_attempt, asking password");
}

TEST_P(FactorConformance, RefusesAnotherUsersAnswer) {
  const auto attempt = waiting(door, who());
  const auto others = waiting(door, sample().other);
  const std::string right_for_the_other = right_answer(others, sample().other);
  EXPECT_EQ(answer(attempt, right_for_the_other), due("wrong_answer"));
  EXPECT_EQ(answer(others, right_for_the_other), signed_in(sample().other));
}

TEST_P(FactorConformance, KnowsNoAttemptOfAnotherWorld) {
  Door elsewhere(mock.world("elsewhere"), with_second_factors());
  const auto attempt = waiting(elsewhere, who());
  EXPECT_EQ(answer(attempt, right_answer(attempt, who(), "elsewhere")), "no_attempt, asking password");
}

TEST_P(FactorConformance, TakesNothingFromAnotherWorld) {
  Door elsewhere(mock.world("elsewhere"), with_second_factors());
  const auto there = waiting(elsewhere, who());
  const std::string right_there = right_answer(there, who(), "elsewhere");
  ASSERT_EQ(told(elsewhere.answer(there, factor().name, right_there)), signed_in(who()));
  // What was asked there was not asked here. What follows from the user and the time is right in both, and used up in
  // the other alone.
  EXPECT_EQ(answer(waiting(door, who()), right_there),
            factor().ask != nullptr ? due("wrong_answer") : signed_in(who()));
}

TEST_P(FactorConformance, TakesNoAnswerFromWhoDoesNotHaveIt) {
  // Pat has no password; Ben has one, and nothing besides.
  const auto mine = waiting(door, who());
  const auto attempt = door.identify("", {is_second() ? "ben@acme.test" : "pat@acme.test", "acme"}, "").attempt;
  EXPECT_EQ(answer(attempt, right_answer(mine, who())),
            is_second() ? "not_asked, asking password" : "unknown_user, asking password");
}

TEST_P(SecondFactorConformance, StandsBetweenARightPasswordAndItsUser) {
  const auto turn = give_password(door, who());
  EXPECT_EQ(told(turn), due("accepted"));
  EXPECT_EQ(told(door.look(turn.attempt)), due("accepted"));
  EXPECT_EQ(told(door.answer(turn.attempt, "password", who().password)), due("not_asked")) << "once more is no more";
  EXPECT_EQ(told(door.identify(turn.attempt, {who().email, "acme"}, "")), "accepted, asking password")
      << "whoever begins again has passed nothing";
}

TEST_P(SecondFactorConformance, IsNotTakenInThePasswordsPlace) {
  const auto passed = waiting(door, who());
  const std::string right = right_answer(passed, who());
  const auto attempt = door.identify("", {who().email, "acme"}, "").attempt;
  EXPECT_EQ(told(door.ask(attempt, factor().name)), "not_asked, asking password");
  EXPECT_EQ(answer(attempt, right), "not_asked, asking password");
  EXPECT_EQ(told(door.answer(attempt, "password", "wrong")), "wrong_answer, asking password");
  EXPECT_EQ(answer(attempt, right), "not_asked, asking password") << "a wrong password is none";
  EXPECT_EQ(told(door.answer(attempt, "password", right)), "wrong_answer, asking password");
  EXPECT_EQ(answer(passed, right), signed_in(who())) << "the answer was right all the time, and is not used up";
}

TEST_P(SecondFactorConformance, IsNotAskedOfWhoHasAnother) {
  const auto mine = waiting(door, who());
  for (const auto& sample : samples) {
    if (sample.factor == "password" || sample.factor == factor().name) continue;
    const auto turn = give_password(door, sample.who);
    const std::string due = cat({"not_asked, asking ", sample.factor});
    EXPECT_EQ(told(door.ask(turn.attempt, factor().name)), due);
    EXPECT_EQ(answer(turn.attempt, right_answer(mine, who())), due);
  }
}

TEST(SecondFactors, AreAskedOfThoseAloneWhoHaveOne) {
  struct Row {
    Someone who;
    std::string told;
  };
  const std::vector<Row> rows{
      {{"anna@acme.test", "1", "Anna-at-Acme"}, "accepted, signed in 1"},
      {{"ben@acme.test", "2", "Ben-1"}, "accepted, signed in 2"},
      {{"cora@acme.test", "6", "Cora-1"}, "accepted, asking code"},
      {{"carl@acme.test", "7", "Carl-1"}, "accepted, asking code"},
      {{"mina@acme.test", "8", "Mina-1"}, "accepted, asking minute"},
      {{"milo@acme.test", "9", "Milo-1"}, "accepted, asking minute"},
      {{"nora@acme.test", "10", "Nora-1"}, "accepted, asking code minute"},
  };
  Mock mock{directory()};
  Door door{mock.world(), with_second_factors()};
  for (const auto& row : rows) EXPECT_EQ(told(give_password(door, row.who)), row.told) << row.who.email;
}

TEST(SecondFactors, AreEnoughEachWhereSomebodyHasTwo) {
  Mock mock{directory()};
  Door door{mock.world(), with_second_factors()};
  const Someone nora{"nora@acme.test", "10", "Nora-1"};
  const auto by_code = door.ask(give_password(door, nora).attempt, "code").attempt;
  const auto by_minute = door.ask(give_password(door, nora).attempt, "code").attempt;
  const std::string code(attempt_in(mock.world(), by_code).awaited.kept.text_at("code"));
  const std::string minute = "10 29453760";  // 2026-01-01T00:00:00Z
  EXPECT_EQ(told(door.answer(by_code, "minute", code)), "wrong_answer, asking code minute");
  EXPECT_EQ(told(door.answer(by_code, "code", minute)), "wrong_answer, asking code minute");
  EXPECT_EQ(told(door.answer(by_code, "code", code)), "accepted, signed in 10");
  EXPECT_EQ(told(door.answer(by_minute, "minute", minute)), "accepted, signed in 10");
}

std::string name_of(const ::testing::TestParamInfo<Challenge>& factor) { return std::string(factor.param.name); }

INSTANTIATE_TEST_SUITE_P(Every, FactorConformance, ::testing::ValuesIn(factors()), name_of);
INSTANTIATE_TEST_SUITE_P(Every, SecondFactorConformance, ::testing::ValuesIn(with_second_factors().stages[1]), name_of);

}  // namespace understudy::login
