// Requests that are answered by their heads: proxies announce the body of the request they ask about, and may leave it
// behind. Nobody waits for it, and nothing that follows is ever taken for a request.
#include <atomic>
#include <gtest/gtest.h>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

ListenerOptions options() {
  ListenerOptions options;
  options.is_decided_by_head = [](std::string_view path) { return path.starts_with("/ask"); };
  return options;
}

std::string ask(std::string_view lines) { return cat({"POST /ask HTTP/1.1\r\nHost: a\r\n", lines, "\r\n"}); }

const std::vector<std::string> announcements{"Content-Length: 9\r\n", "Content-Length: 5000000\r\n",
                                             "Transfer-Encoding: chunked\r\n",
                                             "Content-Length: 9\r\nExpect: 100-continue\r\n"};

TEST(HeadAlone, AnswersBeforeTheBodyComesAndEndsTheConnection) {
  Served served(echo, options());
  for (const auto& announced : announcements) {
    RawClient client(served.port());
    expect_within(1000, [&] {
      const RawReply reply = client.ask(ask(announced));
      EXPECT_EQ(reply.status(), 200) << announced;
      EXPECT_EQ(reply.body, cat({"POST /ask \nHost: a\n", announced.substr(0, announced.find('\r')), "\n",
                                 announced.ends_with("continue\r\n") ? "Expect: 100-continue\n" : ""}));
      ASSERT_NE(reply.headers.find("Connection"), nullptr) << announced;
      EXPECT_EQ(*reply.headers.find("Connection"), "close") << announced;
      EXPECT_TRUE(client.is_closed()) << announced;
    });
  }
}

TEST(HeadAlone, TakesNothingBehindItForARequest) {
  std::atomic<int> handled{0};
  Served served(
      [&handled](const Request& request) {
        ++handled;
        return echo(request);
      },
      options());
  for (const auto& announced : announcements) {
    handled = 0;
    RawClient client(served.port());
    client.send(ask(announced) + get("/smuggled"));
    client.send(get("/smuggled"));
    EXPECT_EQ(client.read_reply().status(), 200) << announced;
    client.send(get("/smuggled"));
    EXPECT_TRUE(client.is_closed()) << announced;
    EXPECT_EQ(handled, 1) << announced;
  }
}

TEST(HeadAlone, LetsAPeerFinishSendingItsBody) {
  Served served(echo, options());
  RawClient client(served.port());
  client.send(ask("Content-Length: 900000\r\n"));
  const std::string piece(90'000, 'x');
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(client.send(piece)) << i;
  EXPECT_EQ(client.read_reply().status(), 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(HeadAlone, KeepsAConnectionWhereNoBodyIsAnnounced) {
  Served served(echo, options());
  RawClient client(served.port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.ask(get("/ask")).status(), 200);
    EXPECT_EQ(client.ask(ask("")).status(), 200);
    EXPECT_EQ(client.ask(ask("Content-Length: 0\r\n")).status(), 200);
  }
}

TEST(HeadAlone, LeavesOtherPathsTheirBodies) {
  Served served(echo, options());
  RawClient client(served.port());
  client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
  EXPECT_TRUE(client.is_silent(50));
  const RawReply reply = client.ask("dy");
  EXPECT_EQ(reply.body, "POST /p \nHost: a\nContent-Length: 4\nbody");
  EXPECT_EQ(client.ask(get("/p")).status(), 200);
}

TEST(HeadAlone, HoldsForAnAnswerThatComesLater) {
  Served served(
      [](const Request&) {
        Reply reply;
        reply.later = [](const std::shared_ptr<Exchange>& exchange) {
          exchange->after(Milliseconds(20), [exchange] { exchange->reply(text(200, "text/plain", "late")); });
        };
        return reply;
      },
      options());
  RawClient client(served.port());
  client.send(ask("Content-Length: 9\r\n") + get("/smuggled"));
  const RawReply reply = client.read_reply();
  EXPECT_EQ(reply.body, "late");
  EXPECT_EQ(*reply.headers.find("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(HeadAlone, DelaysNoStop) {
  Served served(echo, options());
  std::vector<RawClient> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back(served.port());
    EXPECT_EQ(clients.back().ask(ask("Content-Length: 9\r\n")).status(), 200);
  }
  expect_within(1000, [&] { served.stop(); });
}

}  // namespace
}  // namespace understudy::http
