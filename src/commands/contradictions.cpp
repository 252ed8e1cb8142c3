#include "commands/contradictions.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "access/trusted_issuer.h"
#include "base/host_name.h"
#include "base/text.h"
#include "commands/own_names.h"
#include "http/address_kind.h"
#include "http/web_url.h"

namespace understudy {

namespace {

/// Tokens of such an issuer are held against the keys that the fixture gives, so Understudy's own would be refused.
bool is_own_issuer(const Seed& seed, const std::vector<access::KeySet>& sets, const std::string& issuer,
                   const std::string& public_url) {
  return std::any_of(sets.begin(), sets.end(), [&](const access::KeySet& set) {
    if (!set.is_published()) return false;
    // Who has local issuers may trust the original itself, with its own keys.
    if (issuer == set.vendor) return set.issuers.value_or(seed.issuers.value_or(Issuers::vendor)) == Issuers::vendor;
    if (public_url.empty()) return false;
    return issuer == cat({public_url, set.path}) ||
           (issuer.starts_with(cat({public_url, "/w/"})) && issuer.ends_with(set.path));
  });
}

/// Why an address is never led to; of a name only its look-up tells, but for localhost.
std::string_view why_not_led_to(const PassThrough& to) {
  constexpr std::string_view needs_private =
      "is of this machine or of a private network, where the proxy leads only by leave; add private: true";
  const auto address = http::numeric_address(to.host, to.port);
  if (!address) {
    const bool is_local = http::WebUrl{.host = to.host, .target = {}}.is_localhost();
    return is_local && !to.is_private ? needs_private : std::string_view();
  }
  switch (http::kind_of(*address)) {
    case http::AddressKind::global: return {};
    case http::AddressKind::forbidden:
      return "is link-local or no machine's address, to which the proxy leads nobody; leave it out";
    case http::AddressKind::loopback:
    case http::AddressKind::home: return to.is_private ? std::string_view() : needs_private;
  }
  return {};
}

/// Whom the proxy answers for (front/forward_proxy.h).
struct Answered {
  const front::VendorHosts& vendors;
  std::vector<std::string> own_hosts;
  std::optional<http::WebUrl> public_url;
};

/// All loopbacks are one machine.
bool is_same_server(const http::WebUrl& url, const http::WebUrl& other) {
  return url.port == other.port && (url.host == normal_host(other.host) || (url.is_loopback() && other.is_loopback()));
}

std::string why_not_passed(const PassThrough& to, const Answered& answered) {
  if (const auto why = why_no_host(to.host); !why.empty())
    return cat({"is no host: ", why, "; write a name or an address, such as api.example, 192.0.2.7 or 2001:db8::7"});
  const bool is_usual_port = to.port == 80 || to.port == 443;
  if (is_usual_port && answered.vendors.find(to.host) != nullptr)
    return "is a vendor's host, for which Understudy answers and leads nobody on; leave it out";
  const http::WebUrl url{.host = to.host, .port = to.port, .target = {}};
  const bool is_public = answered.public_url && is_same_server(url, *answered.public_url);
  if (is_public || (is_usual_port && holds(answered.own_hosts, to.host)))
    return "is this server's own, for which Understudy answers and leads nobody on; leave it out";
  return std::string(why_not_led_to(to));
}

void complain_of_pass_through(const Seed& seed, const Answered& answered, std::vector<std::string>& found) {
  std::set<std::pair<std::string_view, int>> seen;
  for (const auto& to : seed.pass_through) {
    const std::string where = cat({"server.pass_through: ", http::host_and_port(to.host, to.port), " "});
    if (!seen.emplace(to.host, to.port).second) found.push_back(where + "is listed twice");
    if (const auto why = why_not_passed(to, answered); !why.empty()) found.push_back(where + why);
  }
}

void complain_of_own_names(const Seed& seed, const front::VendorHosts& vendors, const std::string& public_url,
                           std::vector<std::string>& found) {
  for (const auto& host : seed.hosts)
    if (const auto why = why_not_own(host, vendors); !why.empty())
      found.push_back(cat({"server.hosts: ", host, " ", why, "; leave it out"}));
  if (const auto host = host_of_url(public_url); vendors.find(host) != nullptr)
    found.push_back(cat({"the public URL: ", host,
                         " is a vendor's host, under which no page and no call of Understudy's own answers; take "
                         "another, such as http://localhost:9119"}));
}

}  // namespace

std::vector<std::string> contradictions(const Seed& seed, const Providers& providers, const std::string& public_url) {
  std::vector<std::string> found;
  const auto sets = providers.key_sets(seed);
  for (const auto& trusted : access::trusted_issuers(seed))
    if (is_own_issuer(seed, sets, trusted.issuer, public_url))
      found.push_back(cat({"trusted_issuers: ", trusted.issuer,
                           " is Understudy's own issuer, whose tokens pass anyway; leave it out"}));
  const auto& vendors = providers.vendor_hosts();
  complain_of_own_names(seed, vendors, public_url, found);
  complain_of_pass_through(seed, {vendors, own_hosts(seed, public_url), http::parse_web_url(public_url)}, found);
  for (const Provider* provider : providers) {
    if (provider->contradictions == nullptr) continue;
    for (auto& line : provider->contradictions(seed)) found.push_back(std::move(line));
  }
  return found;
}

}  // namespace understudy
