#include "world/worlds.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "base/refusal.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/part.h"
#include "providers/shiftiq/part.h"
#include "support/mock.h"

namespace understudy {
namespace {

using testing::Mock;
using testing::MockOptions;

std::string refused_world(Mock& mock, std::string_view name) {
  try {
    mock.worlds.enter(name);
  } catch (const Refusal& refusal) {
    return refusal.rule + " / " + refusal.got;
  }
  return "entered";
}

epilot::AccessToken some_token(std::string id) {
  epilot::AccessToken token;
  token.id = std::move(id);
  return token;
}

}  // namespace

TEST(Worlds, ComeIntoBeingWhenNamed) {
  Mock mock;
  EXPECT_EQ(mock.worlds.find("t1"), nullptr);
  EXPECT_EQ(mock.worlds.enter("t1")->name(), "t1");
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"default", "t1"}));
}

TEST(Worlds, ShareNothingThatCanChange) {
  Mock mock;
  mock.world("t1").step([](WorldState& state) {
    epilot::epilot_of(state).access_tokens.put(some_token("api_new"));
    state.clock.advance(std::chrono::hours(1));
  });
  mock.world("t2").step([](WorldState& state) {
    EXPECT_EQ(epilot::epilot_of(state).access_tokens.find("api_new"), nullptr);
    EXPECT_EQ(state.clock.now(), testing::mock_start);
  });
}

TEST(Worlds, HaveNamesThatFitAHost) {
  Mock mock;
  for (const std::string_view name : {"", "A", "a_b", "a.b", "a/b", "\xC3\xA4", " a"})
    EXPECT_NE(refused_world(mock, name), "entered") << name;
  EXPECT_EQ(refused_world(mock, std::string(63, 'a')), "entered");
  EXPECT_NE(refused_world(mock, std::string(64, 'a')), "entered");
}

TEST(Worlds, MustBeCreatedInAStrictHouse) {
  Mock mock(testing::small_seed(), {.admission = Admission::when_created});
  EXPECT_EQ(refused_world(mock, "t1"),
            "a world must be created before it is named (--strict-worlds) / nobody created it");
  EXPECT_TRUE(mock.worlds.create("t1").is_new);
  EXPECT_FALSE(mock.worlds.create("t1").is_new);
  EXPECT_EQ(refused_world(mock, "t1"), "entered");
  EXPECT_EQ(refused_world(mock, "default"), "entered");
}

TEST(Worlds, LetTheOneIdleLongestGoButNeverTheDefault) {
  Mock mock(testing::small_seed(), {.most_worlds = 3});
  for (const char* name : {"t1", "t2", "t1", "t3"}) {
    mock.elapsed += Milliseconds(10);
    mock.worlds.enter(name);
  }
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"default", "t1", "t3"}));
}

TEST(Worlds, GoInTheOrderInWhichTheyWereNamedWithinAMillisecond) {
  Mock mock(testing::small_seed(), {.most_worlds = 3});
  for (const char* name : {"b", "a", "default", "b", "c"}) mock.worlds.enter(name);
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"b", "c", "default"}));
  EXPECT_EQ(mock.worlds.enter("a")->notice(),
            "this world begins anew: it was dropped as the one idle longest, since at most 3 worlds are kept "
            "(--max-worlds)");
  EXPECT_EQ(mock.worlds.names(), (std::vector<std::string>{"a", "c", "default"}));
}

TEST(Worlds, RememberOnlySoManyThatWent) {
  Mock mock(testing::small_seed(), {.most_worlds = 3});
  for (const char* name : {"a", "b", "c", "d", "e", "f", "a"}) mock.worlds.enter(name);
  EXPECT_EQ(mock.world("a").notice(), "") << "three went since";
  EXPECT_NE(mock.world("c").notice(), "");
}

TEST(Worlds, CostTheSameHoweverManyThereAre) {
  Mock mock(testing::small_seed(), {.most_worlds = 20'000});
  const auto fastest = [&] {
    auto best = std::chrono::steady_clock::duration::max();
    for (int round = 0; round < 10; ++round) {
      const auto start = std::chrono::steady_clock::now();
      for (int i = 0; i < 50; ++i) {
        mock.worlds.enter("short-lived");
        mock.worlds.remove("short-lived");
      }
      best = std::min(best, std::chrono::steady_clock::now() - start);
    }
    return best;
  };
  const auto among_few = fastest();
  for (int i = 0; i < 10'000; ++i) mock.worlds.enter("w" + std::to_string(i));
  // A look at each of them takes a hundred times as long.
  EXPECT_LT(fastest(), 10 * among_few);
}

TEST(Worlds, GoAfterIdleTimeAndSaySoWhenNamedAgain) {
  Mock mock;
  mock.worlds.enter("t1");
  mock.elapsed += std::chrono::minutes(59);
  mock.worlds.enter("t1")->step([](WorldState& state) { epilot::epilot_of(state).access_tokens.put(some_token("x")); });
  mock.elapsed += std::chrono::minutes(60);
  const auto fresh = mock.worlds.enter("t1");
  EXPECT_EQ(fresh->notice(), "this world begins anew: it was dropped after 3600 idle seconds (--world-idle)");
  fresh->step([](WorldState& state) { EXPECT_EQ(epilot::epilot_of(state).access_tokens.find("x"), nullptr); });
  EXPECT_EQ(mock.world().notice(), "");
}

TEST(Worlds, OfAStrictHouseSayWhyTheyWent) {
  Mock mock(testing::small_seed(), {.admission = Admission::when_created});
  mock.worlds.create("t1");
  mock.elapsed += std::chrono::hours(1);
  EXPECT_EQ(refused_world(mock, "t1"),
            "a world must be created before it is named (--strict-worlds) / it was dropped after 3600 idle seconds "
            "(--world-idle)");
}

TEST(Worlds, AreNotThereToBeRemovedOnceTheyWereIdleTooLong) {
  Mock mock;
  mock.worlds.create("t1");
  mock.elapsed += std::chrono::hours(1);
  EXPECT_FALSE(mock.worlds.remove("t1"));
  EXPECT_EQ(mock.world("t1").notice(), "this world begins anew: it was dropped after 3600 idle seconds (--world-idle)");
}

TEST(Worlds, BeginAgainWhenReset) {
  Mock mock;
  auto& before = mock.world("t1");
  const auto first = before.step([](WorldState& state) { return state.ids.bytes("k", "o", 8); });
  const auto after = mock.worlds.reset("t1");
  EXPECT_EQ(after->step([](WorldState& state) { return state.ids.bytes("k", "o", 8); }), first);
  EXPECT_TRUE(mock.worlds.remove("t1"));
  EXPECT_FALSE(mock.worlds.remove("t1"));
}

TEST(World, TakesTwoGenerationsOfKeysThroughARotation) {
  Mock mock;
  World& world = mock.world("t1");
  const auto first = world.signing_key("epilot.api");
  world.rotate_key("epilot.api", World::Rotation::keep_old_keys);
  const auto second = world.signing_key("epilot.api");
  EXPECT_NE(first.thumbprint(), second.thumbprint());
  ASSERT_EQ(world.keys("epilot.api").size(), 2U);
  EXPECT_EQ(world.keys("epilot.api")[0].thumbprint(), first.thumbprint());
  world.rotate_key("epilot.api", World::Rotation::drop_old_keys);
  ASSERT_EQ(world.keys("epilot.api").size(), 1U);
  // Another world keeps the first key, and repeats the same second one.
  World& other = mock.world("t2");
  EXPECT_EQ(other.signing_key("epilot.api").thumbprint(), first.thumbprint());
  other.rotate_key("epilot.api", World::Rotation::keep_old_keys);
  EXPECT_EQ(other.signing_key("epilot.api").thumbprint(), second.thumbprint());
}

TEST(World, ForgetsPreparedBytesWhenKeysChange) {
  Mock mock;
  World& world = mock.world();
  int made = 0;
  const auto make = [&] { return std::to_string(++made); };
  EXPECT_EQ(*world.prepared("x", make), "1");
  EXPECT_EQ(*world.prepared("x", make), "1");
  world.rotate_key("epilot.api", World::Rotation::keep_old_keys);
  EXPECT_EQ(*world.prepared("x", make), "2");
}

TEST(World, TellsWatchersOfItsJournalUntilTheyAreOver) {
  Mock mock;
  World& world = mock.world();
  std::vector<uint64_t> heard;
  bool is_over = false;
  const auto hear = [&] {
    heard.push_back(world.step([](WorldState& state) { return state.journal.last_sequence(); }));
  };
  world.watch_journal({hear, [&] { return is_over; }, [] {}});
  world.record({});
  world.record({});
  world.step([](WorldState& state) { state.mailbox.append({}); });
  is_over = true;
  world.record({});
  EXPECT_EQ(heard, (std::vector<uint64_t>{1, 2}));
}

TEST(World, TellsWatchersOfItsMailboxAsSoonAsTheStepIsDone) {
  Mock mock;
  World& world = mock.world();
  std::vector<uint64_t> heard;
  bool is_over = false;
  const auto hear = [&] {
    EXPECT_FALSE(world.is_in_step());
    heard.push_back(world.step([](WorldState& state) { return state.mailbox.last_sequence(); }));
  };
  world.watch_mailbox({hear, [&] { return is_over; }, [] {}});
  world.step([](WorldState& state) { state.mailbox.append({}); });
  world.step([](WorldState& state) { return state.clock.now(); });
  world.record({});
  world.step([](WorldState& state) { state.mailbox.clear(); });
  world.step([](WorldState& state) {
    state.mailbox.append({});
    state.mailbox.append({});
  });
  EXPECT_EQ(heard, (std::vector<uint64_t>{1, 3})) << "told once of what one step sent, and of nothing else";
  EXPECT_THROW(world.step([](WorldState& state) {
    state.mailbox.append({});
    throw std::runtime_error("after the mail");
  }),
               std::runtime_error);
  EXPECT_EQ(heard.size(), 3U) << "what was sent was sent";
  is_over = true;
  world.step([](WorldState& state) { state.mailbox.append({}); });
  EXPECT_EQ(heard.size(), 3U);
}

TEST(World, LetsOnlySoManyWatch) {
  for (const auto watch : {&World::watch_journal, &World::watch_mailbox}) {
    Mock mock;
    World& world = mock.world();
    bool is_over = false;
    const Watcher watcher{[] {}, [&] { return is_over; }, [] {}};
    for (size_t i = 0; i < world.limits().watchers; ++i) (world.*watch)(watcher);
    EXPECT_THROW((world.*watch)(watcher), Refusal);
    is_over = true;
    EXPECT_NO_THROW((world.*watch)(watcher));
  }
}

TEST(World, TellsItsWatchersWhenItEnds) {
  for (const auto watch : {&World::watch_journal, &World::watch_mailbox}) {
    Mock mock;
    const auto world = mock.worlds.enter("t1");
    int ended = 0;
    const Watcher watcher{[] { ADD_FAILURE() << "nothing comes after the end"; }, [] { return false; },
                          [&] { ++ended; }};
    ((*world).*watch)(watcher);
    mock.worlds.remove("t1");
    EXPECT_EQ(ended, 1);
    ((*world).*watch)(watcher);
    EXPECT_EQ(ended, 2) << "who comes late is told at once";
    world->record({});
    world->step([](WorldState& state) { state.mailbox.append({}); });
    EXPECT_EQ(ended, 2);
  }
}

TEST(World, IsCopiedWhole) {
  Mock mock(testing::fixture_seed("shift-iq.yaml"));
  World& world = mock.world();
  mock.issue({});
  const auto state_of = [&] { return world.step([](WorldState& state) { return state; }); };
  const auto tokens_of = [](const WorldState& state) { return epilot::epilot_of(state).access_tokens.size(); };

  WorldState copy = state_of();
  const auto before = copy.ids.guid("test", "owner");
  const std::string user = world.seed().users.rows().front().id;
  const size_t tokens = tokens_of(copy);
  ASSERT_GT(tokens, 0U);

  mock.issue({});
  EXPECT_EQ(tokens_of(copy), tokens) << "what the world does later is not in the copy";
  EXPECT_EQ(tokens_of(state_of()), tokens + 1);

  copy.users.erase(user);
  shiftiq::shift_of(copy).standings.put({user, {.operates = true}});
  copy.clock.advance(std::chrono::hours(1));
  WorldState now = state_of();
  EXPECT_NE(now.users.find(user), nullptr) << "nor is in the world what is done to the copy";
  EXPECT_FALSE(shiftiq::flags_of(now, user).operates);
  EXPECT_EQ(copy.clock.now() - now.clock.now(), std::chrono::hours(1));
  EXPECT_EQ(now.ids.guid("test", "owner"), before) << "counters are copied, not shared";
}

TEST(World, KnowsWhetherThisThreadIsInAStep) {
  Mock mock;
  World& world = mock.world();
  EXPECT_FALSE(world.is_in_step());
  world.step([&](WorldState&) {
    EXPECT_TRUE(world.is_in_step());
    std::thread([&] { EXPECT_FALSE(world.is_in_step()); }).join();
  });
  EXPECT_FALSE(world.is_in_step());
}

TEST(Worlds, RunInParallel) {
  Mock mock;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&mock, t] {
      const std::string own = "own" + std::to_string(t);
      for (int i = 0; i < 300; ++i) {
        mock.worlds.enter("shared")->step([&](WorldState& state) { state.ids.bytes("k", "o", 4); });
        mock.worlds.enter(own)->record({});
        if (i % 50 == 0) mock.worlds.reset("shared");
        if (i % 70 == 0) mock.worlds.remove(own);
        mock.worlds.names();
      }
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace understudy
