#include "providers/shiftiq/admitted_origins.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/web_address.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

/// An origin (RFC 6454 §6.1), or a pattern of origins: its host may begin with "*.", its port be "*".
struct Origin {
  std::string_view scheme;
  std::string_view host;
  std::string_view port;
};

struct Scheme {
  std::string_view start;
  std::string_view name;
  std::string_view usual_port;
};

constexpr std::array schemes{Scheme{"http://", "http", "80"}, Scheme{"https://", "https", "443"}};

/// Nothing where it is "null" or no web origin. Hosts are told in small letters, as browsers send them; characters that
/// no host has must not get as far as a comparison of endings.
std::optional<Origin> read_origin(std::string_view text) {
  constexpr std::string_view in_hosts = "abcdefghijklmnopqrstuvwxyz0123456789-_.*";
  const auto* scheme =
      std::find_if(schemes.begin(), schemes.end(), [&](const Scheme& one) { return text.starts_with(one.start); });
  if (scheme == schemes.end()) return std::nullopt;
  text.remove_prefix(scheme->start.size());
  constexpr std::string_view loopback = "[::1]";
  const size_t end = text.starts_with(loopback) ? loopback.size() : std::min(text.find(':'), text.size());
  Origin origin{scheme->name, text.substr(0, end), scheme->usual_port};
  text.remove_prefix(end);
  if (!text.empty()) {
    if (text.front() != ':' || text.size() == 1 || text.size() > 6) return std::nullopt;
    origin.port = text.substr(1);
    if (origin.port != "*" && !parse_number(origin.port)) return std::nullopt;
  }
  const bool is_host = !origin.host.empty() && origin.host.find_first_not_of(in_hosts) == std::string_view::npos;
  if (!is_host && origin.host != loopback) return std::nullopt;
  return origin;
}

bool fits(const Origin& origin, std::string_view text) {
  const auto pattern = read_origin(text);
  if (!pattern || pattern->scheme != origin.scheme) return false;
  if (pattern->port != "*" && pattern->port != origin.port) return false;
  if (pattern->host.starts_with("*.")) return is_subdomain(origin.host, pattern->host.substr(2));
  return pattern->host == origin.host;
}

bool is_usual(const Origin& origin, const ShiftSettings& shift) {
  constexpr std::array<std::string_view, 3> own_machine{"localhost", "127.0.0.1", "[::1]"};
  if (std::find(own_machine.begin(), own_machine.end(), origin.host) != own_machine.end()) return true;
  return is_subdomain(origin.host, "localhost") ||
         std::any_of(shift.partitions.begin(), shift.partitions.end(), [&](const ShiftPartition& partition) {
           return !partition.domain.empty() &&
                  (origin.host == partition.domain || is_subdomain(origin.host, partition.domain));
         });
}

}  // namespace

bool shift_admits_page(const Seed& seed, std::string_view text) {
  const auto origin = read_origin(text);
  // Only a pattern has a star.
  if (!origin || text.find('*') != std::string_view::npos) return false;
  const auto& named = shift_of(seed).settings.cors_origins;
  return named ? std::any_of(named->begin(), named->end(), [&](const auto& pattern) { return fits(*origin, pattern); })
               : is_usual(*origin, shift_of(seed).settings);
}

}  // namespace understudy::shiftiq
