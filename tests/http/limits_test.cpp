// Deadlines, the cap on connections, and what happens when the system itself has no more to give.
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <vector>

#include "http/raw_client.h"
#include "http/sockets.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

std::string reason_of(const RawReply& reply) {
  const auto* reason = reply.headers.find("X-Understudy-Reason");
  return reason ? *reason : "";
}

TEST(ListenerDeadline, OfTheHeadEndsASlowRequestWith408) {
  ListenerOptions options;
  options.head_deadline = 50ms;
  Served served(echo, options);
  RawClient client(served.port());
  client.send("GET / HT");
  const RawReply reply = client.read_reply();
  EXPECT_EQ(reply.line, "HTTP/1.1 408 Request Timeout");
  EXPECT_EQ(reason_of(reply), "The head of the request did not come whole within 50 ms.");
  EXPECT_TRUE(client.is_closed());
}

TEST(ListenerDeadline, OfTheHeadIsNotMovedByTrickles) {
  ListenerOptions options;
  options.head_deadline = 150ms;
  Served served(echo, options);
  RawClient client(served.port());
  const auto start = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\nX: ");
  while (client.is_silent(10) && std::chrono::steady_clock::now() < start + 5s) client.send("x");
  EXPECT_EQ(client.read_reply().status(), 408);
  EXPECT_LT(std::chrono::steady_clock::now(), start + 3s);
}

TEST(ListenerDeadline, OfTheBodyEndsASlowRequestWith408) {
  ListenerOptions options;
  options.body_deadline = 50ms;
  Served served(echo, options);
  RawClient client(served.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  const RawReply reply = client.read_reply();
  EXPECT_EQ(reply.status(), 408);
  EXPECT_EQ(reason_of(reply), "The body of the request did not come whole within 50 ms.");
  EXPECT_TRUE(client.is_closed());
}

TEST(ListenerDeadline, OfAnIdleConnectionClosesItSilently) {
  ListenerOptions options;
  options.idle_deadline = 50ms;
  Served served(echo, options);
  RawClient fresh(served.port());
  RawClient used(served.port());
  EXPECT_EQ(used.ask(get("/")).status(), 200);
  EXPECT_TRUE(fresh.is_closed());
  EXPECT_TRUE(used.is_closed());
}

TEST(ListenerDeadline, OfTheHeadDoesNotCountIdleTime) {
  ListenerOptions options;
  options.head_deadline = 30ms;
  Served served(echo, options);
  RawClient client(served.port());
  EXPECT_EQ(client.ask(get("/")).status(), 200);
  EXPECT_TRUE(client.is_silent(100));
  EXPECT_EQ(client.ask(get("/")).status(), 200);
}

/// Asks until the answer is 200, as it is once a place among the connections has come free.
bool gets_in(int port) {
  for (const auto start = std::chrono::steady_clock::now(); std::chrono::steady_clock::now() < start + 10s;)
    if (RawClient(port).ask(get("/")).status() == 200) return true;
  return false;
}

TEST(ListenerDeadline, OfWritingEndsAConnectionThatTakesNothing) {
  ListenerOptions options;
  options.write_deadline = 50ms;
  options.max_connections = 1;
  const std::string body(32 << 20, 'b');
  Served served(
      [&](const Request& request) { return request.path == "/long" ? text(200, "text/plain", body) : echo(request); },
      options);
  RawClient client(served.port());
  client.send(get("/long"));
  ASSERT_FALSE(client.is_silent(patience));
  EXPECT_TRUE(gets_in(served.port()));
  EXPECT_LT(client.read_to_end().size(), body.size());
}

TEST(ConnectionCap, TurnsAwayWhoComesTooMany) {
  ListenerOptions options;
  options.max_connections = 3;
  Served served(echo, options);
  std::vector<RawClient> taken;
  for (int i = 0; i < 3; ++i) {
    taken.emplace_back(served.port());
    ASSERT_EQ(taken.back().ask(get("/")).status(), 200);
  }
  RawClient extra(served.port());
  const RawReply reply = extra.ask(get("/"));
  EXPECT_EQ(reply.line, "HTTP/1.1 503 Service Unavailable");
  EXPECT_EQ(reason_of(reply), "All 3 connections are taken.");
  EXPECT_TRUE(extra.is_closed());

  std::vector<RawClient> refused;
  for (int i = 0; i < 10; ++i) {
    refused.emplace_back(served.port());
    ASSERT_EQ(refused.back().read_reply().status(), 503);
  }
  taken.pop_back();
  EXPECT_TRUE(gets_in(served.port())) << "those turned away hold no place";
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

TEST(Descriptors, RunningOutOfThemNeitherSpinsNorLosesAConnection) {
  Served served(echo);
  RawClient first(served.port());
  ASSERT_EQ(first.ask(get("/")).status(), 200);
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  rlimit tight = before;
  tight.rlim_cur = 200;
  ::setrlimit(RLIMIT_NOFILE, &tight);
  std::vector<Descriptor> hoard;
  for (;;) {
    Descriptor one(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!one) break;
    hoard.push_back(std::move(one));
  }
  ASSERT_FALSE(hoard.empty());
  hoard.pop_back();
  RawClient client(served.port());
  ASSERT_TRUE(client.connected());
  client.send(get("/"));
  const double cpu = cpu_seconds();
  EXPECT_TRUE(client.is_silent(300));
  EXPECT_LT(cpu_seconds() - cpu, 0.15);
  hoard.clear();
  EXPECT_EQ(client.read_reply().status(), 200);
  ::setrlimit(RLIMIT_NOFILE, &before);
}

TEST(Descriptors, ThatAreTooFewAreToldAtOnce) {
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  const rlimit low{20, before.rlim_max};
  ListenerOptions options;
  options.workers = 1'000'000'000;
  Listener listener(options);
  ::setrlimit(RLIMIT_NOFILE, &low);
  try {
    listener.open();
    FAIL() << "opened";
  } catch (const CannotListen& why) {
    EXPECT_EQ(why.message, "cannot serve: the system gives too few open files (" + std::to_string(before.rlim_max) +
                               " are allowed); raise the limit, as by ulimit -n 2000000035");
  }
  ::setrlimit(RLIMIT_NOFILE, &before);
}

TEST(Descriptors, AreAllowedUpToTheHardLimit) {
  rlimit before{};
  ::getrlimit(RLIMIT_NOFILE, &before);
  rlimit low = before;
  low.rlim_cur = 100;
  ::setrlimit(RLIMIT_NOFILE, &low);
  rlimit now{};
  allow_descriptors(300);
  ::getrlimit(RLIMIT_NOFILE, &now);
  EXPECT_EQ(now.rlim_cur, std::min<rlim_t>(300, before.rlim_max));
  allow_descriptors(200);
  ::getrlimit(RLIMIT_NOFILE, &now);
  EXPECT_EQ(now.rlim_cur, std::min<rlim_t>(300, before.rlim_max)) << "never lowered";
  allow_descriptors(RLIM_INFINITY);
  ::getrlimit(RLIMIT_NOFILE, &now);
  EXPECT_EQ(now.rlim_cur, before.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &before);
}

/// Puts this thread into a network of its own that has 127.0.0.1 but not ::1, as containers often do.
bool enter_network_without_ipv6() {
  if (::unshare(CLONE_NEWNET) != 0) return false;
  const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  if (::ioctl(socket.number(), SIOCSIFFLAGS, &request) != 0) return false;
  std::ofstream("/proc/thread-self/root/proc/sys/net/ipv6/conf/all/disable_ipv6") << "1";
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_loopback;
  const Descriptor other(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return ::bind(other.number(), reinterpret_cast<const sockaddr*>(&six), sizeof six) != 0;
}

TEST(AddressFamily, ThatIsMissingIsNoError) {
  bool entered = false;
  std::vector<std::string> addresses;
  std::string refusal;
  std::thread([&] {
    entered = enter_network_without_ipv6();
    if (!entered) return;
    for (const auto& socket : listen_on("", 9119).sockets) addresses.push_back(socket.address);
    try {
      listen_on("::1", 9119);
    } catch (const CannotListen& failure) {
      refusal = failure.message;
    }
  }).join();
  if (!entered) GTEST_SKIP() << "needs the right to make a network namespace";
  EXPECT_EQ(addresses, (std::vector<std::string>{"127.0.0.1:9119"}));
  EXPECT_EQ(refusal, "port 9119 of ::1 cannot be used: this machine does not have that address");
}

}  // namespace
}  // namespace understudy::http
