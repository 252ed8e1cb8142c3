// What other requests do while an answer is judged or a challenge asks, both outside of the world's lock: here they do
// it from within.
#include <functional>
#include <utility>

#include "login/sample_challenges.h"

namespace understudy::login {
namespace {

using testing::Mock;

/// What happens meanwhile, once; a challenge is a table of functions, which can hold nothing.
std::function<void(World&)> meanwhile;

void let_it_happen(World& world) {
  if (const auto happens = std::exchange(meanwhile, nullptr)) happens(world);
}

Challenge judged_slowly(Challenge challenge) {
  challenge.is_right = [](World& world, const Given& /*given*/) {
    let_it_happen(world);
    return true;
  };
  return challenge;
}

Challenge asking_slowly() {
  Challenge challenge = code();
  challenge.ask = [](World& world, const Opening& /*opening*/) {
    let_it_happen(world);
    return Asked{Json::object({{"digits", 6}}), Json::object({{"code", "123456"}})};
  };
  return challenge;
}

void deactivate(World& world, const std::string& id) {
  world.step([&](WorldState& state) {
    User user = *state.users.find(id);
    user.status = User::Status::deactivated;
    state.users.put(user);
  });
}

/// Nobody has a second factor any more.
void close_second_factors(World& world) {
  world.step([](WorldState& state) {
    for (const auto* id : {"6", "8", "10"}) {
      User user = *state.users.find(id);
      user.phone.clear();
      state.users.put(user);
    }
  });
}

class Races : public ::testing::Test {
 protected:
  ~Races() override { meanwhile = nullptr; }

  std::string past_the_password(Door& door, const std::string& email, const std::string& text) {
    const auto turn = door.answer(door.identify("", {email, ""}, "").attempt, "password", text);
    EXPECT_TRUE(std::holds_alternative<Asking>(turn.step));
    return turn.attempt;
  }
  size_t attempts() {
    return mock.world().step([](WorldState& state) { return state.sign_ins.size(); });
  }

  Mock mock{directory()};
};

}  // namespace

TEST_F(Races, LetNobodyInWhoIsDeactivatedMeanwhile) {
  meanwhile = [](World& world) { deactivate(world, "2"); };
  Challenge slow = judged_slowly(password());
  slow.settle = [](WorldState& state, const Given& given) {
    state.users.put(given.user);
    return remember(state, "settled");
  };
  const Policy policy{.door = "slow", .stages = {{slow}}};
  Door door(mock.world(), policy);
  const auto attempt = door.identify("", {"ben@acme.test", ""}, "").attempt;
  EXPECT_EQ(told(door.answer(attempt, "password", "Ben-1")), "unknown_user, asking password");
  mock.world().step([](WorldState& state) {
    EXPECT_EQ(state.sign_ins.find("settled"), nullptr);
    EXPECT_EQ(state.users.find("2")->status, User::Status::deactivated);
  });
}

TEST_F(Races, LetNobodyInAtOnceWhoIsDeactivatedMeanwhile) {
  meanwhile = [](World& world) { deactivate(world, "2"); };
  const Policy policy{.door = "slow", .stages = {{judged_slowly(password())}}};
  EXPECT_EQ(told(Door(mock.world(), policy).answer_at_once({"ben@acme.test", ""}, "password", "Ben-1")),
            "unknown_user, asking password");
}

TEST_F(Races, SettleWithTheUserAsTheWorldKnowsThemByThen) {
  meanwhile = [](World& world) {
    world.step([](WorldState& state) {
      User ben = *state.users.find("2");
      ben.display_name = "Benjamin";
      state.users.put(ben);
    });
  };
  Challenge slow = judged_slowly(password());
  slow.settle = [](WorldState& state, const Given& given) {
    User user = given.user;
    user.password = "Ben-2";
    state.users.put(user);
    return true;
  };
  const Policy policy{.door = "slow", .stages = {{slow}}};
  Door door(mock.world(), policy);
  EXPECT_EQ(told(door.answer(door.identify("", {"ben@acme.test", ""}, "").attempt, "password", "Ben-1")),
            "accepted, signed in 2");
  mock.world().step([](WorldState& state) {
    EXPECT_EQ(state.users.find("2")->display_name, "Benjamin");
    EXPECT_EQ(state.users.find("2")->password, "Ben-2");
  });
}

TEST_F(Races, SignInOnceWhoseChallengeClosesWhileItIsJudged) {
  meanwhile = close_second_factors;
  const Policy policy{.door = "slow", .stages = {{password()}, {judged_slowly(minute())}}};
  Door door(mock.world(), policy);
  const auto attempt = past_the_password(door, "mina@acme.test", "Mina-1");
  EXPECT_EQ(told(door.answer(attempt, "minute", "x")), "not_asked, signed in 8");
  EXPECT_EQ(told(door.answer(attempt, "minute", "x")), "no_attempt, asking password");
  EXPECT_EQ(attempts(), 0U) << "and the answer is not used up";
}

TEST_F(Races, SignInOnceWhoseChallengeClosesWhileItAsks) {
  meanwhile = close_second_factors;
  const Policy policy{.door = "slow", .stages = {{password()}, {asking_slowly()}}};
  Door door(mock.world(), policy);
  const auto attempt = past_the_password(door, "cora@acme.test", "Cora-1");
  const auto turn = door.ask(attempt, "code");
  EXPECT_EQ(told(turn), "not_asked, signed in 6");
  EXPECT_TRUE(turn.shown.is_null());
  EXPECT_EQ(told(door.ask(attempt, "code")), "no_attempt, asking password");
}

TEST_F(Races, SignInOnceWhoseChallengeClosedBeforeItWasToAsk) {
  const Policy policy{.door = "slow", .stages = {{password()}, {code()}}};
  Door door(mock.world(), policy);
  const auto attempt = past_the_password(door, "cora@acme.test", "Cora-1");
  close_second_factors(mock.world());
  EXPECT_EQ(told(door.ask(attempt, "code")), "not_asked, signed in 6");
  EXPECT_EQ(told(door.ask(attempt, "code")), "no_attempt, asking password");
}

TEST_F(Races, AskNothingOfAnAttemptThatIsLockedMeanwhile) {
  const Policy policy{.door = "slow", .stages = {{password()}, {asking_slowly(), minute()}}, .most_wrong_answers = 1};
  Door door(mock.world(), policy);
  const auto attempt = past_the_password(door, "nora@acme.test", "Nora-1");
  meanwhile = [&](World& /*world*/) { door.answer(attempt, "minute", "wrong"); };
  const auto turn = door.ask(attempt, "code");
  EXPECT_EQ(told(turn), "locked, locked until 2026-01-01T01:00:00Z");
  EXPECT_TRUE(turn.shown.is_null());
}

TEST_F(Races, AskNothingOfAnAttemptThatIsGoneMeanwhile) {
  const Policy policy{.door = "slow", .stages = {{password()}, {asking_slowly(), minute()}}};
  Door door(mock.world(), policy);
  const auto attempt = past_the_password(door, "nora@acme.test", "Nora-1");
  meanwhile = [&](World& /*world*/) { door.answer(attempt, "minute", "10 29453760"); };
  EXPECT_EQ(told(door.ask(attempt, "code")), "no_attempt, asking password");
}

TEST_F(Races, TakeARenewedTicketOnce) {
  const Policy policy{.door = "slow",
                      .stages = {{password()}, {judged_slowly(minute())}, {new_password()}},
                      .ticket = Policy::Ticket::renewed_with_each_step};
  Door door(mock.world(), policy);
  mock.world().step([](WorldState& state) {
    User mina = *state.users.find("8");
    mina.phone += ", task";
    state.users.put(mina);
  });
  const auto attempt = past_the_password(door, "mina@acme.test", "Mina-1");
  std::string first;
  meanwhile = [&](World& /*world*/) { first = told(door.answer(attempt, "minute", "a")); };
  EXPECT_EQ(told(door.answer(attempt, "minute", "b")), "no_attempt, asking password");
  EXPECT_EQ(first, "accepted, asking new-password");
}

}  // namespace understudy::login
