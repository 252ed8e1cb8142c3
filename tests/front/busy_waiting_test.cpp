// Many answers at once that wait for a hook, which asks the same server in its turn, over real sockets: for the thread
// sanitizer above all.
#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "http/raw_client.h"
#include "http/socket_messenger.h"
#include "http/sockets.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using http::RawClient;
using Outcome = http::Response::Outcome;

http::Reply refuse(const Refusal& refusal, const Visit& /*visit*/) {
  return http::text(503, "text/plain", std::string(to_text(refusal.reason)));
}

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::answered: return "answered";
    case Outcome::too_late: return "too late";
    case Outcome::cancelled: return "cancelled";
    default: return "unreachable";
  }
}

/// A server with a route that answers at once, and "/wait/{depth}": it asks itself so often, one within the other, in
/// two steps of its world.
struct Server {
  explicit Server(WaitingRoom::Size size, Milliseconds hook_deadline = Milliseconds(http::patience))
      : deadline(hook_deadline),
        front(mock.worlds, kinds, {{"own", {{routes(), refuse}}}},
              {.public_url = "http://localhost:9119",
               .interceptors = {},
               .log_error = {},
               .messenger = &messenger,
               .waiting_room = size}),
        served([this](const http::Request& request) { return front.answer(request); }) {}

  ~Server() { stop(); }
  /// As a server stops.
  void stop() {
    served.listener().stop();
    messenger.cancel();
    served.stop();
  }

  std::vector<Route> routes() {
    Route waiting{"POST", "/wait/{depth}", "wait", [this](Visit& visit) { return ask_itself(visit); }};
    waiting.waits = [](const Visit&) { return true; };
    const auto count = [](Visit& visit) {
      return http::json(200, visit.world.step([](WorldState& state) { return state.ids.guid("hook", "a"); }));
    };
    Route hanging_one{"POST", "/hang", "hang", [this](Visit& visit) { return hang(visit); }};
    hanging_one.waits = waiting.waits;
    return {waiting, hanging_one, {"POST", "/now", "now", count}};
  }

  http::Reply ask_itself(Visit& visit) {
    visit.world.step([](WorldState& state) { state.ids.guid("wait", "a"); });
    const auto depth = parse_number(visit.params["depth"]).value_or(0);
    const auto next = depth == 0 ? "/now" : cat({"/wait/", std::to_string(depth - 1)});
    const auto heard = visit.ask(
        {.url = cat({"http://localhost:", std::to_string(served.port()), next}), .body = "{}", .deadline = deadline});
    visit.world.step([](WorldState& state) { state.ids.guid("wait", "a"); });
    if (heard.outcome != Outcome::answered) return http::text(502, "text/plain", std::string(word_of(heard.outcome)));
    return http::text(heard.status, "text/plain", heard.body);
  }

  http::Reply hang(Visit& visit) {
    ++hanging;
    const auto url = cat({"http://127.0.0.1:", std::to_string(silent.port)});
    const auto heard = visit.ask({.url = url, .body = "{}", .deadline = deadline});
    return http::text(502, "text/plain", std::string(word_of(heard.outcome)));
  }

  void wait_for_hanging(int expected) const {
    for (int waited = 0; hanging < expected && waited < http::patience; ++waited)
      std::this_thread::sleep_for(Milliseconds(1));
    EXPECT_EQ(hanging, expected);
  }

  /// So many clients ask for that path at once; the statuses that they get.
  std::vector<int> ask_at_once(int clients, const std::string& path) const {
    std::vector<int> statuses(static_cast<size_t>(clients));
    std::vector<std::thread> threads;
    for (auto& status : statuses)
      threads.emplace_back([&] {
        RawClient client(served.port());
        status = client.ask(cat({"POST ", path, " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"})).status();
      });
    for (auto& thread : threads) thread.join();
    return statuses;
  }

  const Milliseconds deadline;
  std::atomic<int> hanging = 0;
  http::ListeningSockets silent = http::listen_on("127.0.0.1", 0);  ///< it takes connections, and says nothing
  testing::Mock mock;
  access::Kinds kinds;
  http::SocketMessenger messenger;
  Front front;
  http::Served served;
};

}  // namespace

TEST(BusyWaiting, AnswersFiftyWhoseHooksAskTheServerItself) {
  Server server({});
  EXPECT_EQ(server.ask_at_once(50, "/wait/0"), std::vector<int>(50, 200));
  EXPECT_EQ(server.ask_at_once(50, "/w/other/wait/0"), std::vector<int>(50, 200)) << "by threads that are there";
}

TEST(BusyWaiting, AnswersHooksThatWaitForHooks) {
  Server server({});
  EXPECT_EQ(server.ask_at_once(20, "/wait/2"), std::vector<int>(20, 200)) << "sixty at once";
}

/// All threads wait for answers that need a thread: each wait ends by its deadline.
TEST(BusyWaiting, ComesBackFromAFullHouse) {
  Server server({2, 100}, Milliseconds(200));
  for (const int status : server.ask_at_once(6, "/wait/1")) EXPECT_TRUE(status == 502 || status == 200) << status;
  EXPECT_EQ(server.ask_at_once(2, "/wait/0"), std::vector<int>(2, 200));
}

/// Two workers, and more hooks that hang: who waits for nobody is answered, and the end does not wait either.
TEST(BusyWaiting, HoldsNeitherWorkersNorTheEnd) {
  Server server({});
  std::vector<int> statuses;
  std::thread hanging([&] { statuses = server.ask_at_once(10, "/hang"); });
  server.wait_for_hanging(10);
  EXPECT_EQ(server.ask_at_once(20, "/now"), std::vector<int>(20, 200));
  http::expect_within(http::patience / 2, [&] {
    server.stop();
    hanging.join();
  });
  // The listener says that it stops, or the hook that it was cancelled.
  for (const int status : statuses) EXPECT_TRUE(status == 502 || status == 503) << status;
}

TEST(BusyWaiting, OutlivesPeersThatGoAway) {
  Server server({});
  {
    std::vector<RawClient> impatient;
    for (int i = 0; i < 10; ++i) {
      impatient.emplace_back(server.served.port());
      impatient.back().send("POST /hang HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    }
    server.wait_for_hanging(10);
  }
  EXPECT_EQ(server.ask_at_once(5, "/wait/0"), std::vector<int>(5, 200));
}

}  // namespace understudy::front
