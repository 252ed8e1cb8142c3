#include "http/name_lookup.h"

#include <cstring>
#include <mutex>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <string>
#include <sys/eventfd.h>
#include <system_error>
#include <thread>

#include "http/descriptor.h"

namespace understudy::http {

namespace {

constexpr int most_under_way = 64;

std::vector<PeerAddress> addresses_of(const std::string& host, int port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list) != 0) return {};
  std::vector<PeerAddress> addresses;
  for (const auto* entry = list; entry != nullptr; entry = entry->ai_next) {
    PeerAddress address{};
    std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
    address.size = entry->ai_addrlen;
    addresses.push_back(address);
  }
  ::freeaddrinfo(list);
  return addresses;
}

std::vector<PeerAddress> loopbacks(int port) {
  return {numeric_address("127.0.0.1", port).value(), numeric_address("::1", port).value()};
}

/// What the thread that asks and the one that waits share; whoever goes last lets go of it.
struct Question {
  explicit Question(const WebUrl& url) : host(url.host), port(url.port) {}

  const std::string host;
  const int port;
  Descriptor answered{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  std::mutex mutex;
  std::vector<PeerAddress> addresses;

  void ask() {
    auto found = addresses_of(host, port, 0);
    {
      const std::lock_guard lock(mutex);
      addresses = std::move(found);
    }
    ::eventfd_write(answered.number(), 1);
  }
};

}  // namespace

std::optional<PeerAddress> numeric_address(const std::string& host, int port) {
  const auto itself = addresses_of(host, port, AI_NUMERICHOST);
  return itself.empty() ? std::nullopt : std::optional(itself.front());
}

NameLookup::Found NameLookup::find(const WebUrl& url, const Patience& patience) {
  if (url.is_localhost()) return {Patience::End::ready, loopbacks(url.port)};
  if (const auto itself = numeric_address(url.host, url.port)) return {Patience::End::ready, {*itself}};
  const auto question = std::make_shared<Question>(url);
  if (!question->answered) return {Patience::End::ready, {}};
  if (++*under_way_ > most_under_way) {
    --*under_way_;
    return {Patience::End::ready, {}};
  }
  try {
    std::thread([question, under_way = under_way_] {
      question->ask();
      --*under_way;
    }).detach();
  } catch (const std::system_error&) {  // the system has no thread to give
    --*under_way_;
    return {Patience::End::ready, {}};
  }
  const auto end = patience.wait(question->answered.number(), POLLIN);
  const std::lock_guard lock(question->mutex);
  return {end, end == Patience::End::ready ? std::move(question->addresses) : std::vector<PeerAddress>()};
}

}  // namespace understudy::http
