#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <utility>

#include "base/text.h"
#include "control/control.h"
#include "support/mock.h"

namespace understudy::control {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::RecordingExchange;

const std::string path = "/_understudy/v1/worlds/default/mailbox";
const std::string anna = "anna@acme.test";
const std::string bert = "bert@acme.test";

void send(World& world, const std::string& to, const std::string& kind, const std::string& code) {
  world.step([&](WorldState& state) {
    state.mailbox.append({.time = state.clock.now(),
                          .from = "pool",
                          .to = to,
                          .kind = kind,
                          .subject = "Hello",
                          .text = cat({"Your code is ", code}),
                          .code = code});
  });
}

/// The codes of the messages, and where the mailbox is: "111 222 of 2".
std::string told(const http::Reply& reply) {
  if (reply.later) return "it waits";
  if (reply.status != 200) return reply.body;
  const auto body = body_of(reply);
  std::string codes;
  for (const auto& message : body.find("messages")->items()) codes += cat({message.text_at("code"), " "});
  return cat({codes, "of ", std::to_string(*body.find("last")->integer())});
}

/// Asks, and keeps what is answered later.
std::shared_ptr<RecordingExchange> wait(Mock& mock, const std::string& target) {
  auto recording = std::make_shared<RecordingExchange>();
  const auto reply = mock.ask("GET", target);
  if (reply.later)
    reply.later(recording);
  else
    recording->answered = reply;
  return recording;
}

/// Answered from any thread; nobody's time is ever over.
class CountingExchange final : public http::Exchange {
 public:
  void reply(http::Reply whole) override {
    if (whole.status == 200) ++answers;
  }
  void begin(http::Reply /*head*/) override {}
  bool write(std::string_view /*bytes*/) override { return false; }
  void end() override {}
  void abort() override {}
  void lead_to(http::Descriptor /*other*/, std::string /*request*/) override {}
  void after(Milliseconds /*delay*/, std::function<void()> /*task*/) override {}
  void on_gone(std::function<void()> /*task*/) override {}

  std::atomic<int> answers{0};
};

}  // namespace

TEST(ControlMailbox, IsRead) {
  Mock mock;
  EXPECT_EQ(mock.ask("GET", path).body, R"({"messages":[],"last":0})");
  send(mock.world(), anna, "sign_up", "111");
  EXPECT_EQ(mock.ask("GET", path).body,
            R"({"messages":[{"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"pool",)"
            R"("to":"anna@acme.test","kind":"sign_up","subject":"Hello","text":"Your code is 111","code":"111"}],)"
            R"("last":1})");
  send(mock.world(), bert, "sign_up", "222");
  send(mock.world(), anna, "forgot_password", "333");
  send(mock.world(), "+4915112345", "sign_up", "444");
  send(mock.world("t1"), anna, "sign_up", "of another world");
  for (const auto& [query, expected] : std::vector<std::pair<std::string, std::string>>{
           {"", "111 222 333 444 of 4"},
           {"?to=ANNA@acme.test", "111 333 of 4"},
           {"?to=%2B4915112345", "444 of 4"},
           {"?kind=sign_up", "111 222 444 of 4"},
           {"?to=anna%40acme.test&kind=sign_up", "111 of 4"},
           {"?after=2", "333 444 of 4"},
           {"?limit=1", "444 of 4"},
           {"?to=anna@acme.test&limit=1", "333 of 4"},
           {"?limit=1000", "111 222 333 444 of 4"},
           {"?to=nobody@acme.test", "of 4"},
       })
    EXPECT_EQ(told(mock.ask("GET", path + query)), expected) << query;
}

TEST(ControlMailbox, RefusesSlips) {
  Mock mock;
  for (const auto& [query, detail] : std::vector<std::pair<std::string, std::string>>{
           {"?too=anna@acme.test", "the query has only names that this operation knows"},
           {"?to=", "to is a text that is not empty"},
           {"?kind=", "kind is a text that is not empty"},
           {"?to=+4915112345", "to has no blank; a + in a query is written %2B"},
           {"?after=x", "after is a whole number"},
           {"?limit=-1", "limit is a whole number of at most 1000"},
           {"?limit=1001", "limit is a whole number of at most 1000"},
           {"?wait=forever", "wait is a length of time of at most one minute"},
           {"?wait=61s", "wait is a length of time of at most one minute"},
       }) {
    const auto reply = mock.ask("GET", path + query);
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_EQ(body_of(reply).text_at("detail"), detail) << query;
  }
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/nobody/mailbox").status, 404);
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/nobody/mailbox?wait=1s").status, 404);
  EXPECT_EQ(mock.worlds.find("nobody"), nullptr) << "who only looks makes no world";
}

TEST(ControlMailbox, IsAwaited) {
  Mock mock;
  const auto annas = wait(mock, path + "?to=anna@acme.test&wait=5s");
  const auto berts = wait(mock, path + "?to=bert@acme.test&wait=5s");
  const auto resets = wait(mock, path + "?kind=forgot_password&wait=5s");
  send(mock.world(), bert, "sign_up", "111");
  EXPECT_FALSE(annas->answered.has_value()) << "it is another's";
  EXPECT_FALSE(resets->answered.has_value()) << "it is of another kind";
  ASSERT_TRUE(berts->answered.has_value());
  EXPECT_EQ(told(*berts->answered), "111 of 1");
  mock.ask("GET", "/v2/users/me");
  EXPECT_FALSE(annas->answered.has_value()) << "a journal entry is no mail";
  send(mock.world("t1"), anna, "sign_up", "of another world");
  EXPECT_FALSE(annas->answered.has_value());
  send(mock.world(), "Anna@acme.test", "forgot_password", "222");
  ASSERT_TRUE(annas->answered.has_value());
  ASSERT_TRUE(resets->answered.has_value());
  EXPECT_EQ(told(*annas->answered), "222 of 2");
  EXPECT_EQ(told(*resets->answered), "222 of 2");
}

TEST(ControlMailbox, IsAnsweredAtOnceWhereItHasWhatIsAwaited) {
  Mock mock;
  send(mock.world(), anna, "sign_up", "111");
  for (const std::string query : {"?wait=5s", "?to=anna@acme.test&wait=5s", "?after=0&wait=1m"})
    EXPECT_EQ(told(mock.ask("GET", path + query)), "111 of 1") << query;
  EXPECT_TRUE(mock.ask("GET", path + "?after=1&wait=5s").later);
  EXPECT_EQ(told(mock.ask("GET", path + "?after=2&wait=5s")), "of 1") << "that was another life of this world";
  EXPECT_EQ(told(mock.ask("GET", path + "?after=1&wait=0s")), "of 1");
}

/// Sends between the look that found nothing and the watch.
TEST(ControlMailbox, MissesNothingThatComesAsTheWaitBegins) {
  Mock mock;
  const auto reply = mock.ask("GET", path + "?wait=5s");
  send(mock.world(), anna, "sign_up", "111");
  const auto recording = std::make_shared<RecordingExchange>();
  reply.later(recording);
  ASSERT_TRUE(recording->answered.has_value());
  EXPECT_EQ(told(*recording->answered), "111 of 1");
}

TEST(ControlMailbox, IsAnsweredEmptyWhenTheTimeIsOver) {
  Mock mock;
  const auto waiting = wait(mock, path + "?to=anna@acme.test&wait=5s");
  send(mock.world(), bert, "sign_up", "111");
  ASSERT_EQ(waiting->timers.size(), 1U);
  EXPECT_EQ(waiting->timers[0].first, std::chrono::seconds(5));
  waiting->fire_timers();
  ASSERT_TRUE(waiting->answered.has_value());
  EXPECT_EQ(told(*waiting->answered), "of 1");
}

TEST(ControlMailbox, LetsGoOfAWorldThatEndsDuringAWait) {
  for (const std::string end : {"DELETE /_understudy/v1/worlds/t1", "POST /_understudy/v1/worlds/t1/reset"}) {
    Mock mock;
    const std::weak_ptr<World> world = mock.worlds.enter("t1");
    const auto waiting = wait(mock, "/_understudy/v1/worlds/t1/mailbox?wait=5s");
    const auto late = mock.ask("GET", "/_understudy/v1/worlds/t1/mailbox?wait=5s");
    const size_t blank = end.find(' ');
    mock.ask(end.substr(0, blank), end.substr(blank + 1));
    ASSERT_TRUE(waiting->answered.has_value()) << end;
    EXPECT_EQ(waiting->answered->status, 404) << end;
    EXPECT_TRUE(world.expired()) << end;
    const auto recording = std::make_shared<RecordingExchange>();
    late.later(recording);
    ASSERT_TRUE(recording->answered.has_value()) << end;
    EXPECT_EQ(recording->answered->status, 404) << end;
  }
}

TEST(ControlMailbox, ForgetsWhoWentAway) {
  Mock mock;
  const auto waiting = wait(mock, path + "?wait=5s");
  std::exchange(waiting->gone, nullptr)();
  send(mock.world(), anna, "sign_up", "111");
  waiting->fire_timers();
  EXPECT_FALSE(waiting->answered.has_value());
}

TEST(ControlMailbox, LetsOnlySoManyWait) {
  Mock mock(testing::small_seed(), {.limits = {.watchers = 2}});
  const auto first = wait(mock, path + "?wait=5s");
  const auto second = wait(mock, path + "?wait=5s");
  const auto third = wait(mock, path + "?wait=5s");
  ASSERT_TRUE(third->answered.has_value());
  EXPECT_EQ(third->answered->status, 429);
  EXPECT_EQ(body_of(*third->answered).text_at("detail"), "at most 2 requests may wait on one world's mailbox");
  const auto journal = wait(mock, "/_understudy/v1/worlds/default/journal?wait=5s");
  EXPECT_FALSE(journal->answered.has_value()) << "the journal has places of its own";
  send(mock.world(), anna, "sign_up", "111");
  EXPECT_TRUE(first->answered.has_value());
  EXPECT_TRUE(second->answered.has_value());
  const auto fourth = wait(mock, path + "?after=1&wait=5s");
  EXPECT_FALSE(fourth->answered.has_value());
  for (const auto& waiting : {journal, fourth}) std::exchange(waiting->gone, nullptr)();
}

TEST(ControlMailbox, IsEmptied) {
  Mock mock;
  send(mock.world(), anna, "sign_up", "111");
  const auto waiting = wait(mock, path + "?after=1&wait=5s");
  EXPECT_EQ(mock.ask("DELETE", path + "?to=anna@acme.test").status, 400) << "it takes no choice of mails";
  EXPECT_EQ(told(mock.ask("GET", path)), "111 of 1");
  EXPECT_EQ(mock.ask("DELETE", path).status, 204);
  EXPECT_EQ(told(mock.ask("GET", path)), "of 1");
  EXPECT_FALSE(waiting->answered.has_value());
  send(mock.world(), anna, "sign_up", "222");
  EXPECT_EQ(told(mock.ask("GET", path)), "222 of 2");
  EXPECT_EQ(told(*waiting->answered), "222 of 2");
}

TEST(ControlMailbox, AnswersEveryWaitOnceWhileOthersSend) {
  constexpr int rounds = 200;
  Mock mock(testing::small_seed(), {.limits = {.watchers = rounds}});
  World& world = mock.world();
  const auto address = [](int i) { return cat({"user", std::to_string(i), "@acme.test"}); };
  std::vector<std::shared_ptr<CountingExchange>> waits;
  std::thread sender([&] {
    for (int i = 0; i < rounds; ++i) send(world, address(i), "sign_up", "111");
  });
  for (int i = 0; i < rounds; ++i) {
    const auto reply = mock.ask("GET", cat({path, "?to=", address(i), "&wait=5s"}));
    waits.push_back(std::make_shared<CountingExchange>());
    if (reply.later)
      reply.later(waits.back());
    else
      waits.back()->reply(reply);
  }
  sender.join();
  for (const auto& waiting : waits) EXPECT_EQ(waiting->answers, 1);
}

}  // namespace understudy::control
