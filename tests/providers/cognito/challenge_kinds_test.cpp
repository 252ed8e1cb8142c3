// What the challenges of one kind have in common: those that tell who somebody is, codes, and tasks.
#include "providers/cognito/challenge_conformance.h"

namespace understudy::cognito {

using login::told;

/// What tells who somebody is.
class FirstChallenge : public ChallengeConformance {};
/// Of those, the ones that prove a password.
class PasswordChallenge : public ChallengeConformance {};
/// What is sent, or shown by an app or a device.
class Proof : public ChallengeConformance {};
class NewPasswordTask : public ChallengeConformance {};

TEST_P(Proof, IsAnsweredByItsUserAlone) {
  const Waiting mine = begin(who());
  const Waiting others = begin(other());
  const std::string verdict = refused(mine);
  EXPECT_EQ(answer(mine, right(others, other())), verdict);
  EXPECT_EQ(answer(others, right(others, other())), passed(other()));
}

TEST_P(Proof, IsAnsweredAnewEachTime) {
  const Waiting waiting = begin(who());
  const Json answered = right(waiting, who());
  ASSERT_EQ(answer(waiting, answered), passed(who()));
  const Waiting next = begin(who());
  struct Row {
    std::string_view challenge;
    std::string verdict;
  };
  const std::vector<Row> others{
      {password_challenge, passed(who())},
      {software_token_challenge, "used_answer, asking SOFTWARE_TOKEN_MFA"},
      {email_setup_challenge, "not_asked, asking EMAIL_MFA"},
  };
  std::string verdict = refused(next);
  for (const auto& row : others)
    if (row.challenge == way().challenge) verdict = row.verdict;
  EXPECT_EQ(answer(next, answered), verdict) << "whatever is asked has another answer each time";
}

TEST_P(FirstChallenge, FindsTheUsersOfTheClientsPool) {
  for (const std::string_view client : {"cloudyapp", "nothing"}) {
    const Waiting theirs = begin(who(), client);
    const std::string verdict = refused(theirs, "unknown_user");
    EXPECT_EQ(answer(theirs, right(theirs, who())), verdict) << client;
  }
  const Waiting same_pool = begin(who(), "sunnyother");
  EXPECT_EQ(answer(same_pool, right(same_pool, who())), passed(who()));
}

TEST_P(FirstChallenge, LetsInNobodyWhoIsNotThereOrDisabled) {
  for (const Someone& someone :
       {Someone{"nobody@sunny.test", "", ""}, Someone{"dan@sunny.test", "", "Dan-Password-1"}, Someone{"", "", ""}}) {
    const Waiting waiting = begin(someone);
    const std::string verdict = refused(waiting, "unknown_user");
    EXPECT_EQ(answer(waiting, right(waiting, someone)), verdict) << someone.name;
  }
}

TEST_P(PasswordChallenge, LetsInNobodyWithoutPassword) {
  const Someone pat{"pat@sunny.test", "40000006", ""};
  const Waiting waiting = begin(pat);
  const std::string verdict = refused(waiting, "unknown_user");
  EXPECT_EQ(answer(waiting, right(waiting, pat)), verdict);
}

TEST_P(PasswordChallenge, RefusesATemporaryPasswordWhenItsTimeHasPassed) {
  change_account(who(), [&](Account& account) { account.password_until = mock.machine + std::chrono::days(1); });
  mock.machine += std::chrono::days(1) - Milliseconds(1);
  const Waiting before = begin(who());
  EXPECT_EQ(answer(before, right(before, who())), passed(who()));
  mock.machine += Milliseconds(1);
  const Waiting after = begin(who());
  const std::string verdict = refused(after);
  EXPECT_EQ(answer(after, right(after, who())), verdict);
}

TEST_P(PasswordChallenge, LeadsOnToWhatIsToBeDone) {
  const Waiting waiting = begin(nina);
  const auto turn = door.answer(waiting.attempt, way().challenge, right(waiting, nina));
  EXPECT_EQ(told(turn), "accepted, asking NEW_PASSWORD_REQUIRED");
  EXPECT_NE(turn.attempt, waiting.attempt) << "a new ticket with each step";
  EXPECT_EQ(answer(waiting, right(waiting, nina)), none());
  EXPECT_EQ(answer(turn.attempt, right(waiting, nina)), "not_asked, asking NEW_PASSWORD_REQUIRED");
}

TEST_P(NewPasswordTask, IsReachedByTheRightPasswordAlone) {
  const Someone stranger{nina.name, nina.id, "wrong"};
  EXPECT_EQ(told(door.look(begin(stranger).attempt)), none());
  EXPECT_EQ(told(door.look(begin(nina, "cloudyapp").attempt)), none());
}

TEST_P(NewPasswordTask, ChangesThePassword) {
  const Waiting waiting = begin(nina);
  ASSERT_EQ(answer(waiting, right(waiting, nina)), passed(nina));
  const Someone renewed{nina.name, nina.id, "Better-1-Word"};
  EXPECT_EQ(told(door.look(begin(nina).attempt)), none());
  const std::string next = begin(renewed).attempt;
  EXPECT_TRUE(next.empty() || told(door.look(next)) == cat({"accepted, asking ", custom_challenge}))
      << "signed in at once, where the triggers are not asked";
}

template <class IsMeant>
std::vector<Sample> those(IsMeant is_meant) {
  std::vector<Sample> all = samples();
  std::erase_if(all, [&](const Sample& one) { return !is_meant(one); });
  return all;
}

bool is_password(const Sample& one) {
  return one.way->challenge == password_challenge || one.way->challenge == srp_challenge;
}

INSTANTIATE_TEST_SUITE_P(Every, FirstChallenge, ::testing::ValuesIn(those([](const Sample& one) {
                           return one.is_first && one.way->kind != Kind::task;
                         })),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Every, PasswordChallenge, ::testing::ValuesIn(those(is_password)), name_of);
INSTANTIATE_TEST_SUITE_P(Every, Proof,
                         // What a trigger says of an answer is the same of everybody's.
                         ::testing::ValuesIn(those([](const Sample& one) {
                           return one.way->kind != Kind::task && one.way->challenge != custom_challenge;
                         })),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Every, NewPasswordTask, ::testing::ValuesIn(those([](const Sample& one) {
                           return one.way->challenge == new_password_challenge;
                         })),
                         name_of);

}  // namespace understudy::cognito
