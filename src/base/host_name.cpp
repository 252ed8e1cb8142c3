#include "base/host_name.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include "base/text.h"

namespace understudy {

namespace {

constexpr size_t longest_name = 253;
constexpr size_t longest_label = 63;

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

/// Some readers take such a name for an address of IPv4, in one way or another (WHATWG URL §3.5).
bool ends_in_a_number(std::string_view name) {
  const auto last = name.substr(name.rfind('.') + 1);
  if (last.empty()) return false;
  if (last.find_first_not_of("0123456789") == std::string_view::npos) return true;
  return last.starts_with("0x") && std::all_of(last.begin() + 2, last.end(), is_hexadecimal);
}

std::string_view why_no_label(std::string_view label) {
  if (label.empty()) return "a part of it is empty";
  if (label.size() > longest_label) return "a part of it is longer than 63 bytes";
  if (label.front() == '-' || label.back() == '-') return "a part of it begins or ends with a hyphen";
  if (!std::all_of(label.begin(), label.end(), is_name_byte)) return "it has a character that no host has";
  return {};
}

}  // namespace

std::string normal_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host.size() > 1 && host.back() == '.') host.remove_suffix(1);
  std::string normal = to_lower(host);
  in6_addr address{};
  if (::inet_pton(AF_INET6, normal.c_str(), &address) != 1) return normal;
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(AF_INET6, &address, text.data(), text.size());
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> room{};
  return ::inet_pton(AF_INET, host.c_str(), room.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), room.data()) == 1;
}

std::string_view why_no_host(const std::string& host) {
  if (is_address(host)) return {};
  if (host.find(':') != std::string::npos) return "it is no address of IPv6";
  if (ends_in_a_number(host)) return "it ends in a number and is no address of four plain ones";
  if (host.size() > longest_name) return "it is longer than 253 bytes";
  for (const auto label : split(host, '.'))
    if (const auto why = why_no_label(label); !why.empty()) return why;
  return {};
}

}  // namespace understudy
