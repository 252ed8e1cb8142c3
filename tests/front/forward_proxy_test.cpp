#include "front/forward_proxy.h"

#include <atomic>
#include <cerrno>
#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include "base/text.h"
#include "http/address_kind.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using testing::Mock;
using testing::RecordingExchange;

/// A name server and a network in one: who has which address, and who takes a connection there.
struct Network {
  std::map<std::string, std::vector<std::string>> addresses;
  std::vector<std::string> dialled;
  bool takes = true;

  http::NameLookup::Found look_up(const http::WebUrl& url) {
    http::NameLookup::Found found{http::Patience::End::ready, {}};
    for (const auto& text : addresses[url.host])
      found.addresses.push_back(http::numeric_address(text, url.port).value());
    return found;
  }

  void dial(const std::vector<http::PeerAddress>& to, const http::Dialler::Then& then) {
    for (const auto& address : to) dialled.push_back(http::numeric(address));
    if (takes) return then({http::Descriptor(::eventfd(0, EFD_CLOEXEC)), 0});
    then({{}, ECONNREFUSED});
  }
};

struct Asked {
  std::string method;
  std::string to;  ///< "user.example:443"
  std::string path{};
  std::string user{};
  bool is_secure = false;
  http::Fields headers{{"Host", "h"}};
  std::string body{};
};

class ProxyOf {
 public:
  explicit ProxyOf(ProxyOptions options)
      : proxy_(complete(std::move(options))), mock_(testing::small_seed(), {.proxy = &proxy_}) {}

  http::Reply ask(const Asked& asked) {
    http::Request request{.method = asked.method,
                          .path = asked.path,
                          .query = {},
                          .headers = asked.headers,
                          .body = asked.body,
                          .peer = "127.0.0.1",
                          .arrival = {asked.is_secure, "", asked.to, asked.user}};
    return mock_.front.answer(request);
  }
  http::Reply connect(const std::string& to) { return ask({"CONNECT", to}); }

  std::vector<JournalEntry> journal() {
    return mock_.world().step([](WorldState& state) { return state.journal.after(0, 10); });
  }
  Network& network() { return network_; }

 private:
  ProxyOptions complete(ProxyOptions options) {
    options.own_port = 9119;
    options.stands_in_for = [](std::string_view host) { return host == "vendor.example"; };
    options.public_port = 8443;
    options.look_up = [this](const http::WebUrl& url) { return network_.look_up(url); };
    options.dial = [this](const std::vector<http::PeerAddress>& to, const http::Dialler::Then& then,
                          const std::shared_ptr<const std::atomic<bool>>&) { network_.dial(to, then); };
    return options;
  }

  Network network_;
  ForwardProxy proxy_;
  Mock mock_;
};

ProxyOptions with_tls(std::vector<PassThrough> pass_through = {}) {
  return {.own_hosts = {"own.example"}, .pass_through = std::move(pass_through), .has_tls = true};
}

}  // namespace

TEST(ForwardProxy, AnswersForItselfAndForVendors) {
  ProxyOf proxy(with_tls());
  for (const char* to : {"vendor.example:443", "vendor.example:80", "own.example:443", "own.example:80",
                         "own.example:9119", "own.example:8443", "localhost:9119", "w1.localhost:9119",
                         "127.0.0.1:9119", "127.0.0.2:9119", "[::1]:9119", "app.test:9119"}) {
    const auto reply = proxy.connect(to);
    EXPECT_EQ(reply.status, 200) << to;
    EXPECT_FALSE(reply.later) << to;
    EXPECT_TRUE(reply.body.empty()) << to;
  }
  EXPECT_EQ(proxy.journal().size(), 0U) << "a tunnel is no request of an application's";
}

TEST(ForwardProxy, RefusesEverybodyElse) {
  ProxyOf proxy(with_tls());
  for (const char* to : {"example.com:443", "vendor.example:8443", "notvendor.example:443", "x.vendor.example:443",
                         "localhost:3000", "127.0.0.1:22", "app.test:443", "own.example:3000", "169.254.169.254:80",
                         "[fd00:ec2::254]:80", "metadata.google.internal:80", "10.0.0.1:9119", "[::]:9119"}) {
    const auto refused = proxy.connect(to);
    EXPECT_EQ(refused.status, 502) << to;
    EXPECT_NE(refused.body.find("server.pass_through"), std::string::npos) << refused.body;
    EXPECT_NE(refused.headers.find("X-Understudy-Reason")->find(to), std::string::npos) << to;
    EXPECT_EQ(proxy.ask({"GET", to, "/latest/meta-data"}).status, 502) << to;
  }
  EXPECT_TRUE(proxy.network().dialled.empty());
}

TEST(ForwardProxy, TellsTheJournalWhomItRefused) {
  ProxyOf proxy(with_tls());
  proxy.ask({"CONNECT", "example.com:443"});
  proxy.ask({"POST", "example.com:80", "/secret-path"});
  const auto entries = proxy.journal();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].method, "CONNECT");
  EXPECT_EQ(entries[0].path, "example.com:443");
  EXPECT_EQ(entries[0].api, "proxy");
  EXPECT_EQ(entries[0].status, 502);
  EXPECT_EQ(to_text(entries[0].refusal->reason), "not_passed_on");
  EXPECT_EQ(entries[1].path, "example.com:80");
}

TEST(ForwardProxy, AnswersWhatNeedsNoTunnel) {
  ProxyOf proxy(with_tls());
  EXPECT_EQ(proxy.ask({"GET", "vendor.example:80", "/v1/access-tokens/.well-known/jwks.json"}).status, 200);
  EXPECT_EQ(proxy
                .ask({.method = "GET",
                      .to = "vendor.example:443",
                      .path = "/v1/access-tokens/.well-known/jwks.json",
                      .is_secure = true})
                .status,
            200);
}

TEST(ForwardProxy, HasNoTunnelsWithoutTls) {
  auto options = with_tls();
  options.has_tls = false;
  ProxyOf proxy(options);
  const auto refused = proxy.connect("vendor.example:443");
  EXPECT_EQ(refused.status, 501);
  EXPECT_NE(refused.body.find("--tls"), std::string::npos) << refused.body;
  EXPECT_EQ(proxy.ask({"GET", "vendor.example:80", "/v1/access-tokens/.well-known/jwks.json"}).status, 200);
}

TEST(ForwardProxy, AsksForTheWorldWhereToldTo) {
  auto options = with_tls();
  options.asks_for_user = true;
  ProxyOf proxy(options);
  const auto refused = proxy.connect("vendor.example:443");
  EXPECT_EQ(refused.status, 407);
  EXPECT_EQ(*refused.headers.find("Proxy-Authenticate"), "Basic realm=\"Understudy: the user is the name of a world\"");
  EXPECT_EQ(proxy.ask({"GET", "vendor.example:80", "/v1/me"}).status, 407);
  EXPECT_EQ(proxy.ask({.method = "CONNECT", .to = "vendor.example:443", .user = "ci-1"}).status, 200);
  EXPECT_EQ(proxy.ask({.method = "CONNECT", .to = "vendor.example:443", .user = "Bearer x"}).status, 407);
  EXPECT_EQ(ProxyOf(with_tls()).ask({.method = "CONNECT", .to = "vendor.example:443", .user = "Basic ?"}).status, 407);
}

TEST(ForwardProxy, LeadsOnToWhomTheFixtureLists) {
  ProxyOf proxy(with_tls({{"out.example", 443}}));
  proxy.network().addresses["out.example"] = {"192.0.2.1"};
  auto reply = proxy.connect("out.example:443");
  ASSERT_TRUE(reply.later);
  const auto exchange = std::make_shared<RecordingExchange>();
  reply.later(exchange);
  EXPECT_TRUE(exchange->led_to);
  EXPECT_EQ(exchange->stream, "");
  EXPECT_EQ(proxy.network().dialled, (std::vector<std::string>{"192.0.2.1"}));
  const auto entries = proxy.journal();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].status, 200);
  EXPECT_EQ(proxy.connect("out.example:8443").status, 502) << "a port that is not listed";
}

TEST(ForwardProxy, SendsOnWhatNeedsNoTunnel) {
  ProxyOf proxy(with_tls({{"out.example", 80}}));
  proxy.network().addresses["out.example"] = {"192.0.2.1"};
  auto reply = proxy.ask({.method = "POST",
                          .to = "out.example:80",
                          .path = "/a",
                          .headers = {{"Host", "out.example"},
                                      {"X-Kept", "1"},
                                      {"Connection", "keep-alive, x-hop"},
                                      {"X-Hop", "2"},
                                      {"Proxy-Connection", "keep-alive"},
                                      {"Transfer-Encoding", "chunked"},
                                      {"TE", "trailers"},
                                      {"Content-Length", "4"}},
                          .body = "body"});
  ASSERT_TRUE(reply.later);
  const auto exchange = std::make_shared<RecordingExchange>();
  reply.later(exchange);
  EXPECT_EQ(exchange->stream,
            "POST /a HTTP/1.1\r\nHost: out.example\r\nX-Kept: 1\r\nContent-Length: 4\r\nVia: 1.1 understudy\r\n"
            "Connection: close\r\n\r\nbody");
}

TEST(ForwardProxy, LooksAtTheAddress) {
  struct Row {
    const char* address;
    bool open;
    bool private_too;
  };
  for (const auto& [address, open, private_too] :
       {Row{"192.0.2.1", true, true}, Row{"10.0.0.1", false, true}, Row{"127.0.0.1", false, true},
        Row{"192.168.1.1", false, true}, Row{"169.254.169.254", false, false}, Row{"0.0.0.0", false, false},
        Row{"255.255.255.255", false, false}}) {
    for (const bool is_private : {false, true}) {
      ProxyOf proxy(with_tls({{"out.example", 443, is_private}}));
      proxy.network().addresses["out.example"] = {address};
      const auto reply = proxy.connect("out.example:443");
      const bool may = is_private ? private_too : open;
      EXPECT_EQ(static_cast<bool>(reply.later), may) << address;
      if (!may) {
        EXPECT_EQ(reply.status, 502);
        EXPECT_NE(reply.body.find(address), std::string::npos) << reply.body;
      }
    }
  }
}

TEST(ForwardProxy, LeadsNobodyBackToItself) {
  ProxyOf proxy(with_tls({{"out.example", 9119, true}}));
  proxy.network().addresses["out.example"] = {"127.0.0.1"};
  EXPECT_EQ(proxy.connect("out.example:9119").status, 502);
  proxy.network().addresses["out.example"] = {"127.0.0.1", "192.0.2.1"};
  auto reply = proxy.connect("out.example:9119");
  ASSERT_TRUE(reply.later) << "another address of that name is fine";
  reply.later(std::make_shared<RecordingExchange>());
  EXPECT_EQ(proxy.network().dialled, (std::vector<std::string>{"192.0.2.1"}));
}

TEST(ForwardProxy, SaysWhereNobodyAnswers) {
  ProxyOf proxy(with_tls({{"out.example", 443}}));
  const auto unknown = proxy.connect("out.example:443");
  EXPECT_EQ(unknown.status, 502);
  EXPECT_NE(unknown.body.find("no address is known of this name"), std::string::npos) << unknown.body;

  proxy.network().addresses["out.example"] = {"192.0.2.1"};
  proxy.network().takes = false;
  auto reply = proxy.connect("out.example:443");
  ASSERT_TRUE(reply.later);
  const auto exchange = std::make_shared<RecordingExchange>();
  reply.later(exchange);
  ASSERT_TRUE(exchange->answered);
  EXPECT_EQ(exchange->answered->status, 502);
  EXPECT_NE(exchange->answered->body.find("Connection refused"), std::string::npos) << exchange->answered->body;
  const auto entries = proxy.journal();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1].status, 502);
  EXPECT_NE(entries[1].reason.find("Connection refused"), std::string::npos);
}

TEST(ForwardProxy, LeadsNoClearHttpsOn) {
  ProxyOf proxy(with_tls({{"out.example", 443}}));
  proxy.network().addresses["out.example"] = {"192.0.2.1"};
  EXPECT_EQ(proxy.ask({.method = "POST", .to = "out.example:443", .path = "/", .is_secure = true}).status, 502);
  EXPECT_TRUE(proxy.network().dialled.empty());
}

}  // namespace understudy::front
