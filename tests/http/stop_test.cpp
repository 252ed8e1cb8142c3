// The end: what is in flight is answered, all else goes at once.
#include <atomic>
#include <chrono>
#include <csignal>
#include <future>
#include <gtest/gtest.h>
#include <memory>
#include <vector>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

TEST(Stop, TakesNoTimeWithAThousandIdleConnections) {
  Served served(echo);
  std::vector<RawClient> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.emplace_back(served.port());
    ASSERT_TRUE(idle.back().connected()) << i;
    if (i % 2 == 0) {
      ASSERT_EQ(idle.back().ask(get("/")).status(), 200) << i;
    }
  }
  // Measured below 20 ms; a loaded machine and a sanitizer get their share.
  expect_within(1000, [&] { served.stop(); });
  for (auto& client : idle) ASSERT_TRUE(client.is_closed());
}

TEST(Stop, LetsARequestInFlightFinish) {
  std::promise<void> entered;
  std::promise<void> leave;
  auto leaving = leave.get_future();
  Served served([&](const Request& request) {
    entered.set_value();
    leaving.wait_for(std::chrono::milliseconds(patience));
    return echo(request);
  });
  RawClient client(served.port());
  client.send(get("/slow"));
  entered.get_future().wait_for(std::chrono::milliseconds(patience));
  served.listener().stop();
  leave.set_value();
  const RawReply reply = client.read_reply();
  EXPECT_EQ(reply.body, "GET /slow \nHost: a\n");
  EXPECT_TRUE(client.is_closed());
}

TEST(Stop, AnswersWhatCameBeforeIt) {
  Listener listener({});
  listener.open();
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back(listener.port());
    clients.back().send(get("/early"));
  }
  listener.stop();
  listener.start(echo);
  for (auto& client : clients) {
    EXPECT_EQ(client.read_reply().body, "GET /early \nHost: a\n");
    EXPECT_TRUE(client.is_closed());
  }
}

TEST(Stop, FreesThePort) {
  ListenerOptions options;
  {
    Served served(echo);
    options.port = served.port();
    EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
  }
  EXPECT_NO_THROW(Served(echo, options));
}

TEST(Stop, SeesALongReplyOut) {
  const std::string body(16 << 20, 'b');
  Served served([&](const Request&) { return text(200, "text/plain", body); });
  RawClient client(served.port());
  client.send(get("/"));
  ASSERT_FALSE(client.is_silent(patience));
  served.listener().stop();
  EXPECT_EQ(client.read_reply().body.size(), body.size());
  EXPECT_TRUE(client.is_closed());
}

TEST(Stop, AnswersRequestsThatComeWholeInTime) {
  Served served(echo);
  // One for each worker, which go to the one that has the fewest: both have heard of the stop once both are closed.
  RawClient idle(served.port());
  RawClient other_idle(served.port());
  for (RawClient* client : {&idle, &other_idle}) ASSERT_EQ(client->ask(get("/")).status(), 200);
  RawClient head(served.port());
  RawClient body(served.port());
  head.send("GET /head HTTP/1.1\r\n");
  body.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  // Each is taken in before the one that is answered after it.
  for (int i = 0; i < 2; ++i) ASSERT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
  served.listener().stop();
  for (RawClient* client : {&idle, &other_idle})
    EXPECT_TRUE(client->is_closed()) << "told at once, while the others are waited for";
  head.send("Host: a\r\n\r\n");
  body.send("def");
  body.send("ghi");
  const RawReply whole_head = head.read_reply();
  EXPECT_EQ(whole_head.body, "GET /head \nHost: a\n");
  EXPECT_EQ(*whole_head.headers.find("Connection"), "close");
  EXPECT_EQ(body.read_reply().body, "POST /body \nHost: a\nContent-Length: 9\nabcdefghi");
  expect_within(1000, [&] { served.stop(); });
  EXPECT_TRUE(head.is_closed());
  EXPECT_TRUE(body.is_closed());
}

TEST(Stop, TurnsAwayRequestsThatDoNotComeWholeInTime) {
  ListenerOptions options;
  options.stop_deadline = 50ms;
  Served served(echo, options);
  RawClient head(served.port());
  RawClient body(served.port());
  head.send("GET / HTTP/1.1\r\n");
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  for (int i = 0; i < 2; ++i) ASSERT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
  expect_within(2000, [&] { served.stop(); });
  for (RawClient* client : {&head, &body}) {
    const RawReply reply = client->read_reply();
    EXPECT_EQ(reply.status(), 503);
    EXPECT_EQ(*reply.headers.find("X-Understudy-Reason"),
              "The server is stopping, and the request did not come whole in time.");
    EXPECT_TRUE(client->is_closed());
  }
}

TEST(Stop, TurnsWaitsAwayAndEndsStreams) {
  std::atomic<int> open{0};
  std::atomic<int> gone{0};
  Served served([&](const Request& request) {
    Reply reply;
    reply.later = [&, stream = request.path == "/stream"](std::shared_ptr<Exchange> exchange) {
      if (stream) exchange->begin(text(200, "text/plain", "a"));
      exchange->on_gone([&gone] { ++gone; });
      exchange->after(1h, [exchange] {});
      ++open;
    };
    return reply;
  });
  RawClient wait(served.port());
  RawClient stream(served.port());
  wait.send(get("/wait"));
  stream.send(get("/stream"));
  ASSERT_FALSE(stream.is_silent(patience));
  while (open < 2) std::this_thread::yield();
  expect_within(1000, [&] { served.stop(); });
  const RawReply reply = wait.read_reply();
  EXPECT_EQ(reply.status(), 503);
  EXPECT_EQ(*reply.headers.find("X-Understudy-Reason"), "The server is stopping.");
  EXPECT_TRUE(wait.is_closed());
  EXPECT_TRUE(stream.read_to_end().ends_with("\r\n\r\n1\r\na\r\n0\r\n\r\n"));
  EXPECT_EQ(gone, 2);
}

Listener* stopped_by_signal = nullptr;

TEST(Stop, MayComeFromASignalHandler) {
  Served served(echo);
  stopped_by_signal = &served.listener();
  const auto before = std::signal(SIGUSR1, [](int) { stopped_by_signal->stop(); });
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/")).status(), 200);
  std::raise(SIGUSR1);
  EXPECT_TRUE(client.is_closed());
  served.listener().stop();
  std::signal(SIGUSR1, before);
}

}  // namespace
}  // namespace understudy::http
