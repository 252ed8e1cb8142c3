// Many clients at once, replies of every kind, and a stop in the middle: for the thread sanitizer above all.
#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

/// Answers exchanges from a thread of its own.
class Answerer {
 public:
  Answerer() : thread_([this] { run(); }) {}
  ~Answerer() {
    stopped_ = true;
    thread_.join();
  }

  void take(std::shared_ptr<Exchange> exchange) {
    const std::lock_guard lock(mutex_);
    exchanges_.push_back(std::move(exchange));
  }

 private:
  void run() {
    while (!stopped_) {
      std::vector<std::shared_ptr<Exchange>> taken;
      {
        const std::lock_guard lock(mutex_);
        taken.swap(exchanges_);
      }
      for (const auto& exchange : taken) exchange->reply(text(200, "text/plain", "thread"));
      std::this_thread::sleep_for(1ms);
    }
  }

  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::vector<std::shared_ptr<Exchange>> exchanges_;
  std::thread thread_;
};

RequestHandler handler_with(Answerer& answerer) {
  return [&answerer](const Request& request) {
    Reply reply;
    if (request.path == "/thread") {
      reply.later = [&answerer](std::shared_ptr<Exchange> exchange) { answerer.take(std::move(exchange)); };
    } else if (request.path == "/timer") {
      reply.later = [](std::shared_ptr<Exchange> exchange) {
        exchange->on_gone([exchange] { exchange->abort(); });
        exchange->after(1ms, [exchange] { exchange->reply(text(200, "text/plain", "timer")); });
      };
    } else if (request.path == "/stream") {
      reply.later = [](std::shared_ptr<Exchange> exchange) {
        exchange->begin(text(200, "text/plain", "str"));
        exchange->after(1ms, [exchange] {
          exchange->write("eam");
          exchange->end();
        });
      };
    } else {
      return text(200, "text/plain", "whole");
    }
    return reply;
  };
}

TEST(Stress, ManyClientsGetTheirOwnAnswersUntilTheStop) {
  constexpr int clients = 6;
  constexpr int rounds = 40;
  Answerer answerer;
  Served served(handler_with(answerer));
  std::atomic<int> answered{0};
  std::atomic<bool> stopping{false};
  std::vector<std::thread> threads;
  for (int number = 0; number < clients; ++number) {
    threads.emplace_back([&, number] {
      for (int round = 0; !stopping; ++round) {
        RawClient client(served.port(), number % 2 == 0 ? Loopback::four : Loopback::six);
        for (const auto path : {"whole", "thread", "timer", "stream"}) client.send(get(cat({"/", path})));
        if (round % 7 == 6) continue;  // leaves without waiting
        for (const auto path : {"whole", "thread", "timer", "stream"}) {
          const std::string body = client.read_reply().body;
          if (stopping) return;  // the stop may come between any two of them
          EXPECT_EQ(body, path);
          ++answered;
        }
      }
    });
  }
  const auto start = std::chrono::steady_clock::now();
  while (answered < clients * rounds && std::chrono::steady_clock::now() < start + 30s)
    std::this_thread::sleep_for(1ms);
  EXPECT_GE(answered, clients * rounds);
  stopping = true;
  served.stop();
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace understudy::http
