// The server's side of TLS by a client that sits beside it: names, versions, resumption, ends, and what is no TLS at
// all.
#include "tls/server.h"

#include <gtest/gtest.h>
#include <optional>

#include "base/text.h"
#include "tls/client_end.h"
#include "tls/server_identities.h"

namespace understudy::tls {
namespace {

Instant now() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

const Authority& local() {
  static const Authority made = Authority::make({"local", {"localhost", "test", "acme.example"}}, now());
  return made;
}
const Authority& vendors() {
  static const Authority made = Authority::make({"vendors", {"vendor.example"}}, now());
  return made;
}

Vouching vouching() {
  return {local(),      {"app.acme.example"},
          vendors(),    [](std::string_view name) { return name.ends_with(".vendor.example"); },
          std::nullopt, now};
}

/// Both ends, until neither has anything to say.
struct Pair {
  explicit Pair(const Server& server, const ClientEnd::Wish& wish) : session(server), client(wish) { turn(); }

  void turn() {
    for (int i = 0; i < 10; ++i) {
      if (!client.is_established()) client.shake_hands();
      const auto said = client.output();
      if (!said.empty()) session.feed(said);
      char room[32 * 1024];
      for (size_t size = 0; (size = session.read(room, sizeof room)) > 0;) heard.append(room, size);
      const auto answer = session.take_output();
      client.feed(answer);
      got += client.is_established() ? client.read() : "";
      if (said.empty() && answer.empty()) return;
    }
  }

  Session session;
  ClientEnd client;
  std::string heard;  ///< by the server
  std::string got;    ///< by the client
};

class Tls : public ::testing::Test {
 protected:
  Tls() : identities(vouching()), server([this](std::string_view name) { return identities.of(name); }) {}

  std::string outcome(const ClientEnd::Wish& wish) {
    Pair pair(server, wish);
    if (pair.client.has_failed()) return pair.client.failure();
    return pair.client.is_established() ? "established" : "nothing";
  }
  static ClientEnd::Wish trusting(const Authority& authority, const std::string& host, const std::string& name) {
    return {.name = name, .trusted = authority.certificate_pem(), .checked = host};
  }

  ServerIdentities identities;
  Server server;
};

const std::string unknown = "tlsv1 unrecognized name";

}  // namespace

TEST_F(Tls, CarriesBytesBothWays) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    Pair pair(server, {.name = "localhost", .version = version});
    ASSERT_TRUE(pair.session.is_established());
    EXPECT_EQ(pair.session.server_name(), "localhost");
    const std::string question(100'000, 'q');
    pair.client.write(question);
    pair.turn();
    EXPECT_EQ(pair.heard, question);
    pair.session.write(std::string(100'000, 'a'));
    pair.turn();
    EXPECT_EQ(pair.got, std::string(100'000, 'a'));
    pair.session.end();
    pair.turn();
    EXPECT_TRUE(pair.client.has_ended());
    EXPECT_EQ(pair.session.state(), Session::State::open) << "its own end is no end of the other's";
    pair.client.write("still");
    pair.turn();
    EXPECT_TRUE(pair.heard.ends_with("still"));
    pair.client.end();
    pair.turn();
    EXPECT_EQ(pair.session.state(), Session::State::ended);
  }
}

TEST_F(Tls, ShowsACertificateOfTheNameThatIsAskedFor) {
  for (const std::string host : {"localhost", "t1.localhost", "a.b.test", "app.acme.example"})
    EXPECT_EQ(outcome(trusting(local(), host, host)), "established") << host;
  for (const std::string address : {"127.0.0.1", "::1", "localhost", "app.acme.example"})
    EXPECT_EQ(outcome(trusting(local(), address, "")), "established") << address << " without a name";
  EXPECT_EQ(outcome(trusting(local(), "localhost", "LocalHost")), "established");
  EXPECT_EQ(outcome(trusting(local(), "localhost", "localhost.")), "established") << "the root's dot";
  EXPECT_EQ(outcome(trusting(vendors(), "api.vendor.example", "api.vendor.example.")), "established");
  Pair dotted(server, {.name = "App.test."});
  EXPECT_EQ(dotted.session.server_name(), "app.test");
  EXPECT_EQ(outcome(trusting(vendors(), "api.vendor.example", "api.vendor.example")), "established");
  EXPECT_EQ(outcome(trusting(local(), "api.vendor.example", "api.vendor.example")), "certificate verify failed");
  EXPECT_EQ(outcome(trusting(vendors(), "localhost", "localhost")), "certificate verify failed");
  EXPECT_EQ(outcome(trusting(local(), "other.test", "a.test")), "certificate verify failed");
}

TEST_F(Tls, KnowsNobodyElse) {
  for (const std::string name :
       {"example.com", "localhost..", ".", "test", "acme.example", "evil-vendor.example", "vendor.example", "127.0.0.1",
        "::1", "a..test", "-a.test", "a b.test", "\xC3\xA4.test", ".test", "*.test"})
    EXPECT_EQ(outcome({.name = name}), unknown) << name;
  EXPECT_EQ(outcome({.name = std::string(250, 'a') + ".test"}), unknown);
  EXPECT_EQ(outcome({.name = std::string(60, 'a') + ".test"}), "established");
}

TEST_F(Tls, ShowsAllAddressesOfItsOwnWhereNoNameIsAskedFor) {
  auto given = vouching();
  given.hosts = {"app.acme.example", "10.0.0.7", "2001:db8::7", "127.0.0.1", "b.acme.example"};
  ServerIdentities many(given);
  const Server shown([&](std::string_view name) { return many.of(name); });
  for (const std::string address : {"127.0.0.1", "::1", "10.0.0.7", "2001:db8::7", "app.acme.example"})
    EXPECT_TRUE(Pair(shown, trusting(local(), address, "")).client.is_established()) << address;
  EXPECT_FALSE(Pair(shown, trusting(local(), "10.0.0.8", "")).client.is_established());
  EXPECT_TRUE(Pair(shown, trusting(local(), "b.acme.example", "b.acme.example")).client.is_established());
}

TEST_F(Tls, HoldsNamesToWhatTheAuthorityVouchesFor) {
  auto narrow = vouching();
  narrow.hosts = {"elsewhere.example"};
  ServerIdentities few(narrow);
  EXPECT_FALSE(few.of("elsewhere.example")) << "its constraints leave it out";
  EXPECT_TRUE(few.of(""));
}

TEST_F(Tls, ShowsACertificateOfOnesOwn) {
  const auto own = Authority::make({"own", {"own.example"}}, now()).issue({{"own.example"}, {}}, now());
  auto given = vouching();
  given.own = own;
  ServerIdentities mixed(given);
  EXPECT_EQ(mixed.of("own.example")->certificate_pem(), own.certificate_pem());
  EXPECT_EQ(mixed.of("")->certificate_pem(), own.certificate_pem());
  EXPECT_NE(mixed.of("localhost")->certificate_pem(), own.certificate_pem());
}

TEST_F(Tls, KeepsAThousandCertificates) {
  const auto first = identities.of("n0.test")->certificate_pem();
  EXPECT_EQ(identities.of("n0.test")->certificate_pem(), first);
  for (size_t i = 1; i < ServerIdentities::most; ++i)
    ASSERT_TRUE(identities.of(cat({"n", std::to_string(i), ".test"})));
  EXPECT_EQ(identities.of("n0.test")->certificate_pem(), first);
  ASSERT_TRUE(identities.of("one-more.test"));
  EXPECT_NE(identities.of("n0.test")->certificate_pem(), first) << "the oldest went";
}

TEST_F(Tls, SpeaksHttp11Only) {
  EXPECT_EQ(outcome({.name = "localhost", .protocols = "\x02h2\x08http/1.1"}), "established");
  Pair pair(server, {.name = "localhost", .protocols = "\x02h2\x08http/1.1"});
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(pair.client.ssl(), &chosen, &size);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), "http/1.1");
  EXPECT_EQ(outcome({.name = "localhost", .protocols = std::string("\x02h2")}), "tlsv1 alert no application protocol");
  EXPECT_EQ(outcome({.name = "localhost", .version = TLS1_1_VERSION}), "tlsv1 alert protocol version");
}

TEST_F(Tls, ResumesSessionsOfTheSameName) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    Pair first(server, {.name = "a.test", .version = version});
    first.session.write("x");
    first.turn();
    auto* session = SSL_get1_session(first.client.ssl());
    Pair again(server, {.name = "a.test", .version = version, .resumed = session});
    EXPECT_TRUE(again.client.is_established());
    EXPECT_EQ(SSL_session_reused(again.client.ssl()), 1) << version;
    EXPECT_EQ(again.session.server_name(), "a.test");
    Pair other(server, {.name = "b.test", .version = version, .resumed = session});
    EXPECT_EQ(SSL_session_reused(other.client.ssl()), 0) << version << ": of another name";
    EXPECT_EQ(other.session.server_name(), "b.test");
    SSL_SESSION_free(session);
  }
}

TEST_F(Tls, RefusesToNegotiateAgain) {
  Pair pair(server, {.name = "localhost", .version = TLS1_2_VERSION});
  SSL_renegotiate(pair.client.ssl());
  pair.client.shake_hands();
  pair.session.feed(pair.client.output());
  char room[100];
  EXPECT_EQ(pair.session.read(room, sizeof room), 0U);
  pair.client.feed(pair.session.take_output());
  EXPECT_FALSE(pair.client.shake_hands());
  EXPECT_EQ(pair.client.failure(), "no renegotiation");
}

TEST_F(Tls, BreaksOnWhatIsNoTls) {
  for (const std::string& garbage :
       {std::string("\x16GET / HTTP/1.1\r\n\r\n"), std::string("\x16\x03\x01\xff\xff") + std::string(70'000, 'x'),
        std::string("\x16\x03\x01\x00\x05\x01\xff\xff\xff\xff", 10), std::string(100, '\x16')}) {
    Session session(server);
    session.feed(garbage);
    char room[100];
    EXPECT_EQ(session.read(room, sizeof room), 0U);
    EXPECT_EQ(session.state(), Session::State::broken);
    session.write("x");
    session.end();
  }
}

TEST_F(Tls, HearsBytesHoweverTheyAreCut) {
  ClientEnd client({.name = "localhost"});
  Session session(server);
  std::string heard;
  char room[100];
  for (int i = 0; i < 10 && heard != "hello"; ++i) {
    if (client.is_established() || client.shake_hands())
      client.write(i < 9 && heard.empty() && client.is_established() ? "hello" : "");
    for (const char c : client.output()) {
      session.feed({&c, 1});
      if (const size_t size = session.read(room, sizeof room)) heard.append(room, size);
    }
    client.feed(session.take_output());
  }
  EXPECT_TRUE(heard.starts_with("hello")) << heard;
}

}  // namespace understudy::tls
