// Answers that come later and in pieces.
#include <atomic>
#include <chrono>
#include <future>
#include <gtest/gtest.h>
#include <memory>
#include <stdexcept>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;
using Later = std::function<void(std::shared_ptr<Exchange>)>;

/// "/later" goes to the exchange, all else is echoed.
RequestHandler later(Later act) {
  return [act = std::move(act)](const Request& request) {
    if (!request.path.starts_with("/later")) return echo(request);
    Reply reply;
    reply.later = act;
    return reply;
  };
}

/// Waits for a promise's value; fails the test where it does not come.
template <typename Value>
Value wait_for(std::future<Value> future) {
  if (future.wait_for(std::chrono::milliseconds(patience)) == std::future_status::ready) return future.get();
  ADD_FAILURE() << "what was waited for did not happen";
  return Value{};
}

TEST(Exchange, AnswersWhenItsTimeHasCome) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->after(50ms, [exchange] { exchange->reply(text(200, "text/plain", "late")); });
  }));
  RawClient client(served.port());
  client.send(get("/later"));
  EXPECT_TRUE(client.is_silent(30));
  EXPECT_EQ(client.read_reply().body, "late");
  EXPECT_EQ(client.ask(get("/next")).status(), 200) << "the connection goes on";
}

TEST(Exchange, HoldsNoThreadWhileItIsOpen) {
  Served served(
      later([](std::shared_ptr<Exchange> exchange) { exchange->after(60s, [exchange] { exchange->reply({}); }); }));
  std::vector<RawClient> waiting;
  for (int i = 0; i < 64; ++i) {
    waiting.emplace_back(served.port());
    waiting.back().send(get("/later"));
  }
  expect_within(1000, [&] { EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200); });
}

TEST(Exchange, IsAnsweredByAnotherThread) {
  std::promise<std::shared_ptr<Exchange>> promise;
  Served served(later([&](std::shared_ptr<Exchange> exchange) { promise.set_value(std::move(exchange)); }));
  RawClient client(served.port());
  client.send(get("/later"));
  wait_for(promise.get_future())->reply(text(201, "text/plain", "from elsewhere"));
  const RawReply reply = client.read_reply();
  EXPECT_EQ(reply.status(), 201);
  EXPECT_EQ(reply.body, "from elsewhere");
}

TEST(Exchange, IsAnsweredAtOnceByTheHandlerItself) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->reply(text(200, "text/plain", "first"));
    exchange->reply(text(200, "text/plain", "second"));
    exchange->begin({});
    EXPECT_TRUE(exchange->write("third") || true);
    exchange->end();
  }));
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/later")).body, "first");
  EXPECT_EQ(client.ask(get("/next")).body, "GET /next \nHost: a\n") << "only the first answer counts";
}

TEST(Exchange, LetsPipelinedRequestsWait) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->after(20ms, [exchange] { exchange->reply(text(200, "text/plain", "late")); });
  }));
  RawClient client(served.port());
  client.send(get("/later1") + get("/2") + get("/later3") + get("/4"));
  EXPECT_EQ(client.read_reply().body, "late");
  EXPECT_EQ(client.read_reply().body, "GET /2 \nHost: a\n");
  EXPECT_EQ(client.read_reply().body, "late");
  EXPECT_EQ(client.read_reply().body, "GET /4 \nHost: a\n");
}

TEST(Exchange, ThatIsDroppedGivesA500) {
  Served served(later([](std::shared_ptr<Exchange>) {}));
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/later")).line, "HTTP/1.1 500 Internal Server Error");
  EXPECT_EQ(client.ask(get("/next")).status(), 200);
}

TEST(Exchange, ThatIsEndedUnansweredGivesA500) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    EXPECT_TRUE(exchange->write("no head was sent"));
    exchange->end();
  }));
  EXPECT_EQ(RawClient(served.port()).ask(get("/later")).status(), 500);
}

TEST(Exchange, WhoseStartThrowsGivesA500) {
  Served served(later([](std::shared_ptr<Exchange>) { throw std::runtime_error("secret"); }));
  RawClient client(served.port());
  client.send(get("/later") + get("/later") + get("/next"));
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(client.read_reply().body, R"({"type":"about:blank","title":"Internal Server Error","status":500})");
  EXPECT_EQ(client.read_reply().body, "GET /next \nHost: a\n");
}

TEST(Exchange, WhoseTaskThrowsGivesA500) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->after(1ms, [exchange] { throw std::runtime_error("secret"); });
  }));
  EXPECT_EQ(RawClient(served.port()).ask(get("/later")).status(), 500);
}

TEST(Exchange, ThatIsAbortedClosesWithoutAWord) {
  Served served(later([](std::shared_ptr<Exchange> exchange) { exchange->abort(); }));
  RawClient client(served.port());
  client.send(get("/later"));
  EXPECT_TRUE(client.is_closed());
}

TEST(Exchange, StreamsInChunks) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->begin(text(200, "text/event-stream", "data: 1\n\n"));
    exchange->after(10ms, [exchange] {
      EXPECT_TRUE(exchange->write("data: 2\n\n"));
      EXPECT_TRUE(exchange->write("data: 3\n\n"));
      exchange->end();
    });
  }));
  RawClient client(served.port());
  client.send(get("/later"));
  const std::string first = client.read_piece();
  EXPECT_NE(first.find("Transfer-Encoding: chunked\r\n"), std::string::npos) << first;
  EXPECT_TRUE(first.ends_with("\r\n\r\n9\r\ndata: 1\n\n\r\n")) << "head and first piece at once: " << first;
  std::string rest;
  for (std::string piece = "x"; !piece.empty() && !rest.ends_with("0\r\n\r\n"); rest += piece)
    piece = client.read_piece();
  EXPECT_EQ(rest, "9\r\ndata: 2\n\n\r\n9\r\ndata: 3\n\n\r\n0\r\n\r\n");
  EXPECT_EQ(client.ask(get("/later")).body, "data: 1\n\ndata: 2\n\ndata: 3\n\n") << "the connection goes on";
}

TEST(Exchange, StreamsToHttp10UpToTheEndOfTheConnection) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->begin(text(200, "text/plain", "a"));
    EXPECT_TRUE(exchange->write("b"));
    exchange->end();
  }));
  RawClient client(served.port());
  client.send("GET /later HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const std::string all = client.read_to_end();
  EXPECT_NE(all.find("\r\nConnection: close\r\n"), std::string::npos) << all;
  EXPECT_TRUE(all.ends_with("\r\n\r\nab")) << all;
}

TEST(Exchange, StreamsHeadWithoutABody) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    exchange->begin(text(200, "text/plain", "a"));
    EXPECT_TRUE(exchange->write(std::string(100, 'b')));
    exchange->end();
  }));
  RawClient client(served.port());
  client.send("HEAD /later HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  EXPECT_EQ(client.read_reply(Body::none).status(), 200);
  EXPECT_EQ(client.read_reply().body, "GET /next \nHost: a\n");
}

TEST(Exchange, CutsABodyWhereItIsTold) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    Reply head = text(200, "text/plain", "half");
    head.headers.add("Content-Length", "8");
    exchange->begin(std::move(head));
    exchange->abort();
  }));
  RawClient client(served.port());
  client.send(get("/later") + get("/next"));
  const std::string all = client.read_to_end();
  EXPECT_NE(all.find("Content-Length: 8\r\n"), std::string::npos) << all;
  EXPECT_TRUE(all.ends_with("\r\n\r\nhalf")) << all;
}

TEST(Exchange, ThatIsDroppedWithinAStreamCutsIt) {
  Served served(later([](std::shared_ptr<Exchange> exchange) { exchange->begin(text(200, "text/plain", "a")); }));
  RawClient client(served.port());
  client.send(get("/later"));
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n1\r\na\r\n")) << "no last chunk";
}

TEST(Exchange, ThatEndsShortOfItsLengthEndsTheConnection) {
  Served served(later([](std::shared_ptr<Exchange> exchange) {
    Reply head = text(200, "text/plain", "half");
    head.headers.add("Content-Length", "8");
    exchange->begin(std::move(head));
    exchange->end();
  }));
  RawClient client(served.port());
  client.send(get("/later") + get("/next"));
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\nhalf"));
}

TEST(Exchange, TellsWhenThePeerIsGone) {
  for (const bool streaming : {false, true}) {
    for (const bool hard : {false, true}) {
      std::promise<std::shared_ptr<Exchange>> opened;
      std::promise<bool> gone;
      std::atomic<bool> ran{false};
      Served served(later([&](std::shared_ptr<Exchange> exchange) {
        exchange->on_gone([&gone] { gone.set_value(true); });
        exchange->after(50ms, [&ran] { ran = true; });
        if (streaming) exchange->begin({});
        opened.set_value(std::move(exchange));
      }));
      RawClient client(served.port());
      client.send(get("/later"));
      const auto exchange = wait_for(opened.get_future());
      hard ? client.reset() : client.close();
      EXPECT_TRUE(wait_for(gone.get_future()));
      EXPECT_FALSE(exchange->write("to nobody"));
      exchange->begin({});
      exchange->reply({});
      exchange->end();
      exchange->abort();
      std::promise<bool> late;
      exchange->on_gone([&late] { late.set_value(true); });
      EXPECT_TRUE(wait_for(late.get_future())) << "who asks afterwards is told at once";
      std::this_thread::sleep_for(80ms);
      EXPECT_FALSE(ran) << "what waits for its time is dropped with the exchange";
    }
  }
}

TEST(Exchange, ThatWasAnsweredTellsNobodyThatThePeerIsGone) {
  std::atomic<bool> gone{false};
  {
    Served served(later([&](std::shared_ptr<Exchange> exchange) {
      exchange->on_gone([&gone] { gone = true; });
      exchange->reply({});
    }));
    RawClient client(served.port());
    EXPECT_EQ(client.ask(get("/later")).status(), 200);
    client.close();
  }
  EXPECT_FALSE(gone);
}

TEST(Exchange, TakesNoMoreThanAMegabyteThatThePeerDoesNotTake) {
  std::promise<std::shared_ptr<Exchange>> promise;
  Served served(later([&](std::shared_ptr<Exchange> exchange) {
    exchange->begin({});
    promise.set_value(std::move(exchange));
  }));
  RawClient client(served.port());
  client.send(get("/later"));
  const auto exchange = wait_for(promise.get_future());
  const std::string piece(64 * 1024, 'p');
  size_t written = 0;
  // What the kernel takes varies; it is far from this bound.
  while (exchange->write(piece) && written < size_t{256} << 20) written += piece.size();
  EXPECT_LT(written, size_t{256} << 20);
  EXPECT_GE(written, size_t{1} << 20);

  std::string read;
  for (auto start = std::chrono::steady_clock::now();
       !exchange->write("more") && std::chrono::steady_clock::now() < start + 10s;)
    read += client.read_piece();
  exchange->end();
  while (!read.ends_with("\r\n0\r\n\r\n")) {
    const std::string next = client.read_piece();
    ASSERT_FALSE(next.empty());
    read += next;
  }
  EXPECT_TRUE(read.ends_with("4\r\nmore\r\n0\r\n\r\n")) << "it goes on when there is room again";
  EXPECT_EQ(static_cast<size_t>(std::count(read.begin(), read.end(), 'p')), written);
}

TEST(Exchange, OutlivesTheListenerHarmlessly) {
  std::promise<std::shared_ptr<Exchange>> promise;
  std::shared_ptr<Exchange> exchange;
  {
    Served served(later([&](std::shared_ptr<Exchange> held) { promise.set_value(std::move(held)); }));
    RawClient client(served.port());
    client.send(get("/later"));
    exchange = wait_for(promise.get_future());
  }
  EXPECT_FALSE(exchange->write("a"));
  exchange->reply({});
  exchange->begin({});
  exchange->end();
  exchange->abort();
  exchange->after(0ms, [] { ADD_FAILURE(); });
  exchange->on_gone([] { ADD_FAILURE() << "there is no thread left to tell"; });
  exchange.reset();
}

}  // namespace
}  // namespace understudy::http
