// Every factor holds to the same rules: those that are listed, and those that only tests have.
#include "login/sample_factors.h"

namespace understudy::login {
namespace {

using testing::Mock;

/// Who has a factor, and the right answers to it.
struct Sample {
  std::string_view factor;
  std::string email;
  std::string user_id;
  std::string password;     ///< given first, where the factor is a second one
  std::string other_email;  ///< of a user with the same factor
  std::string other_id;
  std::string (*answer)(const World& world, const SignInAttempt& attempt, std::string_view user_id);
};

const std::vector<Sample> samples{
    {"password", "anna@acme.test", "1", "", "ben@acme.test", "2",
     [](const World& world, const SignInAttempt& /*attempt*/, std::string_view user_id) {
       return world.seed().users.find(user_id)->password;
     }},
    {"code", "cora@acme.test", "6", "Cora-1", "carl@acme.test", "7",
     [](const World& /*world*/, const SignInAttempt& attempt, std::string_view user_id) {
       return attempt.user_id == user_id ? std::string(attempt.question.kept.text_at("code")) : std::string("elsewise");
     }},
    {"minute", "mina@acme.test", "8", "Mina-1", "milo@acme.test", "9",
     [](const World& /*world*/, const SignInAttempt& attempt, std::string_view user_id) {
       return cat({user_id, " ", std::to_string(to_unix_seconds(attempt.started_at) / 60)});
     }},
};

const Sample* sample_of(std::string_view factor) {
  for (const auto& sample : samples)
    if (sample.factor == factor) return &sample;
  return nullptr;
}

/// Moves an attempt to the point where the factor is due, and asks its question if it has one.
Turn come_to(Door& door, const Sample& sample, const Factor& factor) {
  auto turn = door.identify("", {sample.email, "acme"}, "");
  if (factor.place == Factor::Place::second) turn = door.answer(turn.attempt, "password", sample.password);
  if (factor.ask != nullptr) turn = door.ask(turn.attempt, factor.name);
  return turn;
}

SignInAttempt attempt_in(World& world, const std::string& id) {
  return world.step([&](WorldState& state) { return *state.sign_ins.find(id); });
}

class FactorConformance : public ::testing::TestWithParam<Factor> {
 protected:
  const Factor& factor() const { return GetParam(); }
  const Sample& sample() const { return *sample_of(factor().name); }
  std::string answer_of(const Turn& turn, std::string_view user_id) {
    return sample().answer(mock.world(), attempt_in(mock.world(), turn.attempt), user_id);
  }

  Mock mock{directory()};
  Door door{mock.world(), {}, factors_with_samples()};
};

}  // namespace

TEST(Factors, HaveASampleEachInThisSuite) {
  for (const auto& factor : factors()) EXPECT_NE(sample_of(factor.name), nullptr) << factor.name;
}

TEST_P(FactorConformance, TakesTheRightAnswer) {
  const auto turn = come_to(door, sample(), factor());
  EXPECT_EQ(told(door.answer(turn.attempt, factor().name, answer_of(turn, sample().user_id))),
            "accepted, signed in " + sample().user_id);
}

TEST_P(FactorConformance, RefusesAWrongAnswerAndWaitsOn) {
  const auto turn = come_to(door, sample(), factor());
  const std::string right = answer_of(turn, sample().user_id);
  const std::string due = cat({"wrong_answer, asking ", factor().name});
  for (const std::string& wrong : {std::string(), right + "x", right.substr(1), right + " "})
    EXPECT_EQ(told(door.answer(turn.attempt, factor().name, wrong)), due) << wrong;
  EXPECT_EQ(told(door.answer(turn.attempt, factor().name, right)), "accepted, signed in " + sample().user_id);
}

TEST_P(FactorConformance, RefusesAUsedAnswerWhereItsAnswersAreUsedUp) {
  const auto first = come_to(door, sample(), factor());
  const std::string right = answer_of(first, sample().user_id);
  door.answer(first.attempt, factor().name, right);
  const auto second = come_to(door, sample(), factor());
  const std::string expected = factor().spend != nullptr ? cat({"used_answer, asking ", factor().name})
                               : factor().ask != nullptr ? cat({"wrong_answer, asking ", factor().name})
                                                         : "accepted, signed in " + sample().user_id;
  EXPECT_EQ(told(door.answer(second.attempt, factor().name, right)), expected);
}

TEST_P(FactorConformance, RefusesTheRightAnswerWhenItsTimeHasPassed) {
  const auto turn = come_to(door, sample(), factor());
  const std::string right = answer_of(turn, sample().user_id);
  mock.machine += std::chrono::minutes(60);
  EXPECT_EQ(told(door.answer(turn.attempt, factor().name, right)), "no_attempt, asking password");
}

TEST_P(FactorConformance, RefusesAnotherUsersAnswer) {
  const auto turn = come_to(door, sample(), factor());
  EXPECT_EQ(told(door.answer(turn.attempt, factor().name, answer_of(turn, sample().other_id))),
            cat({"wrong_answer, asking ", factor().name}));
}

TEST_P(FactorConformance, RefusesAnAnswerInAnotherWorld) {
  const auto turn = come_to(door, sample(), factor());
  Door elsewhere(mock.world("elsewhere"), {}, factors_with_samples());
  EXPECT_EQ(told(elsewhere.answer(turn.attempt, factor().name, answer_of(turn, sample().user_id))),
            "no_attempt, asking password");
}

TEST_P(FactorConformance, AsksNobodyWhoDoesNotHaveIt) {
  Sample stranger = sample();
  stranger.email = "pat@acme.test";
  const auto turn = come_to(door, stranger, factor());
  EXPECT_EQ(turn.attempt.empty(), false);
  const auto refused = door.answer(turn.attempt, factor().name, answer_of(turn, sample().user_id));
  EXPECT_TRUE(std::holds_alternative<Asking>(refused.step));
  EXPECT_NE(refused.verdict, Verdict::accepted);
}

std::string name_of(const ::testing::TestParamInfo<Factor>& factor) { return std::string(factor.param.name); }

INSTANTIATE_TEST_SUITE_P(Listed, FactorConformance, ::testing::ValuesIn(factors()), name_of);
INSTANTIATE_TEST_SUITE_P(Sample, FactorConformance, ::testing::Values(code_factor(), minute_factor()), name_of);

}  // namespace understudy::login
