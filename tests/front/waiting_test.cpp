// Routes whose answers wait for others.
#include <chrono>
#include <functional>
#include <future>
#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/text.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using testing::Mock;

constexpr std::chrono::seconds patience(10);

/// An answer that another thread gives.
class AwaitedExchange final : public http::Exchange {
 public:
  ~AwaitedExchange() override {
    if (!is_answered_) answer_.set_value(std::nullopt);
  }
  void reply(http::Reply whole) override {
    is_answered_ = true;
    answer_.set_value(std::move(whole));
  }
  void begin(http::Reply /*head*/) override {}
  bool write(std::string_view /*bytes*/) override { return false; }
  void end() override {}
  void abort() override {}
  void lead_to(http::Descriptor /*other*/, std::string /*request*/) override {}
  void after(Milliseconds /*delay*/, std::function<void()> /*task*/) override {}
  void on_gone(std::function<void()> /*task*/) override {}

  /// Nothing comes of one that is let go of without an answer.
  std::future<std::optional<http::Reply>> answer() { return answer_.get_future(); }

 private:
  std::promise<std::optional<http::Reply>> answer_;
  bool is_answered_ = false;
};

std::future<std::optional<http::Reply>> run(const http::Reply& reply) {
  auto exchange = std::make_shared<AwaitedExchange>();
  auto answer = exchange->answer();
  EXPECT_TRUE(reply.later) << reply.status;
  if (reply.later) reply.later(std::move(exchange));
  return answer;
}

http::Reply awaited(std::future<std::optional<http::Reply>> answer) {
  if (answer.wait_for(patience) == std::future_status::ready)
    if (auto reply = answer.get()) return std::move(*reply);
  ADD_FAILURE() << "no answer came";
  return {};
}

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

http::Reply refuse(const Refusal& refusal, const Visit& visit) {
  return http::text(418, "text/plain", cat({to_text(refusal.reason), " of ", visit.journal.operation}));
}

/// Says back what it was asked.
class Parrot final : public http::Messenger {
 public:
  http::Response post(const http::JsonPost& what) override {
    return {.outcome = http::Response::Outcome::answered, .status = 200, .body = cat({what.url, " ", what.body})};
  }
};

http::Request request_of(std::string path, std::string body = "") {
  return {.method = "POST",
          .path = std::move(path),
          .query = "q=1",
          .headers = {{"Host", "localhost"}, {"Origin", "http://localhost:3000"}},
          .body = std::move(body),
          .peer = {}};
}

/// A front with one route that waits for others where it is asked about its path's "wait".
struct OwnFront {
  explicit OwnFront(Handler handler, WaitingRoom::Size size = {4, 10}, std::function<void(Visit&)> require = {})
      : front(std::make_unique<Front>(mock.worlds, kinds, apis(std::move(handler), std::move(require)),
                                      FrontOptions{.public_url = "http://localhost:9119",
                                                   .interceptors = {},
                                                   .log_error = {},
                                                   .messenger = &parrot,
                                                   .waiting_room = size})) {}

  static std::vector<Api> apis(Handler handler, std::function<void(Visit&)> require) {
    const auto waits = [](const Visit& visit) {
      if (visit.params["how"] == "throw") throw std::runtime_error("not to be known");
      return visit.params["how"] == "wait";
    };
    Route route{"POST", "/{how}", "x", std::move(handler)};
    route.waits = waits;
    return {{"own", {{{std::move(route)}, refuse, std::move(require)}}}};
  }

  http::Reply ask(std::string path, std::string body = "") const {
    return front->answer(request_of(std::move(path), std::move(body)));
  }
  std::vector<JournalEntry> journal(std::string_view world = "default") {
    return mock.world(world).step([](WorldState& state) { return state.journal.after(0, 99); });
  }

  Mock mock;
  access::Kinds kinds;
  Parrot parrot;
  std::unique_ptr<Front> front;
};

http::Reply say_all(Visit& visit) {
  return http::text(200, "text/plain",
                    cat({visit.request.path, " ", visit.path, " ", visit.request.query, " ", visit.request.body, " ",
                         visit.params["how"], " ", visit.base, " ", visit.here()}));
}

}  // namespace

TEST(Waiting, KeepsTheRequestForAnswersThatOutliveIt) {
  std::promise<void> gone;
  OwnFront own([left = gone.get_future().share()](Visit& visit) {
    left.wait_for(patience);
    return say_all(visit);
  });
  auto request = std::make_unique<http::Request>(request_of("/w/t1/%77ait", std::string(100, 'b')));
  auto reply = std::make_unique<http::Reply>(own.front->answer(*request));
  auto answer = run(*reply);
  reply.reset();
  request.reset();
  own.mock.worlds.remove("t1");
  gone.set_value();
  EXPECT_EQ(awaited(std::move(answer)).body, "/w/t1/%77ait /wait q=1 " + std::string(100, 'b') +
                                                 " wait http://localhost:9119/w/t1 http://localhost/w/t1");
}

TEST(Waiting, RunsOnlyWhatWaitsElsewhere) {
  std::thread::id where;
  OwnFront own([&](Visit& visit) {
    where = std::this_thread::get_id();
    const auto heard = visit.ask({.url = "http://hook", .body = "{}"});
    return http::text(200, "text/plain", heard.body.empty() ? heard.why : heard.body);
  });
  EXPECT_EQ(awaited(run(own.ask("/wait"))).body, "http://hook {}");
  EXPECT_NE(where, std::this_thread::get_id());
  for (const auto path : {"/now", "/throw"}) {
    EXPECT_EQ(own.ask(path).body, "this server asks nobody") << path;
    EXPECT_EQ(where, std::this_thread::get_id()) << path;
  }
}

/// For calls in process: who asks waits himself.
TEST(Waiting, NeedsNoThreads) {
  std::thread::id where;
  OwnFront own(
      [&](Visit& visit) {
        where = std::this_thread::get_id();
        return http::text(200, "text/plain", visit.ask({.url = "http://hook", .body = "{}"}).body);
      },
      {0, 0});
  EXPECT_EQ(own.ask("/wait").body, "http://hook {}");
  EXPECT_EQ(where, std::this_thread::get_id());
  EXPECT_EQ(own.journal().size(), 1U);
}

TEST(Waiting, AnswersAtTheTimeWhenTheRequestCame) {
  OwnFront own([&](Visit& visit) {
    std::thread([&] {
      visit.world.step([](WorldState& state) { state.clock.advance(std::chrono::hours(1)); });
    }).join();
    const auto seen = visit.world.step([](WorldState& state) { return state.clock.now(); });
    return http::text(200, "text/plain", to_iso8601(seen));
  });
  const auto reply = awaited(run(own.ask("/wait")));
  EXPECT_EQ(reply.body, "2026-01-01T00:00:00Z");
  EXPECT_EQ(header(reply, "Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), "http://localhost:3000");
  EXPECT_EQ(to_iso8601(own.mock.world().now()), "2026-01-01T01:00:00Z");
  const auto entries = own.journal();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(to_iso8601(entries[0].time), "2026-01-01T00:00:00Z");
  EXPECT_EQ(entries[0].status, 200);
}

TEST(Waiting, RefusesInTheGroupsOwnWords) {
  OwnFront own([](Visit&) -> http::Reply { throw Refusal{Reason::unknown_record, "there is none", "", ""}; });
  const auto reply = awaited(run(own.ask("/wait")));
  EXPECT_EQ(reply.status, 418);
  EXPECT_EQ(reply.body, "unknown_record of x");
  EXPECT_EQ(header(reply, "X-Understudy-Reason"), "unknown_record; rule: there is none");
  ASSERT_EQ(own.journal().size(), 1U);
  EXPECT_EQ(own.journal()[0].reason, "unknown_record; rule: there is none");
}

TEST(Waiting, TurnsABugIntoTheGroupsOwn500) {
  OwnFront own([](Visit&) -> http::Reply { throw std::runtime_error("a secret detail"); });
  EXPECT_EQ(awaited(run(own.ask("/wait"))).body, "internal_error of x");
}

TEST(Waiting, VerifiesWhoCallsOnce) {
  int verified = 0;
  OwnFront own([](Visit& visit) { return http::json(200, visit.caller.as<int>()); }, {4, 10},
               [&](Visit& visit) { visit.caller.set(++verified); });
  EXPECT_EQ(awaited(run(own.ask("/wait"))).body, "1");
  EXPECT_EQ(verified, 1);
}

TEST(Waiting, AsksNobodyInsideAStep) {
  OwnFront own([](Visit& visit) {
    return visit.world.step([&](WorldState&) {
      return http::text(200, "text/plain", visit.ask({.url = "http://hook", .body = "{}"}).body);
    });
  });
  EXPECT_EQ(awaited(run(own.ask("/wait"))).body, "internal_error of x");
}

/// An answer that waited may still be one for later, of the time when it is given.
TEST(Waiting, MayEndInAnAnswerForLater) {
  OwnFront own([](Visit& visit) {
    http::Reply reply;
    reply.later = [&world = visit.world](const std::shared_ptr<http::Exchange>& exchange) {
      world.step([](WorldState& state) { state.clock.advance(std::chrono::hours(1)); });
      exchange->reply(http::text(202, "text/plain", "late"));
    };
    return reply;
  });
  const auto reply = awaited(run(own.ask("/wait")));
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(header(reply, "Date"), "Thu, 01 Jan 2026 01:00:00 GMT");
  EXPECT_EQ(own.journal().size(), 1U);
}

TEST(Waiting, RefusesWhatFindsNoPlace) {
  std::promise<void> leave;
  OwnFront own(
      [left = leave.get_future().share()](Visit& visit) {
        if (visit.path == "/wait") left.wait_for(patience);
        return say_all(visit);
      },
      {2, 1});
  std::vector<std::future<std::optional<http::Reply>>> placed;
  for (int i = 0; i < 3; ++i) placed.push_back(run(own.ask("/wait")));
  const auto refused = awaited(run(own.ask("/w/t2/wait")));
  EXPECT_EQ(refused.status, 418);
  EXPECT_EQ(refused.body, "limit_reached of x");
  EXPECT_EQ(header(refused, "X-Understudy-Reason"),
            "limit_reached; rule: too many answers wait for others already; ask again later; expected: at most 2 that "
            "wait, and 1 in the queue");
  EXPECT_EQ(header(refused, "Date"), "Thu, 01 Jan 2026 00:00:00 GMT");
  ASSERT_EQ(own.journal("t2").size(), 1U);
  EXPECT_EQ(own.journal("t2")[0].operation, "x");
  EXPECT_EQ(own.ask("/now").status, 200) << "who waits for nobody is not held up";
  leave.set_value();
  for (auto& answer : placed) EXPECT_EQ(awaited(std::move(answer)).status, 200);
  EXPECT_EQ(awaited(run(own.ask("/wait"))).status, 200) << "there is place again";
}

TEST(Waiting, EndsWithItsFront) {
  std::promise<void> leave;
  std::promise<void> begun;
  OwnFront own(
      [&begun, left = leave.get_future().share()](Visit& visit) {
        begun.set_value();  // once: the other one is let go of
        left.wait_for(patience);
        return say_all(visit);
      },
      {1, 5});
  auto running = run(own.ask("/wait"));
  ASSERT_EQ(begun.get_future().wait_for(patience), std::future_status::ready);
  auto queued = run(own.ask("/wait"));
  std::thread ending([&] { own.front.reset(); });
  EXPECT_FALSE(queued.get().has_value()) << "what has not begun is let go of";
  leave.set_value();
  ending.join();
  EXPECT_EQ(awaited(std::move(running)).status, 200);
}

TEST(WaitingRoom, HasThePlacesThatAreStated) {
  std::promise<void> leave;
  const auto left = leave.get_future().share();
  WaitingRoom room({});
  int taken = 0;
  while (taken < 2000 && room.take([left] { left.wait_for(patience); })) ++taken;
  leave.set_value();
  EXPECT_EQ(taken, 64 + 1000);
}

TEST(WaitingRoom, LosesWhatATaskThrowsAndNothingElse) {
  std::promise<void> done;
  WaitingRoom room({1, 5});
  EXPECT_TRUE(room.take([] { throw std::runtime_error("lost"); }));
  EXPECT_TRUE(room.take([&] { done.set_value(); }));
  EXPECT_EQ(done.get_future().wait_for(patience), std::future_status::ready);
}

}  // namespace understudy::front
