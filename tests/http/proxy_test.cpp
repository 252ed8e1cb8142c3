// What a listener does for whoever takes it for a proxy: tunnels to itself, and ways to others.
#include <chrono>
#include <gtest/gtest.h>
#include <thread>

#include "http/dialler.h"
#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view opened = "HTTP/1.1 200 Connection established\r\n\r\n";

ListenerOptions speaking_tls() {
  ListenerOptions options;
  options.tls = &tls_server();
  return options;
}

/// Opens every tunnel but those to port 1, and tells of all else how it came.
Reply tell_arrival(const Request& request) {
  const auto& arrival = request.arrival;
  if (request.method == "CONNECT") return arrival.proxied_to.ends_with(":1") ? text(502, "text/plain", "no") : Reply();
  const auto* authorization = request.headers.find("Proxy-Authorization");
  return text(200, "text/plain",
              cat({arrival.is_secure ? "https" : "http", "|", arrival.server_name, "|", arrival.proxied_to, "|",
                   arrival.proxy_user, "|", *request.headers.find("Host"), "|", request.path, "|",
                   authorization == nullptr ? "" : *authorization}));
}

class Proxy : public testing::Test {
 protected:
  void SetUp() override {
    if (is_over_tls()) GTEST_SKIP() << "a proxy is spoken to in clear";
  }
};

std::string read_some(RawClient& client, size_t size) {
  std::string said;
  while (said.size() < size) {
    const auto piece = client.read_piece();
    if (piece.empty()) break;
    said += piece;
  }
  return said;
}

/// Leads whoever asks to a listener on a port of this machine.
RequestHandler leading_to(int port) {
  const auto dialler = std::make_shared<Dialler>();
  return [dialler, addresses = std::vector{numeric_address("127.0.0.1", port).value()}](const Request& request) {
    Reply reply;
    const std::string first = request.method == "CONNECT" ? "" : cat({"GET ", request.path, " HTTP/1.0\r\n\r\n"});
    reply.later = [dialler, addresses, first](const std::shared_ptr<Exchange>& exchange) {
      const auto then = [exchange, first](Dialled dialled) { exchange->lead_to(std::move(dialled.socket), first); };
      dialler->dial(addresses, 5s, then, std::make_shared<std::atomic<bool>>(false));
    };
    return reply;
  };
}

}  // namespace

TEST_F(Proxy, OpensATunnelToItself) {
  Served served(tell_arrival);
  RawClient client(served.port());
  client.send("CONNECT User.example:443 HTTP/1.1\r\nHost: user.example\r\nProxy-Authorization: Basic Y2ktMTpw\r\n\r\n");
  EXPECT_EQ(read_some(client, opened.size()), opened);
  EXPECT_EQ(client.ask("GET /a HTTP/1.1\r\nHost: user.example\r\n\r\n").body,
            "http||user.example:443|ci-1|user.example|/a|");
  EXPECT_EQ(client.ask("GET http://b/c HTTP/1.1\r\nHost: x\r\nProxy-Authorization: own\r\n\r\n").body,
            "http||user.example:443|ci-1|b|/c|own")
      << "whom a tunnel leads to holds for all that comes through it";
}

TEST_F(Proxy, TakesWhatComesBehindAConnect) {
  Served served(tell_arrival);
  RawClient client(served.port());
  client.send("CONNECT a:80 HTTP/1.0\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto said = client.read_to_end();
  EXPECT_TRUE(said.starts_with(cat({opened, "HTTP/1.1 200 OK\r\n"}))) << said;
  EXPECT_TRUE(said.ends_with("http||a:80||a|/b|")) << said;
}

TEST_F(Proxy, SpeaksTlsInATunnelAlsoWhereItComesAtOnce) {
  Served served(tell_arrival, speaking_tls());
  for (const bool at_once : {false, true}) {
    RawClient client(served.port());
    tls::ClientEnd end({.name = "User.localhost"});
    end.shake_hands();
    client.send_raw(cat({"CONNECT user.localhost:443 HTTP/1.1\r\nHost: a\r\n\r\n", at_once ? end.output() : ""}));
    std::string said;
    while (said.size() < opened.size()) said += client.read_raw();
    EXPECT_TRUE(said.starts_with(opened));
    end.feed(said.substr(opened.size()));
    while (!end.is_established() && !end.has_failed()) {
      end.shake_hands();
      client.send_raw(end.output());
      if (!end.is_established()) end.feed(client.read_raw());
    }
    ASSERT_TRUE(end.is_established());
    end.write("GET /s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    client.send_raw(end.output());
    std::string plain;
    for (std::string sealed; !(sealed = client.read_raw()).empty(); plain += end.read()) end.feed(sealed);
    EXPECT_TRUE(plain.ends_with("https|user.localhost|user.localhost:443||h|/s|")) << plain;
    EXPECT_TRUE(end.has_ended());
  }
}

TEST_F(Proxy, EndsWhereNoTunnelIsOpened) {
  Served served(tell_arrival);
  RawClient client(served.port());
  client.send("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto refused = client.read_reply();
  EXPECT_EQ(refused.status(), 502);
  EXPECT_EQ(refused.body, "no");
  EXPECT_TRUE(client.is_closed()) << "what came behind it is no request";
}

TEST_F(Proxy, LeadsNoTunnelThroughAnother) {
  Served served(tell_arrival, speaking_tls());
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
  read_some(client, opened.size());
  EXPECT_EQ(client.ask("CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n").status(), 501);

  RawClient sealed(served.port());
  tls::ClientEnd end({.name = "localhost"});
  while (!end.is_established() && !end.has_failed()) {
    end.shake_hands();
    sealed.send_raw(end.output());
    if (!end.is_established()) end.feed(sealed.read_raw());
  }
  end.write("CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n");
  sealed.send_raw(end.output());
  std::string plain;
  for (std::string piece; !(piece = sealed.read_raw()).empty(); plain += end.read()) end.feed(piece);
  EXPECT_TRUE(plain.starts_with("HTTP/1.1 501 ")) << plain;
}

TEST_F(Proxy, TellsOfEachRequestForWhomItIs) {
  Served served(tell_arrival);
  RawClient client(served.port());
  const auto ask = [&](std::string_view line, std::string_view authorization = "") {
    return client
        .ask(cat({line, " HTTP/1.1\r\nHost: h\r\n", authorization.empty() ? "" : "Proxy-Authorization: ", authorization,
                  authorization.empty() ? "" : "\r\n", "\r\n"}))
        .body;
  };
  EXPECT_EQ(ask("GET http://a/b", "Basic Y2ktMQ=="), "http||a:80|ci-1|a|/b|");
  EXPECT_EQ(ask("POST https://a/b", "basic  Y2ktMTo="), "https||a:443|ci-1|a|/b|");
  EXPECT_EQ(ask("GET http://a:81/b", "Bearer x"), "http||a:81|Bearer x|a:81|/b|") << "no world has such a name";
  EXPECT_EQ(ask("GET http://a/b", "Basic ?"), "http||a:80|Basic ?|a|/b|");
  EXPECT_EQ(ask("GET http://a/b"), "http||a:80||a|/b|");
  EXPECT_EQ(ask("GET /b", "Basic Y2ktMQ=="), "http||||h|/b|Basic Y2ktMQ==") << "it came straight";
}

TEST_F(Proxy, LeadsOnUnread) {
  Served other(echo);
  Served served(leading_to(other.port()));
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\nGET /early HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(read_some(client, opened.size()).substr(0, opened.size()), opened);
  client.send("GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto said = client.read_to_end();
  EXPECT_NE(said.find("GET /late"), std::string::npos) << said;
}

TEST_F(Proxy, PassesMuchBothWays) {
  Served other([](const Request& request) { return text(200, "text/plain", request.body + request.body); });
  Served served(leading_to(other.port()));
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
  read_some(client, opened.size());
  const std::string much(1'000'000, 'x');
  for (int i = 0; i < 8; ++i) {
    const auto reply = client.ask(
        cat({"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ", std::to_string(much.size()), "\r\n\r\n", much}));
    ASSERT_EQ(reply.body.size(), 2 * much.size());
  }
}

TEST_F(Proxy, TellsEachThatTheOtherHasEnded) {
  Served other(echo);
  Served served(leading_to(other.port()));
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
  read_some(client, opened.size());
  client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
  client.finish_sending();
  EXPECT_NE(client.read_to_end().find("GET /half"), std::string::npos);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Proxy, PassesOnlyTheAnswerOfWhatAskedForNoTunnel) {
  Served other(echo);
  Served served(leading_to(other.port()));
  RawClient client(served.port());
  client.send("GET http://a/one HTTP/1.1\r\nHost: a\r\n\r\nGET http://b/two HTTP/1.1\r\nHost: b\r\n\r\n");
  const auto said = client.read_to_end();
  EXPECT_NE(said.find("GET /one"), std::string::npos) << said;
  EXPECT_EQ(said.find("/two"), std::string::npos) << "nobody is sent what was meant for another";
}

TEST_F(Proxy, LeavesTheSilent) {
  Served other(echo);
  ListenerOptions options;
  options.relay_deadline = 100ms;
  Served served(leading_to(other.port()), options);
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
  read_some(client, opened.size());
  expect_within(5000, [&] { EXPECT_TRUE(client.is_closed()); });
}

TEST_F(Proxy, LeavesWhoHasEndedSooner) {
  Served other([](const Request&) {
    Reply reply;
    reply.later = [](const std::shared_ptr<Exchange>& exchange) { exchange->after(1h, [exchange] {}); };
    return reply;
  });
  ListenerOptions options;
  options.half_relay_deadline = 100ms;
  Served served(leading_to(other.port()), options);
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\nGET /");
  read_some(client, opened.size());
  client.finish_sending();
  expect_within(5000, [&] { EXPECT_TRUE(client.is_closed()); });
}

TEST_F(Proxy, LeadsNotMoreThanItMay) {
  Served other(echo);
  ListenerOptions options;
  options.workers = 1;
  options.max_relays = 2;
  Served served(leading_to(other.port()), options);
  const std::string_view connect = "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n";
  std::vector<std::unique_ptr<RawClient>> led;
  for (int i = 0; i < 2; ++i) {
    led.push_back(std::make_unique<RawClient>(served.port()));
    led.back()->send(connect);
    EXPECT_EQ(read_some(*led.back(), opened.size()), opened);
  }
  RawClient third(served.port());
  EXPECT_EQ(third.ask(connect).status(), 503);
  led.clear();
  expect_within(5000, [&] {
    for (;;) {
      RawClient next(served.port());
      next.send(connect);
      if (read_some(next, opened.size()) == opened) return;
      std::this_thread::sleep_for(10ms);
    }
  });
}

TEST_F(Proxy, EndsWithTheListener) {
  Served other(echo);
  Served served(leading_to(other.port()));
  RawClient client(served.port());
  client.send("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n");
  read_some(client, opened.size());
  expect_within(2000, [&] { served.stop(); });
  EXPECT_TRUE(client.is_closed());
}

}  // namespace understudy::http
