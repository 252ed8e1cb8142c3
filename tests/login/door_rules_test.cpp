// What a door may rule besides its order of challenges: one try, who is admitted, and what its challenges go by.
#include "login/sample_challenges.h"

namespace understudy::login {
namespace {

using testing::Mock;

const Claim ben{"ben@acme.test", "acme"};
const Claim cora{"cora@acme.test", "acme"};

Challenge once(Challenge challenge) {
  challenge.has_one_try = true;
  return challenge;
}

/// Asked of whoever comes with a ticket that says so.
Challenge ticket() {
  return {.name = "ticket",
          .is_open_to = [](const WorldState& /*state*/, const User& user,
                           const SignInAttempt& attempt) { return attempt.noted.text_at("ticket") == user.id; },
          .is_right = [](World& /*world*/, const Given& given) { return given.answer == Json("torn"); }};
}

Seed with_pending_ben() {
  Seed seed = directory();
  auto users = seed.users.rows();
  users[1].status = User::Status::pending;
  seed.users = TableBase<User>(users);
  return seed;
}

}  // namespace

TEST(OneTry, EndsTheAttemptWithAnAnswerThatIsNotTaken) {
  const Policy policy{.door = "once", .stages = {{once(password())}, {once(minute())}}};
  Mock mock{directory()};
  Door door{mock.world(), policy};
  const auto begin = [&](const Claim& who) { return door.identify("", who, "").attempt; };
  const auto attempt = begin(ben);
  const auto wrong = door.answer(attempt, "password", "wrong");
  EXPECT_EQ(told(wrong), "wrong_answer, asking password");
  EXPECT_EQ(wrong.attempt, "");
  EXPECT_EQ(told(door.answer(attempt, "password", "Ben-1")), "no_attempt, asking password");
  EXPECT_EQ(told(door.answer(begin({"no@acme.test", ""}), "password", "Ben-1")), "unknown_user, asking password");

  const Claim mina{"mina@acme.test", "acme"};
  const std::string right = "8 29453760";  // 2026-01-01T00:00:00Z
  const auto first = door.answer(begin(mina), "password", "Mina-1").attempt;
  const auto second = door.answer(begin(mina), "password", "Mina-1").attempt;
  EXPECT_EQ(told(door.answer(first, "minute", right)), "accepted, signed in 8");
  EXPECT_EQ(told(door.answer(second, "minute", right)), "used_answer, asking password") << "a used one is not taken";
  EXPECT_EQ(told(door.look(second)), "no_attempt, asking password");
  EXPECT_EQ(told(door.answer(attempt, "minute", right)), "no_attempt, asking password");
}

TEST(OneTry, IsNotSpentByWhatIsNotAsked) {
  const Policy policy{.door = "once", .stages = {{once(password())}, {once(code())}}};
  Mock mock{directory()};
  Door door{mock.world(), policy};
  const auto attempt = door.identify("", cora, "").attempt;
  EXPECT_EQ(told(door.answer(attempt, "code", "x")), "not_asked, asking password");
  const auto passed = door.answer(attempt, "password", "Cora-1").attempt;
  EXPECT_EQ(told(door.answer(passed, "code", "x")), "not_asked, asking code") << "nobody asked for one yet";
  EXPECT_EQ(told(door.answer(passed, "password", "x")), "not_asked, asking code");
  EXPECT_EQ(told(door.look(passed)), "accepted, asking code");
}

TEST(Doors, TellWhichChallengesWerePassed) {
  Mock mock{directory()};
  Door door{mock.world(), with_second_factors()};
  const auto passed_of = [](const Turn& turn) { return std::get<SignedIn>(turn.step).passed; };
  auto turn = door.answer(door.identify("", ben, "").attempt, "password", "Ben-1");
  EXPECT_EQ(passed_of(turn), (std::vector<std::string>{"password"}));
  turn = door.answer(door.identify("", {"mina@acme.test", ""}, "").attempt, "password", "Mina-1");
  turn = door.answer(turn.attempt, "minute", "8 29453760");
  EXPECT_EQ(passed_of(turn), (std::vector<std::string>{"password", "minute"}));
}

TEST(Doors, AskByWhatWasNotedOfTheAttempt) {
  const Policy policy{.door = "noted", .stages = {{password()}, {ticket()}}};
  Mock mock{directory()};
  Door door{mock.world(), policy};
  const auto begin = [&](const Claim& who, Json noted) { return door.identify("", who, "", std::move(noted)).attempt; };
  const Json his = Json::object({{"ticket", "2"}});
  EXPECT_EQ(told(door.answer(begin(ben, {}), "password", "Ben-1")), "accepted, signed in 2");
  EXPECT_EQ(told(door.answer(begin(ben, Json::object({{"ticket", "6"}})), "password", "Ben-1")),
            "accepted, signed in 2");
  const auto turn = door.answer(begin(ben, his), "password", "Ben-1");
  EXPECT_EQ(told(turn), "accepted, asking ticket");
  EXPECT_EQ(told(door.answer(turn.attempt, "ticket", "torn")), "accepted, signed in 2");

  const auto later = begin(ben, {});
  door.note(later, his);
  EXPECT_EQ(told(door.answer(later, "password", "Ben-1")), "accepted, asking ticket");
  const auto once_more = begin(ben, his);
  door.identify(once_more, ben, "");
  EXPECT_EQ(told(door.answer(once_more, "password", "Ben-1")), "accepted, signed in 2") << "whoever begins again";
}

TEST(Doors, NoteNothingOfAttemptsOfOthers) {
  const Policy noted{.door = "noted", .stages = {{password()}, {ticket()}}};
  Mock mock{directory()};
  Door door{mock.world(), noted};
  Door other{mock.world(), password_alone()};
  Door elsewhere{mock.world("elsewhere"), noted};
  const auto attempt = door.identify("", ben, "").attempt;
  const Json his = Json::object({{"ticket", "2"}});
  other.note(attempt, his);
  elsewhere.note(attempt, his);
  door.note("nothing", his);
  EXPECT_EQ(told(door.answer(attempt, "password", "Ben-1")), "accepted, signed in 2");
  const auto late = door.identify("", ben, "").attempt;
  mock.machine += noted.lasts;
  door.note(late, his);
  EXPECT_EQ(told(door.look(late)), "no_attempt, asking password");
}

TEST(Doors, AdmitWhoIsPendingWhereTheyRuleSo) {
  const Policy open{.door = "open", .stages = {{password()}, {code()}}, .admits_pending = true};
  Mock mock{with_pending_ben()};
  Door opened{mock.world(), open};
  Door plain{mock.world(), password_alone()};
  const auto sign_in = [](Door& door, const Claim& who, const std::string& text) {
    return told(door.answer(door.identify("", who, "").attempt, "password", text));
  };
  EXPECT_EQ(sign_in(opened, ben, "Ben-1"), "accepted, signed in 2");
  EXPECT_EQ(sign_in(plain, ben, "Ben-1"), "unknown_user, asking password");
  EXPECT_EQ(sign_in(opened, {"dan@acme.test", ""}, "Dan-1"), "unknown_user, asking password") << "deactivated";

  const auto waiting = opened.answer(opened.identify("", cora, "").attempt, "password", "Cora-1").attempt;
  const auto set_status = [&](User::Status status) {
    mock.world().step([&](WorldState& state) { state.users.change("6", [&](User& user) { user.status = status; }); });
  };
  set_status(User::Status::pending);
  EXPECT_EQ(told(opened.look(waiting)), "accepted, asking code");
  set_status(User::Status::deactivated);
  EXPECT_EQ(told(opened.look(waiting)), "accepted, asking password") << "nobody again";
}

}  // namespace understudy::login
