#include "http/web_url.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>

#include "base/host_name.h"
#include "base/text.h"
#include "base/web_address.h"
#include "http/grammar.h"
#include "http/url.h"

namespace understudy::http {

namespace {

constexpr size_t longest_url = 2048;
constexpr size_t longest_name = 253;
constexpr size_t longest_label = 63;

struct Scheme {
  std::string_view start;
  bool is_secure;
  int usual_port;
};
constexpr std::array schemes{Scheme{"http://", false, 80}, Scheme{"https://", true, 443}};

/// Takes the scheme off the front.
const Scheme* take_scheme(std::string_view& url) {
  for (const auto& scheme : schemes) {
    if (!equal_ignoring_case(url.substr(0, scheme.start.size()), scheme.start)) continue;
    url.remove_prefix(scheme.start.size());
    return &scheme;
  }
  return nullptr;
}

template <class Address>
std::optional<Address> parse_address(int family, const std::string& text) {
  Address address{};
  if (::inet_pton(family, text.c_str(), &address) != 1) return std::nullopt;
  return address;
}

/// What some readers take for an IPv4 address, plain or not (WHATWG URL §3.5): its last label is a number.
bool ends_in_a_number(std::string_view name) {
  const auto last = name.substr(name.rfind('.') + 1);
  if (last.find_first_not_of("0123456789") == std::string_view::npos) return true;
  return last.size() >= 2 && equal_ignoring_case(last.substr(0, 2), "0x") &&
         std::all_of(last.begin() + 2, last.end(), [](char c) { return hex_digit(c) >= 0; });
}

bool is_plain_name(std::string_view name) {
  if (name.size() > longest_name) return false;
  const auto labels = split(name, '.');
  return std::all_of(labels.begin(), labels.end(),
                     [](std::string_view label) { return !label.empty() && label.size() <= longest_label; });
}

/// `authority` is a host by is_host(). False where other readers might take it for another one.
bool take_host(std::string_view authority, WebUrl& url) {
  const bool is_bracketed = authority.starts_with('[');
  const size_t colon = authority.find(':', is_bracketed ? authority.find(']') : 0);
  const auto host = authority.substr(0, colon);
  url.host = to_lower(is_bracketed ? host.substr(1, host.size() - 2) : host);
  if (colon != std::string_view::npos) {
    const auto port = authority.substr(colon + 1);
    if (port.starts_with('0')) return false;
    url.port = static_cast<int>(parse_number(port).value_or(0));
  }
  if (is_bracketed) {
    if (!parse_address<in6_addr>(AF_INET6, url.host)) return false;
    url.host = normal_host(url.host);
    return true;
  }
  if (ends_in_a_number(url.host)) return parse_address<in_addr>(AF_INET, url.host).has_value();
  return is_plain_name(url.host);
}

/// An address of IPv6 has brackets around it.
std::string bracketed(std::string_view host) {
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  return cat({is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : ""});
}

}  // namespace

std::string host_and_port(std::string_view host, int port) { return cat({bracketed(host), ":", std::to_string(port)}); }

std::string WebUrl::authority() const {
  if (port == schemes[is_secure ? 1 : 0].usual_port) return bracketed(host);
  return host_and_port(host, port);
}

bool WebUrl::is_localhost() const { return host == "localhost" || is_subdomain(host, "localhost"); }

bool WebUrl::is_loopback() const {
  if (ends_in_a_number(host)) return host.starts_with("127.");
  if (const auto six = parse_address<in6_addr>(AF_INET6, host)) return IN6_IS_ADDR_LOOPBACK(&*six);
  return is_localhost();
}

std::optional<WebUrl> parse_web_url(std::string_view text) {
  if (text.size() > longest_url) return std::nullopt;
  const auto* scheme = take_scheme(text);
  if (scheme == nullptr) return std::nullopt;
  const auto authority = text.substr(0, text.find_first_of("/?#"));
  if (!is_host(authority)) return std::nullopt;
  text.remove_prefix(authority.size());
  WebUrl url{scheme->is_secure, {}, scheme->usual_port, {}};
  if (!take_host(authority, url)) return std::nullopt;
  const size_t question = std::min(text.find('?'), text.size());
  if (!is_path(text.substr(0, question)) || !is_query(text.substr(question))) return std::nullopt;
  url.target = cat({question == 0 ? "/" : "", text});
  return url;
}

}  // namespace understudy::http
