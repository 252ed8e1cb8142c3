// What a listener that speaks TLS does beside it: both ways on one port, deadlines, ends that are told.
#include <chrono>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <vector>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

ListenerOptions speaking_tls() {
  ListenerOptions options;
  options.tls = &tls_server();
  return options;
}

/// One that decides by itself whether it speaks TLS.
class TlsClient {
 public:
  TlsClient(int port, const tls::ClientEnd::Wish& wish) : socket_(port), end_(wish) {}

  bool shake_hands() {
    while (!end_.is_established()) {
      end_.shake_hands();
      if (end_.has_failed()) return false;
      socket_.send_raw(end_.output());
      if (end_.is_established()) return true;
      const auto sealed = socket_.read_raw();
      if (sealed.empty()) return false;
      end_.feed(sealed);
    }
    return true;
  }
  void send(std::string_view plain) {
    end_.write(plain);
    socket_.send_raw(end_.output());
  }
  std::string read_to_end() {
    std::string plain;
    for (;;) {
      plain += end_.read();
      const auto sealed = socket_.read_raw();
      if (sealed.empty()) return plain + end_.read();
      end_.feed(sealed);
    }
  }
  RawClient& socket() { return socket_; }
  tls::ClientEnd& end() { return end_; }

 private:
  RawClient socket_;
  tls::ClientEnd end_;
};

Reply tell_arrival(const Request& request) {
  const auto& arrival = request.arrival;
  return text(200, "text/plain", cat({arrival.is_secure ? "https " : "http ", arrival.server_name, " ", request.path}));
}

}  // namespace

TEST(TlsListener, SpeaksBothWaysOnOnePort) {
  if (is_over_tls()) GTEST_SKIP() << "one way is plain";
  Served served(tell_arrival, speaking_tls());
  RawClient plain(served.port());
  EXPECT_EQ(plain.ask(get("/a")).body, "http  /a");
  TlsClient secure(served.port(), {.name = "T1.localhost"});
  ASSERT_TRUE(secure.shake_hands());
  secure.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\nGET /c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto answers = secure.read_to_end();
  EXPECT_NE(answers.find("https t1.localhost /b"), std::string::npos) << answers;
  EXPECT_NE(answers.find("https t1.localhost /c"), std::string::npos) << answers;
  EXPECT_TRUE(secure.end().has_ended()) << "the end is told";
  EXPECT_EQ(plain.ask(get("/d")).body, "http  /d");
}

TEST(TlsListener, WithoutTlsTakesAHandshakeForABadRequest) {
  if (is_over_tls()) GTEST_SKIP() << "it speaks none here";
  Served served(echo);
  RawClient client(served.port());
  tls::ClientEnd end({.name = "localhost"});
  end.shake_hands();
  client.send_raw(end.output());
  EXPECT_EQ(client.read_reply().status(), 400);
}

TEST(TlsListener, TellsWhoAsksForNobody) {
  Served served(echo, speaking_tls());
  TlsClient client(served.port(), {.name = "example.com"});
  EXPECT_FALSE(client.shake_hands());
  EXPECT_EQ(client.end().failure(), "tlsv1 unrecognized name");
  EXPECT_TRUE(client.socket().read_raw().empty());
}

TEST(TlsListener, EndsOnWhatIsNoHandshake) {
  auto options = speaking_tls();
  options.head_deadline = 200ms;
  Served served(echo, options);
  for (const std::string& garbage : {std::string("\x16\x03\x01\x00\x02\xff\xff", 7), std::string("\x16GET / HTTP/1.1"),
                                     std::string(100'000, '\x16')}) {
    RawClient client(served.port());
    client.send_raw(garbage);
    std::string said;
    for (std::string piece; !(piece = client.read_raw()).empty();) said += piece;
    EXPECT_TRUE(said.empty() || said.front() == '\x15') << "an alert, or nothing";
  }
  EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
}

TEST(TlsListener, WaitsForAHandshakeAsLongAsForAHead) {
  auto options = speaking_tls();
  options.head_deadline = 100ms;
  Served served(echo, options);
  tls::ClientEnd end({.name = "localhost"});
  end.shake_hands();
  const auto hello = end.output();
  RawClient client(served.port());
  client.send_raw(hello.substr(0, 20));
  expect_within(5000, [&] { EXPECT_TRUE(client.read_raw().empty()); });
  RawClient half(served.port());
  half.send_raw(hello);
  EXPECT_FALSE(half.read_raw().empty()) << "the server's part";
  expect_within(5000, [&] { EXPECT_TRUE(half.read_raw().empty()); });
}

TEST(TlsListener, HoldsNoThreadForHalfHandshakes) {
  Served served(echo, speaking_tls());
  tls::ClientEnd end({.name = "localhost"});
  end.shake_hands();
  const auto hello = end.output();
  std::vector<RawClient> half;
  for (size_t i = 0; i < 1000; ++i) {
    half.emplace_back(served.port());
    half.back().send_raw(hello.substr(0, i % hello.size()));
  }
  expect_within(2000, [&] { EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200); });
  expect_within(2000, [&] { served.stop(); });
}

TEST(TlsListener, TellsNoEndWhereAnAnswerIsCut) {
  Served served(
      [](const Request&) {
        Reply reply;
        reply.later = [](const std::shared_ptr<Exchange>& exchange) {
          exchange->begin(text(200, "text/plain", "half"));
          exchange->abort();
        };
        return reply;
      },
      speaking_tls());
  TlsClient client(served.port(), {.name = "localhost"});
  ASSERT_TRUE(client.shake_hands());
  client.send(get("/"));
  client.read_to_end();
  EXPECT_FALSE(client.end().has_ended());
}

TEST(TlsListener, AnswersWhoSaysThatNoMoreWillCome) {
  Served served(echo, speaking_tls());
  TlsClient client(served.port(), {.name = "localhost"});
  ASSERT_TRUE(client.shake_hands());
  client.end().write(get("/last"));
  client.end().end();
  client.socket().send_raw(client.end().output());
  EXPECT_NE(client.read_to_end().find("GET /last"), std::string::npos);
  EXPECT_TRUE(client.end().has_ended());
}

TEST(TlsListener, LeavesIdlePeersPolitely) {
  auto options = speaking_tls();
  options.idle_deadline = 50ms;
  Served served(echo, options);
  TlsClient client(served.port(), {.name = "localhost"});
  ASSERT_TRUE(client.shake_hands());
  client.read_to_end();
  EXPECT_TRUE(client.end().has_ended());
}

/// Each asks for an answer of TLS's own (RFC 8446 §4.6.3).
TEST(TlsListener, ListensToNoKeyUpdatesWithoutEnd) {
  Served served(echo, speaking_tls());
  TlsClient client(served.port(), {.name = "localhost"});
  ASSERT_TRUE(client.shake_hands());
  const int flags = ::fcntl(client.socket().descriptor(), F_GETFL);
  ASSERT_NE(flags & O_NONBLOCK, 0);
  size_t sent = 0;
  bool is_open = true;
  while (is_open && sent < 64 * 1024 * 1024) {
    for (int i = 0; i < 100; ++i) {
      SSL_key_update(client.end().ssl(), SSL_KEY_UPDATE_REQUESTED);
      client.end().shake_hands();
    }
    const auto sealed = client.end().output();
    sent += sealed.size();
    is_open = client.socket().send_raw(sealed);
  }
  EXPECT_FALSE(is_open) << "whoever takes no answers is not listened to";
  EXPECT_EQ(RawClient(served.port()).ask(get("/")).status(), 200);
}

}  // namespace understudy::http
