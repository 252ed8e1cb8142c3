#include "http/sockets.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/text.h"
#include "http/listener.h"

namespace understudy::http {

namespace {

constexpr int backlog = 1024;

enum class Families { own, both };

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  Families families = Families::own;  ///< both: an IPv6 socket that takes IPv4 as well
};

struct Place {
  std::string_view host;
  Families families = Families::own;
};

std::optional<Address> to_address(std::string_view host, int port) {
  const std::string text(host);
  Address address;
  auto& four = reinterpret_cast<sockaddr_in&>(address.storage);
  auto& six = reinterpret_cast<sockaddr_in6&>(address.storage);
  if (::inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<uint16_t>(port));
    address.size = sizeof four;
    return address;
  }
  if (::inet_pton(AF_INET6, text.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(static_cast<uint16_t>(port));
    address.size = sizeof six;
    return address;
  }
  return std::nullopt;
}

std::string to_text(const sockaddr_storage& storage) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(storage).sin_addr, text.data(), text.size());
    return text.data();
  }
  const auto& six = reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr;
  // A dual-stack socket shows IPv4 peers as ::ffff:a.b.c.d; nobody else calls them so.
  if (IN6_IS_ADDR_V4MAPPED(&six)) {
    ::inet_ntop(AF_INET, &six.s6_addr[12], text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, &six, text.data(), text.size());
  }
  return text.data();
}

int port_of(const Descriptor& socket) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&storage), &size);
  const bool four = storage.ss_family == AF_INET;
  return ntohs(four ? reinterpret_cast<const sockaddr_in&>(storage).sin_port
                    : reinterpret_cast<const sockaddr_in6&>(storage).sin6_port);
}

void switch_option(const Descriptor& socket, int level, int option, int value) {
  ::setsockopt(socket.number(), level, option, &value, sizeof value);
}

/// The listening socket, or errno. Never SO_REUSEPORT: a second program on the port would take half of the requests.
Descriptor listen_at(const Address& address, int& error) {
  Descriptor socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket) {
    switch_option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
    if (address.storage.ss_family == AF_INET6)
      switch_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, address.families == Families::both ? 0 : 1);
    if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0 &&
        ::listen(socket.number(), backlog) == 0)
      return socket;
  }
  error = errno;
  return {};
}

bool lacks_address(int error) {
  return error == EADDRNOTAVAIL || error == EAFNOSUPPORT || error == EPROTONOSUPPORT || error == ENODEV;
}

CannotListen cannot_listen(std::string_view host, int port, int error) {
  const std::string place = cat({"port ", std::to_string(port), " of ", host});
  if (error == EADDRINUSE)
    return {cat({place, " is taken by another program: stop that one, or choose another port (0 takes a free one)"})};
  if (error == EACCES) return {cat({place, " may not be used without more rights: choose a port of 1024 or above"})};
  if (lacks_address(error)) return {cat({place, " cannot be used: this machine does not have that address"})};
  return {cat({place, " cannot be used: ", std::strerror(error)})};
}

/// The places that `host` stands for. Where `first_only`, the later ones are for want of the first.
struct Plan {
  std::vector<Place> places;
  bool first_only = false;
};

Plan plan_for(std::string_view host) {
  // Answered here rather than by the system's resolver: clients try either loopback first, and a machine without a
  // hosts file would ask DNS.
  if (host.empty() || equal_ignoring_case(host, "localhost")) return {{{"127.0.0.1"}, {"::1"}}};
  if (host == "*") return {{{"::", Families::both}, {"0.0.0.0"}}, true};
  if (host == "::" || host == "[::]") return {{{"::", Families::both}}};
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  return {{{host}}};
}

/// Nothing where a port that the system chose for one address turns out to be taken on the other.
std::optional<ListeningSockets> try_to_listen(const Plan& plan, int port) {
  ListeningSockets listening;
  listening.port = port;
  int error = 0;
  for (const auto& place : plan.places) {
    auto address = to_address(place.host, listening.port);
    if (!address)
      throw CannotListen{cat({"\"", place.host, "\" is no address to listen on: give a numeric one, localhost or *"})};
    address->families = place.families;
    auto socket = listen_at(*address, error);
    if (!socket) {
      if (lacks_address(error)) continue;
      if (error == EADDRINUSE && port == 0 && !listening.sockets.empty()) return std::nullopt;
      throw cannot_listen(place.host, listening.port, error);
    }
    listening.port = port_of(socket);
    const bool bracketed = place.host.find(':') != std::string_view::npos;
    listening.sockets.push_back({std::move(socket), cat({bracketed ? "[" : "", place.host, bracketed ? "]:" : ":",
                                                         std::to_string(listening.port)})});
    if (plan.first_only) break;
  }
  if (listening.sockets.empty()) throw cannot_listen(plan.places.back().host, port, error);
  return listening;
}

}  // namespace

ListeningSockets listen_on(const std::string& host, int port) {
  if (port < 0 || port > 65535) throw CannotListen{cat({std::to_string(port), " is no port: give one of 0 to 65535"})};
  constexpr int attempts = 16;
  const Plan plan = plan_for(host);
  for (int attempt = 0; attempt < attempts; ++attempt)
    if (auto listening = try_to_listen(plan, port)) return std::move(*listening);
  throw CannotListen{"no port is free on all addresses: give one"};
}

size_t allow_descriptors(size_t descriptors) {
  rlimit limit{};
  // Never fails for a known limit.
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t before = limit.rlim_cur;
  if (before >= descriptors) return before;
  limit.rlim_cur = std::min<rlim_t>(descriptors, limit.rlim_max);
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

AcceptedSocket accept_from(const Descriptor& listening) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  AcceptedSocket accepted;
  accepted.descriptor = Descriptor(
      ::accept4(listening.number(), reinterpret_cast<sockaddr*>(&storage), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!accepted.descriptor) {
    accepted.error = errno;
    return accepted;
  }
  switch_option(accepted.descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
  accepted.peer = to_text(storage);
  return accepted;
}

}  // namespace understudy::http
