// Every challenge of the pools' own policies holds to the same rules, asked through the sign-in engine alone.
#include "login/sample_challenges.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/challenge_samples.h"

namespace understudy::cognito {
namespace {

using login::Door;
using login::told;
using testing::Mock;

class ChallengeConformance : public ::testing::TestWithParam<Sample> {
 protected:
  const Sample& sample() const { return GetParam(); }
  Waiting begin(Door& at, const Someone& who, std::string_view client = "sunnyportal") const {
    return sample().begin(at, who, client);
  }
  std::string answer(Door& at, const std::string& attempt, const Json& json) const {
    return told(at.answer(attempt, sample().challenge, json));
  }
  std::string answer(const Waiting& waiting, const Json& json) { return answer(door, waiting.attempt, json); }
  Json right(const Waiting& waiting, const Someone& who) const { return sample().right(waiting, who); }
  /// Of an answer that is none: the attempt has ended, and waits for nothing more.
  std::string refused() const { return "locked, locked until " + to_iso8601(mock.machine + std::chrono::minutes(3)); }
  std::string none() const { return cat({"no_attempt, asking ", door.policy().stages.front().front().name}); }
  std::string signed_in(const Someone& who) const { return "accepted, signed in " + who.id; }

  template <class Change>
  void change_account(const Someone& who, Change change) {
    mock.world().step([&](WorldState& state) {
      PoolUser member = *pool_user_of(state, *cognito_of(state).pools.find("eu-central-1_Sunny0001"), who.id);
      change(member.account);
      put(state, std::move(member));
    });
  }
  void lock(const Someone& who, Milliseconds time) {
    change_account(who, [&](Account& account) {
      account.locked_until = mock.machine + time;
      account.failures = 5;
    });
  }
  unsigned failures(const Someone& who) {
    return mock.world().step([&](WorldState& state) { return cognito_of(state).accounts.find(who.id)->failures; });
  }

  Mock mock{directory()};
  Door door{mock.world(), *find_policy(sample().door)};
};

/// What proves who somebody is.
class FirstChallenge : public ChallengeConformance {};
/// What is to be done after that.
class Task : public ChallengeConformance {};

}  // namespace

TEST(Challenges, HaveASampleEachInThisSuite) {
  std::vector<std::string> asked;
  for (const auto* policy : policies())
    for (const auto& stage : policy->stages)
      for (const auto& challenge : stage) asked.push_back(cat({policy->door, " ", challenge.name}));
  std::vector<std::string> sampled;
  sampled.reserve(samples.size());
  for (const auto& sample : samples) sampled.push_back(cat({sample.door, " ", sample.challenge}));
  EXPECT_EQ(asked, sampled);
  EXPECT_EQ(find_policy("shiftiq.page"), nullptr);
}

TEST_P(ChallengeConformance, TakesTheRightAnswer) {
  const Waiting waiting = begin(door, sample().who);
  EXPECT_EQ(answer(waiting, right(waiting, sample().who)), signed_in(sample().who));
}

TEST_P(ChallengeConformance, RefusesEveryWrongAnswer) {
  const Json example = right(begin(door, sample().who), sample().who);
  for (size_t i = 0; i < sample().wrong(example).size(); ++i) {
    const Waiting waiting = begin(door, sample().who);
    const Json right_one = right(waiting, sample().who);
    const Json wrong = sample().wrong(right_one)[i];
    EXPECT_EQ(answer(waiting, wrong), refused()) << wrong.dump();
    EXPECT_EQ(answer(waiting, right_one), refused()) << "each attempt is good for one try";
  }
}

TEST_P(ChallengeConformance, TakesAnAnswerOnce) {
  const Waiting waiting = begin(door, sample().who);
  const Json answered = right(waiting, sample().who);
  ASSERT_EQ(answer(waiting, answered), signed_in(sample().who));
  EXPECT_EQ(answer(waiting, answered), none());
}

TEST_P(ChallengeConformance, TakesTheRightAnswerForThreeMinutes) {
  const Waiting first = begin(door, sample().who);
  mock.machine += std::chrono::minutes(3);
  EXPECT_EQ(answer(first, right(first, sample().who)), none());
  const Waiting second = begin(door, sample().who);
  mock.machine += std::chrono::minutes(3) - Milliseconds(1);
  EXPECT_EQ(answer(second, right(second, sample().who)), signed_in(sample().who));
}

TEST_P(ChallengeConformance, IsOfOneUserAlone) {
  const Waiting mine = begin(door, sample().who);
  const Waiting others = begin(door, sample().other);
  EXPECT_EQ(answer(others, right(others, sample().other)), signed_in(sample().other));
  EXPECT_EQ(answer(mine, right(mine, sample().who)), signed_in(sample().who));
}

TEST_P(ChallengeConformance, IsOfOneWorldAndDoorAlone) {
  Door elsewhere(mock.world("elsewhere"), *find_policy(sample().door));
  const Waiting there = begin(elsewhere, sample().who);
  EXPECT_EQ(answer(there, right(there, sample().who)), none());
  EXPECT_EQ(answer(elsewhere, there.attempt, right(there, sample().who)), signed_in(sample().who));
  const Waiting here = begin(door, sample().who);
  const auto other = sample().door == "cognito.srp" ? "cognito.password" : "cognito.srp";
  Door next(mock.world(), *find_policy(other));
  EXPECT_TRUE(told(next.look(here.attempt)).starts_with("no_attempt"));
  EXPECT_EQ(answer(here, right(here, sample().who)), signed_in(sample().who));
}

TEST_P(FirstChallenge, IsAnsweredByItsUserAlone) {
  const Waiting mine = begin(door, sample().who);
  const Waiting others = begin(door, sample().other);
  EXPECT_EQ(answer(mine, right(others, sample().other)), refused());
  EXPECT_EQ(answer(others, right(others, sample().other)), signed_in(sample().other));
}

TEST_P(FirstChallenge, IsAnsweredAnewEachTime) {
  const Waiting waiting = begin(door, sample().who);
  const Json answered = right(waiting, sample().who);
  ASSERT_EQ(answer(waiting, answered), signed_in(sample().who));
  const bool is_proof = sample().challenge == srp_challenge;
  EXPECT_EQ(answer(begin(door, sample().who), answered), is_proof ? refused() : signed_in(sample().who))
      << "a password is right again, a proof is of one question";
}

TEST_P(FirstChallenge, FindsTheUsersOfTheClientsPool) {
  for (const std::string_view client : {"cloudyapp", "nothing", ""}) {
    const Waiting theirs = begin(door, sample().who, client);
    EXPECT_EQ(answer(theirs, right(theirs, sample().who)), refused()) << client;
  }
  const Waiting same_pool = begin(door, sample().who, "sunnyother");
  EXPECT_EQ(answer(same_pool, right(same_pool, sample().who)), signed_in(sample().who));
}

TEST_P(FirstChallenge, LetsInNobodyDisabledOrWithoutPassword) {
  for (const Someone& who : {Someone{"nobody@sunny.test", "", ""}, Someone{"dan@sunny.test", "", "Dan-Password-1"},
                             Someone{"pat@sunny.test", "", ""}, Someone{"", "", ""}}) {
    const Waiting waiting = begin(door, who);
    EXPECT_EQ(answer(waiting, right(waiting, who)), refused()) << who.name;
  }
}

TEST_P(FirstChallenge, RefusesTheRightAnswerOfALockedAccount) {
  const Waiting before = begin(door, sample().who);
  lock(sample().who, std::chrono::seconds(1));
  EXPECT_EQ(answer(before, right(before, sample().who)), refused());
  mock.machine += std::chrono::seconds(1);
  const Waiting after = begin(door, sample().who);
  EXPECT_EQ(answer(after, right(after, sample().who)), signed_in(sample().who));
  EXPECT_EQ(failures(sample().who), 0U) << "a success begins the count again";
}

TEST_P(FirstChallenge, RefusesATemporaryPasswordWhenItsTimeHasPassed) {
  change_account(sample().who, [&](Account& account) { account.password_until = mock.machine + std::chrono::days(1); });
  mock.machine += std::chrono::days(1) - Milliseconds(1);
  const Waiting before = begin(door, sample().who);
  EXPECT_EQ(answer(before, right(before, sample().who)), signed_in(sample().who));
  mock.machine += Milliseconds(1);
  const Waiting after = begin(door, sample().who);
  EXPECT_EQ(answer(after, right(after, sample().who)), refused());
}

TEST_P(FirstChallenge, LeadsOnToWhatIsToBeDone) {
  const Waiting waiting = begin(door, nina);
  const auto turn = door.answer(waiting.attempt, sample().challenge, right(waiting, nina));
  EXPECT_EQ(told(turn), "accepted, asking NEW_PASSWORD_REQUIRED");
  EXPECT_NE(turn.attempt, waiting.attempt) << "a new ticket with each step";
  EXPECT_EQ(answer(waiting, right(waiting, nina)), none());
  EXPECT_EQ(answer(door, turn.attempt, right(waiting, nina)), "not_asked, asking NEW_PASSWORD_REQUIRED");
  const auto early = door.answer(begin(door, nora).attempt, new_password_challenge, new_password_of({}, nora));
  EXPECT_EQ(told(early), cat({"not_asked, asking ", sample().challenge})) << "nobody skips the password";
}

TEST_P(Task, IsReachedByTheRightPasswordAlone) {
  const Someone stranger{nina.name, nina.id, "wrong"};
  EXPECT_EQ(told(door.look(begin(door, stranger).attempt)), refused());
  EXPECT_EQ(told(door.look(begin(door, nina, "cloudyapp").attempt)), refused());
}

TEST_P(Task, IsNotHeldUpByGuessesOfOthers) {
  const Waiting waiting = begin(door, nina);
  lock(nina, std::chrono::seconds(1));
  EXPECT_EQ(answer(waiting, right(waiting, nina)), signed_in(nina));
}

TEST_P(Task, ChangesThePassword) {
  const Waiting waiting = begin(door, nina);
  ASSERT_EQ(answer(waiting, right(waiting, nina)), signed_in(nina));
  const Someone renewed{nina.name, nina.id, "Better-1-Word"};
  EXPECT_EQ(told(door.look(begin(door, nina).attempt)), refused());
  EXPECT_EQ(begin(door, renewed).attempt, "") << "signed in at once";
}

std::string name_of(const ::testing::TestParamInfo<Sample>& sample) {
  return cat({sample.param.door.substr(sample.param.door.find('.') + 1), "_", sample.param.challenge});
}

std::vector<Sample> those(bool are_first) {
  std::vector<Sample> all = samples;
  std::erase_if(all, [&](const Sample& one) { return (one.challenge != new_password_challenge) != are_first; });
  return all;
}

INSTANTIATE_TEST_SUITE_P(Every, ChallengeConformance, ::testing::ValuesIn(samples), name_of);
INSTANTIATE_TEST_SUITE_P(Every, FirstChallenge, ::testing::ValuesIn(those(true)), name_of);
INSTANTIATE_TEST_SUITE_P(Every, Task, ::testing::ValuesIn(those(false)), name_of);

}  // namespace understudy::cognito
