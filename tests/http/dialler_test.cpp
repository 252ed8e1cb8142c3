#include "http/dialler.h"

#include <cerrno>
#include <chrono>
#include <future>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "http/raw_client.h"

namespace understudy::http {
namespace {

using namespace std::chrono_literals;

PeerAddress loopback(int port) { return numeric_address("127.0.0.1", port).value(); }

const auto wanted = std::make_shared<const std::atomic<bool>>(false);

std::future<Dialled> dial(Dialler& dialler, std::vector<PeerAddress> addresses, Milliseconds deadline = 5s) {
  const auto told = std::make_shared<std::promise<Dialled>>();
  dialler.dial(
      std::move(addresses), deadline, [told](Dialled dialled) { told->set_value(std::move(dialled)); }, wanted);
  return told->get_future();
}

/// A port of this machine where nobody ever takes a connection: its queue is full.
class FullPort {
 public:
  FullPort() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = loopback(0);
    ::bind(listening_.number(), reinterpret_cast<const sockaddr*>(&address.storage), address.size);
    ::listen(listening_.number(), 0);
    ::getsockname(listening_.number(), reinterpret_cast<sockaddr*>(&address.storage), &address.size);
    port_ = ntohs(reinterpret_cast<const sockaddr_in&>(address.storage).sin_port);
    for (int i = 0; i < 8; ++i) {
      auto& client = clients_.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
      [[maybe_unused]] const int begun =
          ::connect(client.number(), reinterpret_cast<const sockaddr*>(&address.storage), address.size);
    }
  }
  int port() const { return port_; }

 private:
  Descriptor listening_;
  std::vector<Descriptor> clients_;
  int port_ = 0;
};

}  // namespace

TEST(Dialler, TakesTheFirstThatAnswers) {
  Served served(echo);
  const int closed = [] { return Served(echo).port(); }();
  Dialler dialler;
  EXPECT_TRUE(dial(dialler, {loopback(closed), loopback(served.port())}).get().socket);
  const auto refused = dial(dialler, {loopback(closed)}).get();
  EXPECT_FALSE(refused.socket);
  EXPECT_EQ(refused.error, ECONNREFUSED);
  EXPECT_EQ(dial(dialler, {}).get().error, EHOSTUNREACH);
}

TEST(Dialler, GivesEachAddressItsPartOfTheTime) {
  const FullPort full;
  Served served(echo);
  Dialler dialler;
  EXPECT_TRUE(dial(dialler, {loopback(full.port()), loopback(served.port())}, 1s).get().socket);
  EXPECT_EQ(dial(dialler, {loopback(full.port())}, 200ms).get().error, ETIMEDOUT);
}

TEST(Dialler, LetsNobodyWaitForAnother) {
  const FullPort full;
  Served served(echo);
  Dialler dialler;
  std::vector<std::future<Dialled>> waiting;
  for (int i = 0; i < 200; ++i) waiting.push_back(dial(dialler, {loopback(full.port())}, 60s));
  expect_within(2000, [&] { EXPECT_TRUE(dial(dialler, {loopback(served.port())}).get().socket); });
  expect_within(2000, [&] { dialler.cancel(); });
  for (auto& each : waiting) EXPECT_EQ(each.get().error, ECANCELED);
  EXPECT_EQ(dial(dialler, {loopback(served.port())}).get().error, ECANCELED);
}

TEST(Dialler, TellsNothingToWhoHasLeft) {
  const FullPort full;
  Dialler dialler;
  const auto has_left = std::make_shared<std::atomic<bool>>(false);
  const auto kept = std::make_shared<int>(1);
  dialler.dial(
      {loopback(full.port())}, 60s, [kept](const Dialled&) { FAIL() << *kept; }, has_left);
  *has_left = true;
  expect_within(5000, [&] {
    while (kept.use_count() > 1) std::this_thread::sleep_for(10ms);
  });
}

}  // namespace understudy::http
