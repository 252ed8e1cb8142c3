// Every challenge of the pools' own policies holds to the same rules, asked through the sign-in engine alone.
#include <set>

#include "providers/cognito/challenge_conformance.h"

namespace understudy::cognito {

using login::Door;
using login::told;

std::string name_of(const ::testing::TestParamInfo<Sample>& sample) {
  const auto door = sample.param.policy->door;
  return cat({door.substr(door.find('.') + 1), "_", sample.param.way->challenge});
}

TEST(Challenges, HaveASampleEachInThisSuite) {
  std::set<std::string_view> asked;
  for (const auto* policy : policies())
    for (const auto& stage : policy->stages)
      for (const auto& challenge : stage) {
        asked.insert(challenge.name);
        const Way* way = find_way(challenge.name);
        ASSERT_NE(way, nullptr) << policy->door << " asks " << challenge.name;
        EXPECT_EQ(challenge.has_one_try, way->kind == Kind::one_try) << challenge.name;
        EXPECT_EQ(challenge.ask != nullptr, way->sent != nullptr) << challenge.name;
      }
  EXPECT_EQ(asked.size(), ways.size()) << "what nobody asks needs no sample";
  EXPECT_EQ(find_policy("shiftiq.page"), nullptr);
}

TEST_P(ChallengeConformance, TakesTheRightAnswer) {
  const Waiting waiting = begin(who());
  EXPECT_EQ(answer(waiting, right(waiting, who())), passed(who()));
}

TEST_P(ChallengeConformance, RefusesEveryWrongAnswer) {
  const Waiting first = begin(who());
  const size_t wrongs = way().wrong(right(first, who())).size();
  EXPECT_EQ(wrongs == 0, way().challenge == setup_done_challenge);
  for (size_t i = 0; i < wrongs; ++i) {
    const Waiting waiting = begin(who());
    const Json right_one = right(waiting, who());
    const Json wrong = way().wrong(right_one).at(i);
    const std::string verdict = refused(waiting);
    EXPECT_EQ(answer(waiting, wrong), verdict) << wrong.dump();
    if (!has_one_try()) continue;
    EXPECT_EQ(answer(waiting, right_one), none()) << "each attempt is good for one try";
  }
}

TEST_P(ChallengeConformance, TakesTheRightAnswerAfterWrongOnesWhereThereIsMoreThanOneTry) {
  const Waiting waiting = begin(who());
  const Json right_one = right(waiting, who());
  for (const auto& wrong : way().wrong(right_one)) answer(waiting, wrong);
  EXPECT_EQ(answer(waiting, right_one), has_one_try() ? none() : passed(who()));
}

TEST_P(ChallengeConformance, TakesAnAnswerOnce) {
  const Waiting waiting = begin(who());
  const Json answered = right(waiting, who());
  ASSERT_EQ(answer(waiting, answered), passed(who()));
  EXPECT_EQ(answer(waiting, answered), none());
}

TEST_P(ChallengeConformance, TakesTheRightAnswerForThreeMinutes) {
  const Waiting first = begin(who());
  mock.machine += std::chrono::minutes(3);
  EXPECT_EQ(answer(first, right(first, who())), none());
  const Waiting second = begin(other());
  mock.machine += std::chrono::minutes(3) - Milliseconds(1);
  EXPECT_EQ(answer(second, right(second, other())), passed(other()));
}

TEST_P(ChallengeConformance, IsOfOneUserAlone) {
  const Waiting mine = begin(who());
  const Waiting others = begin(other());
  EXPECT_EQ(answer(others, right(others, other())), passed(other()));
  EXPECT_EQ(answer(mine, right(mine, who())), passed(who()));
}

TEST_P(ChallengeConformance, IsOfOneWorldAndDoorAlone) {
  World& far_world = prepared(mock.world("elsewhere"));
  Door elsewhere(far_world, *sample().policy);
  const Waiting there = begin(far_world, elsewhere, who());
  const Json right_there = way().right(far_world, there, who());
  EXPECT_EQ(answer(there, right_there), none());
  EXPECT_EQ(told(elsewhere.answer(there.attempt, way().challenge, right_there)), passed(who()));
  const Waiting here = begin(who());
  for (const auto* policy : policies()) {
    if (policy == sample().policy) continue;
    Door next(world, *policy);
    EXPECT_TRUE(told(next.look(here.attempt)).starts_with("no_attempt"));
  }
  EXPECT_EQ(answer(here, right(here, who())), passed(who()));
}

TEST_P(ChallengeConformance, IsTakenInItsOrderAlone) {
  const Waiting asked = begin(who());
  const Json right_one = right(asked, who());
  if (!sample().is_first) {
    const Waiting early = identify(door, who());
    EXPECT_EQ(answer(early, right_one), cat({"not_asked, ", beginning()}));
    const auto sent = way().sent == nullptr ? Json() : way().sent(who());
    EXPECT_EQ(told(door.ask(early.attempt, way().challenge, sent)), cat({"not_asked, ", beginning()}));
    for (const auto name : login::names_of(door.policy().stages.front()))
      EXPECT_TRUE(told(door.answer(asked.attempt, name, right_one)).starts_with("not_asked, ")) << name;
  }
  if (way().sent != nullptr) {
    const Waiting unasked = reach(world, door, who());
    const std::string due = told(door.look(unasked.attempt)).substr(std::string("accepted, ").size());
    EXPECT_EQ(answer(unasked, right_one), cat({"not_asked, ", due})) << "nothing is waited for yet";
  }
  EXPECT_EQ(answer(asked, right_one), passed(who()));
}

TEST_P(ChallengeConformance, IsNotHeldUpByALockUnlessItProvesSomething) {
  const Waiting locked = begin(who());
  const Json right_one = right(locked, who());
  const std::string turned_down = refused(locked, "used_answer");
  lock(who(), std::chrono::seconds(1));
  EXPECT_EQ(answer(locked, right_one), way().is_held_by_locks ? turned_down : passed(who()));
}

TEST_P(ChallengeConformance, IsTakenAgainWhenALockIsOver) {
  lock(who(), std::chrono::seconds(1));
  mock.machine += std::chrono::seconds(1);
  const Waiting after = begin(who());
  EXPECT_EQ(answer(after, right(after, who())), passed(who()));
}

INSTANTIATE_TEST_SUITE_P(Every, ChallengeConformance, ::testing::ValuesIn(samples()), name_of);

}  // namespace understudy::cognito
