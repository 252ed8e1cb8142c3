#include "http/socket_messenger.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <gtest/gtest.h>
#include <thread>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using Outcome = Response::Outcome;

/// A server that takes one connection after the other, and does with each what the test says.
class RawServer {
 public:
  explicit RawServer(std::function<void(const Descriptor& socket)> act)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_.number(), 8), 0);
    ::getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, act = std::move(act)] {
      for (;;) {
        const Descriptor accepted(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!accepted) return;
        ++taken;
        act(accepted);
      }
    });
  }
  ~RawServer() {
    ::shutdown(socket_.number(), SHUT_RDWR);
    thread_.join();
  }

  std::string url(std::string_view path = "/hook") const {
    return cat({"http://127.0.0.1:", std::to_string(port_), path});
  }

  std::atomic<int> taken = 0;

 private:
  Descriptor socket_;
  int port_ = 0;
  std::thread thread_;
};

/// False where the peer is gone.
bool say(const Descriptor& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

/// Reads until the peer closes.
void wait_for_its_end(const Descriptor& socket) {
  std::string room(4096, '\0');
  while (::recv(socket.number(), room.data(), room.size(), 0) > 0) {
  }
}

std::function<void(const Descriptor&)> saying(std::string bytes) {
  return [bytes = std::move(bytes)](const Descriptor& socket) {
    say(socket, bytes);
    ::shutdown(socket.number(), SHUT_WR);
    wait_for_its_end(socket);
  };
}

Response ask(const std::string& url, Milliseconds deadline = Milliseconds(patience), std::string_view body = "{}") {
  SocketMessenger messenger;
  return messenger.post({.url = url, .body = body, .deadline = deadline});
}

std::string url_of(const Served& served, std::string_view host, std::string_view target = "/hook") {
  return cat({"http://", host, ":", std::to_string(served.port()), target});
}

TEST(SocketMessenger, PostsJsonAndReadsTheAnswer) {
  Served served([](const Request& request) {
    auto reply = echo(request);
    reply.status = 418;
    return reply;
  });
  const auto response = ask(url_of(served, "127.0.0.1", "/hook?a=1"), Milliseconds(patience), R"({"b":2})");
  EXPECT_EQ(response.outcome, Outcome::answered) << response.why;
  EXPECT_EQ(response.status, 418);
  EXPECT_EQ(response.content_type, "text/plain");
  EXPECT_EQ(response.body, cat({"POST /hook a=1\nHost: 127.0.0.1:", std::to_string(served.port()),
                                "\nContent-Type: application/json\nAccept: application/json\nUser-Agent: "
                                "Understudy\nConnection: close\nContent-Length: 7\n{\"b\":2}"}));
}

TEST(SocketMessenger, FindsLoopbacksWithoutAskingAnyone) {
  for (const std::string host : {"127.0.0.1", "::1"}) {
    ListenerOptions options;
    options.host = host;
    Served served(echo, options);
    for (const auto name : {"localhost", "LocalHost", "acme.localhost", "a.b.localhost"}) {
      const auto response = ask(url_of(served, name));
      EXPECT_EQ(response.status, 200) << host << " as " << name << ": " << response.why;
    }
    EXPECT_EQ(ask(url_of(served, host == "::1" ? "[::1]" : "127.0.0.1")).status, 200);
  }
}

TEST(SocketMessenger, SendsAndReadsMoreThanASocketHolds) {
  Served served([](const Request& request) { return text(200, "text/plain", request.body.substr(0, 256 * 1024)); });
  const std::string body(1000 * 1000, 'a');
  const auto response = ask(url_of(served, "127.0.0.1"), Milliseconds(patience), body);
  EXPECT_EQ(response.outcome, Outcome::answered) << response.why;
  EXPECT_EQ(response.body.size(), 256U * 1024) << "the longest that is taken";
}

TEST(SocketMessenger, ReadsAnAnswerThatComesBeforeTheBodyIsSent) {
  std::promise<void> read;
  RawServer server([done = read.get_future().share()](const Descriptor& socket) {
    say(socket, "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
    done.wait_for(Milliseconds(patience));
  });
  const auto response = ask(server.url(), Milliseconds(patience), std::string(20 * 1000 * 1000, 'a'));
  read.set_value();
  EXPECT_EQ(response.status, 413) << response.why;
  EXPECT_EQ(response.body, "big");
}

TEST(SocketMessenger, WaitsNoLongerThanItsDeadlineForAServerThatSaysNothing) {
  EXPECT_EQ(JsonPost{}.deadline, std::chrono::seconds(5)) << "unless another one is named";
  RawServer server(wait_for_its_end);
  expect_within(patience / 2, [&] {
    const auto response = ask(server.url(), Milliseconds(100));
    EXPECT_EQ(response.outcome, Outcome::too_late);
    EXPECT_EQ(response.why, "no whole answer came within 100 ms");
  });
}

TEST(SocketMessenger, CountsTheWholeOfAnAnswerThatDrips) {
  for (const std::string head : {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nX: ", ""}) {
    RawServer server([&](const Descriptor& socket) {
      say(socket, head);
      // Well within the deadline each, but for ever; an interim answer lets a head begin anew.
      const std::string_view drop = head.empty() ? "HTTP/1.1 100 Continue\r\n\r\n" : "a";
      while (say(socket, drop)) std::this_thread::sleep_for(Milliseconds(10));
    });
    expect_within(patience / 2, [&] { EXPECT_EQ(ask(server.url(), Milliseconds(150)).outcome, Outcome::too_late); });
  }
}

TEST(SocketMessenger, StopsReadingWhatIsTooLong) {
  for (const std::string head : {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n"}) {
    std::atomic<size_t> taken = 0;
    {
      RawServer server([&](const Descriptor& socket) {
        say(socket, head);
        const std::string piece(100 * 1000, 'a');
        while (taken < 100U * piece.size() && say(socket, piece)) taken += piece.size();
      });
      const auto response = ask(server.url());
      EXPECT_EQ(response.outcome, Outcome::too_long);
      EXPECT_EQ(response.why, "its body is longer than 262144 bytes");
      EXPECT_TRUE(response.body.empty());
    }
    EXPECT_LT(taken, 10'000'000U) << "the rest stays with the sender";
  }
}

TEST(SocketMessenger, FollowsNoRedirect) {
  RawServer elsewhere(saying("HTTP/1.1 200 OK\r\n\r\n"));
  RawServer server(
      saying(cat({"HTTP/1.1 307 Temporary Redirect\r\nLocation: ", elsewhere.url(), "\r\nContent-Length: 0\r\n\r\n"})));
  const auto response = ask(server.url());
  EXPECT_EQ(response.outcome, Outcome::answered);
  EXPECT_EQ(response.status, 307);
  EXPECT_EQ(elsewhere.taken, 0);
}

TEST(SocketMessenger, AsksNoProxy) {
  RawServer proxy(saying("HTTP/1.1 200 OK\r\n\r\n"));
  for (const auto name : {"http_proxy", "HTTP_PROXY", "all_proxy"}) ::setenv(name, proxy.url("").c_str(), 1);
  Served served(echo);
  EXPECT_EQ(ask(url_of(served, "127.0.0.1")).body.substr(0, 12), "POST /hook \n");
  for (const auto name : {"http_proxy", "HTTP_PROXY", "all_proxy"}) ::unsetenv(name);
  EXPECT_EQ(proxy.taken, 0);
}

TEST(SocketMessenger, TellsThatNobodyListens) {
  std::string url;
  {
    const RawServer gone(wait_for_its_end);
    url = gone.url();
  }
  const auto response = ask(url);
  EXPECT_EQ(response.outcome, Outcome::unreachable);
  EXPECT_EQ(response.why,
            cat({"nobody takes a connection at ", url.substr(7, url.rfind('/') - 7), ": Connection refused"}));
}

/// RFC 2606: no name server knows it; one that never answers, or answers at once, may be asked.
TEST(SocketMessenger, HasNoMorePatienceWithANameServer) {
  expect_within(patience / 2, [&] {
    const auto response = ask("http://nobody.invalid/", Milliseconds(100));
    EXPECT_TRUE(response.outcome == Outcome::unreachable || response.outcome == Outcome::too_late) << response.why;
  });
}

TEST(SocketMessenger, TellsWhatIsNotHttp) {
  struct Row {
    std::string_view bytes;
    std::string_view why;
  };
  for (const auto& row :
       {Row{"220 mail.acme.test ESMTP\r\n", "what came is not HTTP/1"},
        Row{"", "the connection ended without an answer"},
        Row{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "the connection ended before the answer was whole"}}) {
    RawServer server(saying(std::string(row.bytes)));
    const auto response = ask(server.url());
    EXPECT_EQ(response.outcome, Outcome::broken);
    EXPECT_EQ(response.why, row.why);
  }
}

TEST(SocketMessenger, ReadsAnAnswerWithoutLengthToItsEnd) {
  RawServer server(saying("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":1}"));
  const auto response = ask(server.url());
  EXPECT_EQ(response.outcome, Outcome::answered) << response.why;
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.body, R"({"a":1})");
}

TEST(SocketMessenger, EndsWhatIsUnderWayWhenItIsCancelled) {
  std::promise<void> taken;
  RawServer server([&](const Descriptor& socket) {
    taken.set_value();
    wait_for_its_end(socket);
  });
  SocketMessenger messenger;
  expect_within(patience / 2, [&] {
    auto waiting = std::async(std::launch::async, [&] {
      return messenger.post({.url = server.url(), .body = "{}", .deadline = Milliseconds(patience)});
    });
    taken.get_future().wait();
    messenger.cancel();
    const auto response = waiting.get();
    EXPECT_EQ(response.outcome, Outcome::cancelled);
    EXPECT_EQ(response.why, "the server stops");
  });
  const auto late = messenger.post({.url = server.url(), .body = "{}"});
  EXPECT_EQ(late.outcome, Outcome::cancelled);
  EXPECT_EQ(server.taken, 1) << "nobody is asked any more";
}

TEST(SocketMessenger, AsksNothingThatIsNotPlainHttp) {
  EXPECT_EQ(ask("http://a@localhost/").why,
            "it is not an address like http://host[:port][/path][?query], without user and fragment");
  EXPECT_EQ(ask("https://localhost/").outcome, Outcome::unreachable);
  EXPECT_EQ(ask("https://localhost/").why, "https is not spoken here; use http");
  EXPECT_EQ(why_not_asked("http://localhost:3000/hook"), "");
}

TEST(Messenger, AsksNobodyUnlessItIsARealOne) {
  const auto response = Messenger().post({.url = "http://localhost/", .body = "{}"});
  EXPECT_EQ(response.outcome, Outcome::unreachable);
  EXPECT_EQ(response.why, "this server asks nobody");
}

}  // namespace
}  // namespace understudy::http
