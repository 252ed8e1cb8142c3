// What a policy decides: which door an attempt is of, what its ticket does, and what is asked by what the world knows.
#include "login/sample_challenges.h"

namespace understudy::login {
namespace {

using testing::Mock;

const Claim tess{"tess@acme.test", "acme"};
const Claim cora{"cora@acme.test", "acme"};
const Json new_one = Json::object({{"password", "Tess-2"}, {"remember", true}});

/// The engine's directory, and Tess, who has to give herself a new password.
Seed directory_with_a_task() {
  Seed seed = directory();
  auto users = seed.users.rows();
  users.push_back(person("11", "Tess", "Tess-1", "739224", "task"));
  seed.users = TableBase<User>(users);
  return seed;
}

const Policy& with_a_task(Policy::Ticket ticket) {
  static const std::vector<Stage> stages{{password()}, {code(), minute()}, {new_password()}};
  static const Policy kept{.door = "kept", .stages = stages};
  static const Policy renewed{.door = "renewed", .stages = stages, .ticket = Policy::Ticket::renewed_with_each_step};
  return ticket == Policy::Ticket::kept ? kept : renewed;
}

class PolicyTest : public ::testing::Test {
 protected:
  Turn give_password(const Claim& who, const std::string& text) {
    return door.answer(door.identify("", who, "").attempt, "password", text);
  }
  size_t attempts() {
    return mock.world().step([](WorldState& state) { return state.sign_ins.size(); });
  }

  Mock mock{directory_with_a_task()};
  Door door{mock.world(), with_a_task(Policy::Ticket::kept)};
  Door renewing{mock.world(), with_a_task(Policy::Ticket::renewed_with_each_step)};
};

}  // namespace

TEST_F(PolicyTest, LetsNoDoorTakeAnAttemptOfAnother) {
  const auto turn = give_password(tess, "Tess-1");
  ASSERT_EQ(told(turn), "accepted, asking new-password");
  EXPECT_EQ(told(renewing.look(turn.attempt)), "no_attempt, asking password");
  EXPECT_EQ(told(renewing.answer(turn.attempt, "new-password", new_one)), "no_attempt, asking password");
  EXPECT_EQ(told(renewing.ask(turn.attempt, "code")), "no_attempt, asking password");
  EXPECT_NE(renewing.identify(turn.attempt, tess, "").attempt, turn.attempt) << "it begins one of its own";
  EXPECT_EQ(told(door.answer(turn.attempt, "new-password", new_one)), "accepted, signed in 11");
}

TEST_F(PolicyTest, AsksForATaskByWhatTheWorldKnows) {
  ASSERT_EQ(told(door.answer(give_password(tess, "Tess-1").attempt, "new-password", new_one)),
            "accepted, signed in 11");
  EXPECT_EQ(told(give_password(tess, "Tess-1")), "wrong_answer, asking password") << "the task was carried out";
  EXPECT_EQ(told(give_password(tess, "Tess-2")), "accepted, signed in 11") << "and is not asked for again";
  Door elsewhere(mock.world("elsewhere"), door.policy());
  EXPECT_EQ(told(elsewhere.answer(elsewhere.identify("", tess, "").attempt, "password", "Tess-1")),
            "accepted, asking new-password");
}

TEST_F(PolicyTest, TakesAnswersAsValues) {
  const auto turn = give_password(tess, "Tess-1");
  for (const Json& wrong : {Json("Tess-2"), Json(), Json(true), Json::object({{"password", 12345}})})
    EXPECT_EQ(told(door.answer(turn.attempt, "new-password", wrong)), "wrong_answer, asking new-password")
        << wrong.dump();
  const auto again = give_password(cora, "Cora-1");
  for (const Json& no_text : {Json(), Json(true), Json::object({{"password", "Cora-1"}})})
    EXPECT_EQ(told(door.answer(door.identify(again.attempt, cora, "").attempt, "password", no_text)),
              "wrong_answer, asking password")
        << no_text.dump();
}

TEST_F(PolicyTest, AsksStageByStage) {
  mock.world().step([](WorldState& state) {
    User cora_with_a_task = *state.users.find("6");
    cora_with_a_task.phone += ", task";
    state.users.put(cora_with_a_task);
  });
  auto turn = give_password(cora, "Cora-1");
  EXPECT_EQ(told(turn), "accepted, asking code");
  EXPECT_EQ(told(door.answer(turn.attempt, "new-password", new_one)), "not_asked, asking code");
  turn = door.ask(turn.attempt, "code");
  const auto text = mock.world().step(
      [&](WorldState& state) { return std::string(state.sign_ins.find(turn.attempt)->awaited.kept.text_at("code")); });
  turn = door.answer(turn.attempt, "code", text);
  EXPECT_EQ(told(turn), "accepted, asking new-password");
  EXPECT_EQ(told(door.answer(turn.attempt, "new-password", new_one)), "accepted, signed in 6");
}

TEST_F(PolicyTest, SignsInWhoeverWaitsForWhatIsNoLongerAsked) {
  const auto first = give_password(tess, "Tess-1");
  const auto second = give_password(tess, "Tess-1");
  ASSERT_EQ(told(door.answer(first.attempt, "new-password", new_one)), "accepted, signed in 11");
  const auto late = door.answer(second.attempt, "new-password", Json::object({{"password", "Tess-3"}}));
  EXPECT_EQ(told(late), "not_asked, signed in 11");
  EXPECT_EQ(late.attempt, "");
  EXPECT_EQ(told(door.look(second.attempt)), "no_attempt, asking password");
  EXPECT_EQ(told(give_password(tess, "Tess-3")), "wrong_answer, asking password") << "the late one did nothing";
}

TEST_F(PolicyTest, RenewsTheTicketWithEachStep) {
  const auto begun = renewing.identify("", cora, "");
  const auto wrong = renewing.answer(begun.attempt, "password", "wrong");
  EXPECT_EQ(wrong.attempt, begun.attempt) << "a wrong answer is no step";
  const auto named = renewing.identify(begun.attempt, cora, "");
  const auto passed = renewing.answer(named.attempt, "password", "Cora-1");
  const auto asked = renewing.ask(passed.attempt, "code");
  EXPECT_EQ(told(asked), "accepted, asking code");
  for (const auto& spent : {begun.attempt, named.attempt, passed.attempt}) {
    EXPECT_NE(asked.attempt, spent);
    EXPECT_EQ(told(renewing.look(spent)), "no_attempt, asking password");
    EXPECT_EQ(told(renewing.answer(spent, "password", "Cora-1")), "no_attempt, asking password");
  }
  EXPECT_EQ(attempts(), 1U);
  for (int i = 0; i < 3; ++i) renewing.answer(asked.attempt, "code", "wrong");
  EXPECT_EQ(told(renewing.answer(asked.attempt, "code", "wrong")), "locked, locked until 2026-01-01T01:00:00Z")
      << "the one before them counts: it is one attempt";
}

TEST_F(PolicyTest, KeepsTheTicketWhereItsPolicySaysSo) {
  const auto begun = door.identify("", cora, "");
  const auto passed = door.answer(begun.attempt, "password", "Cora-1");
  EXPECT_EQ(passed.attempt, begun.attempt);
  EXPECT_EQ(door.ask(passed.attempt, "code").attempt, begun.attempt);
}

TEST_F(PolicyTest, AnswersAtOnceAndRemembersNothing) {
  struct Row {
    Claim who;
    std::string text;
    std::string told;
  };
  const std::vector<Row> rows{
      {{"ben@acme.test", ""}, "Ben-1", "accepted, signed in 2"},
      {{"ben@acme.test", "ACME"}, "Ben-1", "accepted, signed in 2"},
      {{"ben@acme.test", "beta"}, "Ben-1", "unknown_user, asking password"},
      {{"ben@acme.test", std::string(101, 'x')}, "Ben-1", "unknown_user, asking password"},
      {{"ben@acme.test", ""}, "wrong", "wrong_answer, asking password"},
      {{"dan@acme.test", ""}, "Dan-1", "unknown_user, asking password"},
      {{"", ""}, "", "unknown_user, asking password"},
      {cora, "Cora-1", "accepted, asking code"},
      {tess, "Tess-1", "accepted, asking new-password"},
  };
  for (int round = 0; round < 6; ++round)
    for (const auto& row : rows)
      EXPECT_EQ(told(door.answer_at_once(row.who, "password", row.text)), row.told) << row.who.name;
  EXPECT_EQ(told(door.answer_at_once(cora, "code", "x")), "not_asked, asking password");
  EXPECT_EQ(attempts(), 0U);
  Mock fresh{directory_with_a_task()};
  Door other(fresh.world(), door.policy());
  EXPECT_EQ(door.identify("", cora, "").attempt, other.identify("", cora, "").attempt) << "nobody's ids moved";
}

TEST_F(PolicyTest, LocksNobodyWhoIsAnsweredAtOnce) {
  const Policy short_tempered{.door = "at once", .stages = {{password()}}, .most_wrong_answers = 1};
  Door impatient(mock.world(), short_tempered);
  EXPECT_EQ(told(impatient.answer_at_once({"ben@acme.test", ""}, "password", "wrong")),
            "wrong_answer, asking password");
  EXPECT_EQ(told(impatient.answer_at_once({"ben@acme.test", ""}, "password", "Ben-1")), "accepted, signed in 2");
}

TEST_F(PolicyTest, LetsOneQuestionNotStandInTheWayOfAnother) {
  Challenge call = code();
  call.name = "call";
  call.is_open_to = [](const WorldState& /*state*/, const User& user, const SignInAttempt& /*attempt*/) {
    return user.phone == "call";
  };
  const Policy policy{.door = "two that ask", .stages = {{call, code()}}};
  Door either(mock.world(), policy);
  auto turn = either.identify("", cora, "");
  turn = either.ask(turn.attempt, "call");
  ASSERT_EQ(told(turn), "accepted, asking call code") << "asked of nobody, since Cora has none";
  turn = either.ask(turn.attempt, "code");
  const auto text = mock.world().step(
      [&](WorldState& state) { return std::string(state.sign_ins.find(turn.attempt)->awaited.kept.text_at("code")); });
  EXPECT_EQ(told(either.answer(turn.attempt, "code", text)), "accepted, signed in 6");
}

TEST_F(PolicyTest, AsksAnewWhoeverHasTheChallengeByThen) {
  const Policy policy{.door = "asks first", .stages = {{code()}}};
  Door first(mock.world(), policy);
  auto turn = first.ask(first.identify("", {"ben@acme.test", ""}, "").attempt, "code");
  const auto kept = [&] {
    return mock.world().step([&](WorldState& state) {
      return std::string(state.sign_ins.find(turn.attempt)->awaited.kept.text_at("code"));
    });
  };
  EXPECT_EQ(told(first.answer(turn.attempt, "code", kept())), "unknown_user, asking code") << "Ben has none";
  mock.world().step([](WorldState& state) {
    User ben = *state.users.find("2");
    ben.phone = "code";
    state.users.put(ben);
  });
  ASSERT_EQ(told(first.answer(turn.attempt, "code", kept())), "wrong_answer, asking code") << "nor was he asked";
  turn = first.ask(turn.attempt, "code");
  EXPECT_EQ(told(first.answer(turn.attempt, "code", kept())), "accepted, signed in 2");
}

TEST_F(PolicyTest, ShowsAChallengeNothingOfWhatAnotherKeeps) {
  static Json seen;
  Challenge curious = minute();
  curious.is_right = [](World& /*world*/, const Given& given) {
    seen = Json::object({{"kept", given.kept}, {"is_now", given.asked_at == given.now}});
    return false;
  };
  const Policy policy{.door = "curious", .stages = {{password()}, {code(), curious}}};
  Door watched(mock.world(), policy);
  const Claim nora{"nora@acme.test", ""};
  auto turn = watched.answer(watched.identify("", nora, "").attempt, "password", "Nora-1");
  turn = watched.ask(turn.attempt, "code");
  mock.machine += std::chrono::minutes(1);
  watched.answer(turn.attempt, "minute", "x");
  EXPECT_EQ(seen.dump(), R"({"kept":null,"is_now":true})");
}

/// By a number in a room: nothing of an e-mail address, and to the letter.
TEST_F(PolicyTest, MayFindItsPeopleByItself) {
  const Policy numbers{.door = "numbers",
                       .stages = {{password()}},
                       .find_meant = [](const WorldState& state, const SignInAttempt& attempt) {
                         std::vector<const User*> users;
                         const User* user = state.users.find(attempt.name);
                         if (user != nullptr && attempt.organization == " Room") users.push_back(user);
                         return users;
                       }};
  Door numbered(mock.world(), numbers);
  const std::vector<std::pair<Claim, std::string>> rows{
      {{"2", " Room"}, "accepted, signed in 2"},
      {{"2", " room"}, "unknown_user, asking password"},
      {{"2", ""}, "unknown_user, asking password"},
      {{" 2", " Room"}, "unknown_user, asking password"},
      {{"ben@acme.test", " Room"}, "unknown_user, asking password"},
      {{std::string(321, '2'), " Room"}, "unknown_user, asking password"},
  };
  for (const auto& [who, expected] : rows)
    EXPECT_EQ(told(numbered.answer(numbered.identify("", who, "").attempt, "password", "Ben-1")), expected) << who.name;
}

TEST_F(PolicyTest, AsksByWhatTheClientSent) {
  Challenge echo = code();
  echo.is_open_to = [](const WorldState& /*state*/, const User& /*user*/, const SignInAttempt& /*attempt*/) {
    return true;
  };
  echo.ask = [](World& /*world*/, const Opening& opening) {
    const std::string whom = opening.user == nullptr ? "nobody" : opening.user->id;
    return Asked{Json::array({whom, opening.attempt.name, opening.attempt.organization, opening.sent}), {}};
  };
  const Policy policy{.door = "echo", .stages = {{echo}}};
  Door echoing(mock.world(), policy);
  EXPECT_EQ(echoing.ask(echoing.identify("", cora, "").attempt, "code", Json::object({{"A", "1"}})).shown.dump(),
            R"(["6","cora@acme.test","acme",{"A":"1"}])");
  EXPECT_EQ(echoing.ask(echoing.identify("", {"no@acme.test", ""}, "").attempt, "code").shown.dump(),
            R"(["nobody","no@acme.test","",null])");
}

TEST(Policies, AreCheckedWhereTheyAreListed) {
  const Policy plain{.door = "a", .stages = {{password()}, {code()}}};
  const Policy other{.door = "b", .stages = {{password()}}};
  const Policy empty{.door = "c", .stages = {}};
  const Policy twice{.door = "d", .stages = {{password()}, {code(), password()}}};
  EXPECT_NO_THROW(check({&plain, &other}));
  EXPECT_THROW(check({&plain, &plain}), std::logic_error);
  EXPECT_THROW(check({&empty}), std::logic_error);
  const Policy hollow{.door = "e", .stages = {{password()}, {}}};
  EXPECT_THROW(check({&hollow}), std::logic_error);
  EXPECT_THROW(check({&twice}), std::logic_error);
}

}  // namespace understudy::login
