#include "login/attempt.h"

#include <thread>

#include "login/sample_challenges.h"

namespace understudy::login {
namespace {

using testing::Mock;

Turn sign_in(Door& door, const Claim& claim, std::string_view password, std::string_view attempt = "") {
  return door.answer(door.identify(attempt, claim, "127.0.0.1").attempt, "password", password);
}

std::string signed_in(const Claim& claim, std::string_view password) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  return told(sign_in(door, claim, password));
}

size_t attempts_in(World& world) {
  return world.step([](WorldState& state) { return state.sign_ins.size(); });
}

}  // namespace

TEST(Attempt, FindsWhoeverTheClaimAndThePasswordFit) {
  struct Row {
    Claim claim;
    std::string password;
    std::string told;
  };
  const std::string wrong = "wrong_answer, asking password";
  const std::string nobody = "unknown_user, asking password";
  const std::vector<Row> rows{
      {{"anna@acme.test", ""}, "Anna-at-Acme", "accepted, signed in 1"},
      {{"anna@acme.test", ""}, "Anna-at-Beta", "accepted, signed in 3"},
      {{"anna@acme.test", "acme"}, "Anna-at-Acme", "accepted, signed in 1"},
      {{"anna@acme.test", "beta"}, "Anna-at-Beta", "accepted, signed in 3"},
      {{"anna@acme.test", "beta"}, "Anna-at-Acme", wrong},
      {{" ANNA@Acme.Test\t", " BETA "}, "Anna-at-Beta", "accepted, signed in 3"},
      {{"anna@acme.test", ""}, "anna-at-acme", wrong},
      {{"anna@acme.test", ""}, "", wrong},
      {{"ben@acme.test", "beta"}, "Ben-1", nobody},
      {{"ben@acme.test", "nowhere"}, "Ben-1", nobody},
      {{"ben@acme.test", std::string(101, 'x')}, "Ben-1", nobody},
      {{"dan@acme.test", ""}, "Dan-1", nobody},
      {{"pat@acme.test", ""}, "", nobody},
      {{"eve@acme.test", ""}, "Ben-1", nobody},
      {{"", ""}, "", nobody},
      {{std::string(1'000'000, 'x'), ""}, "Ben-1", nobody},
  };
  for (const auto& row : rows)
    EXPECT_EQ(signed_in(row.claim, row.password), row.told) << row.claim.name.substr(0, 40) << " " << row.password;
}

TEST(Attempt, TakesTheFirstOfTheFixtureWhereAPasswordFitsSeveral) {
  Seed seed = directory();
  auto users = seed.users.rows();
  users[2].password = users[0].password;
  seed.users = TableBase<User>(users);
  Mock mock(seed);
  Door door(mock.world(), password_alone());
  EXPECT_EQ(told(sign_in(door, {"anna@acme.test", ""}, "Anna-at-Acme")), "accepted, signed in 1");
  EXPECT_EQ(told(sign_in(door, {"anna@acme.test", "beta"}, "Anna-at-Acme")), "accepted, signed in 3");
}

TEST(Attempt, IsLockedByFiveWrongAnswersUntilItsTimeHasPassed) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  std::string id;
  for (int i = 1; i <= 4; ++i) {
    const auto turn = sign_in(door, {"ben@acme.test", ""}, "wrong", id);
    EXPECT_EQ(told(turn), "wrong_answer, asking password") << i;
    id = turn.attempt;
    mock.machine += std::chrono::minutes(1);
  }
  const std::string locked = "locked, locked until 2026-01-01T01:00:00Z";
  EXPECT_EQ(told(sign_in(door, {"ben@acme.test", ""}, "wrong", id)), locked);
  EXPECT_EQ(told(sign_in(door, {"ben@acme.test", ""}, "Ben-1", id)), locked);
  EXPECT_EQ(told(sign_in(door, {"anna@acme.test", ""}, "Anna-at-Acme", id)), locked) << "another user changes nothing";
  EXPECT_EQ(told(door.answer(id, "password", "Ben-1")), locked);
  EXPECT_EQ(told(door.look(id)), locked);
  EXPECT_EQ(told(sign_in(door, {"ben@acme.test", ""}, "Ben-1")), "accepted, signed in 2")
      << "the attempt, not the user";

  mock.machine = testing::mock_start + std::chrono::minutes(60) - Milliseconds(1);
  EXPECT_EQ(told(door.look(id)), locked);
  mock.machine += Milliseconds(1);
  EXPECT_EQ(told(door.look(id)), "no_attempt, asking password");
  EXPECT_EQ(told(sign_in(door, {"ben@acme.test", ""}, "Ben-1", id)), "accepted, signed in 2");
}

TEST(Attempt, IsLockedByItsDoorsPolicy) {
  Mock mock{directory()};
  const Policy short_tempered{
      .door = "plain", .stages = {{password()}}, .most_wrong_answers = 1, .lasts = std::chrono::minutes(2)};
  Door door(mock.world(), short_tempered);
  EXPECT_EQ(told(sign_in(door, {"ben@acme.test", ""}, "wrong")), "locked, locked until 2026-01-01T00:02:00Z");
}

TEST(Attempt, CountsWrongAnswersForUnknownUsersAndAcrossUsers) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  std::string id;
  for (const std::string email : {"eve@acme.test", "ben@acme.test", "dan@acme.test", "pat@acme.test"})
    id = sign_in(door, {email, ""}, "wrong", id).attempt;
  EXPECT_EQ(told(sign_in(door, {"eve@acme.test", ""}, "wrong", id)), "locked, locked until 2026-01-01T01:00:00Z");
}

TEST(Attempt, IsForgottenWhenItCameToItsGoodEnd) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  const auto wrong = sign_in(door, {"ben@acme.test", ""}, "wrong");
  EXPECT_EQ(attempts_in(mock.world()), 1U);
  const auto right = sign_in(door, {"ben@acme.test", ""}, "Ben-1", wrong.attempt);
  EXPECT_EQ(right.attempt, "");
  EXPECT_EQ(attempts_in(mock.world()), 0U);
  EXPECT_EQ(told(door.answer(wrong.attempt, "password", "Ben-1")), "no_attempt, asking password");
}

TEST(Attempt, KeepsItsIdUntilItsTimeHasPassed) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  const auto first = sign_in(door, {"ben@acme.test", ""}, "wrong");
  EXPECT_EQ(first.attempt.size(), 32U);
  EXPECT_EQ(sign_in(door, {"eve@acme.test", ""}, "wrong", first.attempt).attempt, first.attempt);
  mock.machine += std::chrono::minutes(60);
  const auto second = sign_in(door, {"ben@acme.test", ""}, "wrong", first.attempt);
  EXPECT_NE(second.attempt, first.attempt);
  EXPECT_EQ(told(second), "wrong_answer, asking password");
}

TEST(Attempt, HasTheSameIdWheneverTheSameIsAsked) {
  const auto id = [](const std::string& world, bool with_others) {
    Mock mock{directory()};
    Door door(mock.world(world), password_alone());
    if (with_others) sign_in(door, {"anna@acme.test", ""}, "wrong");
    return sign_in(door, {"ben@acme.test", ""}, "wrong").attempt;
  };
  EXPECT_EQ(id("default", false), id("default", true));
  EXPECT_NE(id("default", false), id("elsewhere", false));
}

TEST(Attempt, OfAnotherWorldIsUnknown) {
  Mock mock{directory()};
  Door here(mock.world(), password_alone());
  Door there(mock.world("elsewhere"), password_alone());
  const auto turn = sign_in(here, {"ben@acme.test", ""}, "wrong");
  EXPECT_EQ(told(there.look(turn.attempt)), "no_attempt, asking password");
  EXPECT_NE(sign_in(there, {"ben@acme.test", ""}, "wrong", turn.attempt).attempt, turn.attempt);
  EXPECT_EQ(attempts_in(mock.world("elsewhere")), 1U);
}

TEST(Attempt, MakesRoomForItselfWhereTheWorldIsFull) {
  Mock mock(directory(), {.limits = {.sign_ins = 3}});
  Door door(mock.world(), password_alone());
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(sign_in(door, {cat({"eve", std::to_string(i)}), ""}, "x").attempt);
  EXPECT_EQ(attempts_in(mock.world()), 3U);
  EXPECT_EQ(told(door.look(ids[1])), "no_attempt, asking password");
  EXPECT_EQ(told(door.look(ids[2])), "accepted, asking password");
}

TEST(Attempt, KeepsNothingOfAnAddressThatIsTooLong) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  const auto turn = door.identify("", {std::string(1'000'000, 'x'), std::string(1'000'000, 'y')}, "127.0.0.1");
  mock.world().step([&](WorldState& state) {
    EXPECT_EQ(state.sign_ins.find(turn.attempt)->name, "");
    EXPECT_EQ(state.sign_ins.find(turn.attempt)->organization, "");
  });
}

TEST(Attempt, AsksForASecondFactorWhoeverHasOne) {
  Mock mock{directory()};
  Door door(mock.world(), with_second_factors());
  auto turn = sign_in(door, {"cora@acme.test", ""}, "Cora-1");
  EXPECT_EQ(told(turn), "accepted, asking code");
  EXPECT_EQ(told(door.answer(turn.attempt, "code", "")), "not_asked, asking code") << "no question was asked yet";
  EXPECT_EQ(told(door.answer(turn.attempt, "password", "Cora-1")), "not_asked, asking code");
  EXPECT_EQ(told(door.answer(turn.attempt, "minute", "x")), "not_asked, asking code");
  EXPECT_EQ(told(door.answer(turn.attempt, "unheard-of", "x")), "not_asked, asking code");
  turn = door.ask(turn.attempt, "code");
  EXPECT_EQ(turn.shown.dump(), R"({"digits":6})");
  EXPECT_EQ(told(turn), "accepted, asking code");
}

TEST(Attempt, LetsAQuestionGrowOld) {
  Mock mock{directory()};
  Door door(mock.world(), with_second_factors());
  const auto turn = door.ask(sign_in(door, {"cora@acme.test", ""}, "Cora-1").attempt, "code");
  const auto code = mock.world().step(
      [&](WorldState& state) { return std::string(state.sign_ins.find(turn.attempt)->awaited.kept.text_at("code")); });
  mock.machine += std::chrono::minutes(5);
  EXPECT_EQ(told(door.answer(turn.attempt, "code", code)), "wrong_answer, asking code");
}

TEST(Attempt, ForgetsWhatWasPassedWhenSomebodyElseIsNamed) {
  Mock mock{directory()};
  Door door(mock.world(), with_second_factors());
  const auto turn = sign_in(door, {"cora@acme.test", ""}, "Cora-1");
  EXPECT_EQ(told(door.identify(turn.attempt, {"carl@acme.test", ""}, "")), "accepted, asking password");
  EXPECT_EQ(told(door.answer(turn.attempt, "code", "x")), "not_asked, asking password");
}

TEST(Attempt, BeginsAgainWhereItsUserIsDeactivatedOnTheWay) {
  Mock mock{directory()};
  Door door(mock.world(), with_second_factors());
  const auto turn = sign_in(door, {"cora@acme.test", ""}, "Cora-1");
  mock.world().step([](WorldState& state) {
    User cora = *state.users.find("6");
    cora.status = User::Status::deactivated;
    state.users.put(cora);
  });
  EXPECT_EQ(told(door.look(turn.attempt)), "accepted, asking password");
  EXPECT_EQ(told(door.answer(turn.attempt, "password", "Cora-1")), "unknown_user, asking password");
}

TEST(Attempt, CountsGuessesThatComeAtOnce) {
  Mock mock{directory()};
  Door door(mock.world(), password_alone());
  const auto id = door.identify("", {"ben@acme.test", ""}, "").attempt;
  std::vector<std::thread> guessers;
  for (int i = 0; i < 8; ++i)
    guessers.emplace_back([&] { Door(mock.world(), password_alone()).answer(id, "password", "wrong"); });
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(told(door.answer(id, "password", "Ben-1")), "locked, locked until 2026-01-01T01:00:00Z");
  mock.world().step([&](WorldState& state) { EXPECT_EQ(state.sign_ins.find(id)->wrong_answers, 5U); });
}

TEST(Attempt, RefusesARightAnswerThatWasJudgedWhileOthersLockedIt) {
  // The answer names the attempt, on which five wrong ones come while it is judged.
  Challenge slow = password();
  slow.is_right = [](World& world, const Given& given) {
    for (int i = 0; i < 5; ++i) Door(world, password_alone()).answer(*given.answer.text(), "password", "wrong");
    return true;
  };
  slow.settle = [](WorldState& state, const Given& /*given*/) { return remember(state, "settled"); };
  const Policy slowly{.door = "plain", .stages = {{slow}}};
  Mock mock{directory()};
  const auto id = Door(mock.world(), password_alone()).identify("", {"ben@acme.test", ""}, "").attempt;
  EXPECT_EQ(told(Door(mock.world(), slowly).answer(id, "password", id)), "locked, locked until 2026-01-01T01:00:00Z");
  mock.world().step([&](WorldState& state) {
    EXPECT_EQ(state.sign_ins.find("settled"), nullptr) << "it did nothing";
    EXPECT_TRUE(state.sign_ins.find(id)->passed.empty()) << "nor was it counted";
  });
}

TEST(Attempt, RefusesAnAnswerThatWasJudgedWhileSomebodyElseWasNamed) {
  Challenge slow = password();
  slow.is_right = [](World& world, const Given& given) {
    Door(world, password_alone()).identify(*given.answer.text(), {"anna@acme.test", ""}, "");
    return true;
  };
  const Policy slowly{.door = "plain", .stages = {{slow}}};
  Mock mock{directory()};
  const auto id = Door(mock.world(), password_alone()).identify("", {"ben@acme.test", ""}, "").attempt;
  EXPECT_EQ(told(Door(mock.world(), slowly).answer(id, "password", id)), "not_asked, asking password");
}

}  // namespace understudy::login
