#include "http/address_kind.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <netinet/in.h>
#include <string_view>

namespace understudy::http {

namespace {

/// An address of either family as the 16 bytes of an IPv6 one (RFC 4291 §2.5.5.2).
using Bytes = std::array<uint8_t, 16>;

constexpr size_t ipv4_at = 12;

constexpr Bytes mapped(const Bytes& all, size_t from) {
  Bytes bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  for (size_t i = 0; i < 4; ++i) bytes[ipv4_at + i] = all[from + i];
  return bytes;
}

struct Range {
  Bytes first;
  int bits;
  AddressKind kind;
};

constexpr Range four(uint8_t a, uint8_t b, uint8_t c, uint8_t d, int bits, AddressKind kind) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}, 96 + bits, kind};
}

using enum AddressKind;

// https://www.iana.org/assignments/iana-ipv4-special-registry, and iana-ipv6-special-registry. The first that fits.
constexpr Range ranges[] = {
    four(0, 0, 0, 0, 8, forbidden),
    four(127, 0, 0, 0, 8, loopback),
    four(169, 254, 0, 0, 16, forbidden),
    four(100, 100, 100, 200, 32, forbidden),  // the metadata of Alibaba's cloud
    four(10, 0, 0, 0, 8, home),
    four(100, 64, 0, 0, 10, home),
    four(172, 16, 0, 0, 12, home),
    four(192, 168, 0, 0, 16, home),
    four(198, 18, 0, 0, 15, home),
    four(192, 0, 0, 0, 24, forbidden),
    four(224, 0, 0, 0, 3, forbidden),  // multicast, and what is kept for later
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, global},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, loopback},
    {{}, 96, forbidden},  // :: and IPv4-compatible addresses
    {{0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54},
     128,
     forbidden},  // the metadata of Amazon's cloud
    {{0xfc}, 7, home},
    {{0xfe, 0x80}, 10, forbidden},
    {{0xfe, 0xc0}, 10, home},
    {{0xff}, 8, forbidden},
    {{0x01, 0}, 64, forbidden},
};

// Where an IPv4 address stands in those of RFC 6052 (NAT64), RFC 8215 and RFC 3056 (6to4).
struct Embedding {
  Bytes first;
  int bits;
  size_t at;
};
constexpr Embedding embeddings[] = {
    {{0, 0x64, 0xff, 0x9b}, 96, 12},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, 12},
    {{0x20, 0x02}, 16, 2},
};

bool begins_with(const Bytes& bytes, const Bytes& first, int bits) {
  const auto whole = static_cast<size_t>(bits / 8);
  if (!std::equal(first.begin(), first.begin() + whole, bytes.begin())) return false;
  const int rest = bits % 8;
  return rest == 0 || ((bytes[whole] ^ first[whole]) >> (8 - rest)) == 0;
}

Bytes bytes_of(const sockaddr_storage& address) {
  Bytes bytes{};
  if (address.ss_family == AF_INET6) {
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
  } else {
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, 4);
    bytes = mapped(bytes, 0);
  }
  for (const auto& embedding : embeddings)
    if (begins_with(bytes, embedding.first, embedding.bits)) return mapped(bytes, embedding.at);
  return bytes;
}

}  // namespace

AddressKind kind_of(const PeerAddress& address) {
  const auto bytes = bytes_of(address.storage);
  for (const auto& range : ranges)
    if (begins_with(bytes, range.first, range.bits)) return range.kind;
  return global;
}

bool is_of_this_machine(const PeerAddress& address) {
  if (kind_of(address) == loopback) return true;
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return false;
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owned(list, ::freeifaddrs);
  const auto wanted = bytes_of(address.storage);
  for (const auto* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (entry->ifa_addr == nullptr) continue;
    sockaddr_storage own{};
    const auto family = entry->ifa_addr->sa_family;
    if (family != AF_INET && family != AF_INET6) continue;
    std::memcpy(&own, entry->ifa_addr, family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
    if (bytes_of(own) == wanted) return true;
  }
  return false;
}

std::string numeric(const PeerAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = address.storage.ss_family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address.storage).sin6_addr)
                          : &reinterpret_cast<const sockaddr_in&>(address.storage).sin_addr;
  ::inet_ntop(address.storage.ss_family, bytes, text.data(), text.size());
  return text.data();
}

int port_of(const PeerAddress& address) {
  // Both families have it at the same place.
  return ntohs(reinterpret_cast<const sockaddr_in&>(address.storage).sin_port);
}

}  // namespace understudy::http
