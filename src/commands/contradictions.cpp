#include "commands/contradictions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "access/trusted_issuer.h"
#include "base/text.h"

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

void complain_of_pass_through(const Seed& seed, const Providers& providers, std::vector<std::string>& found) {
  std::set<std::pair<std::string_view, int>> seen;
  for (const auto& [host, port, is_private] : seed.pass_through) {
    const std::string where = cat({"server.pass_through: ", host, ":", std::to_string(port)});
    if (!seen.emplace(host, port).second) found.push_back(where + " is listed twice");
    const bool is_answered_port = port == 80 || port == 443;
    if (is_answered_port && providers.vendor_hosts().find(host) != nullptr)
      found.push_back(where + " is a vendor's host, for which Understudy answers and leads nobody on; leave it out");
  }
}

}  // namespace

std::vector<std::string> contradictions(const Seed& seed, const Providers& providers, const std::string& public_url) {
  std::vector<std::string> found;
  const auto sets = providers.key_sets(seed);
  for (const auto& trusted : access::trusted_issuers(seed))
    if (is_own_issuer(seed, sets, trusted.issuer, public_url))
      found.push_back(cat({"trusted_issuers: ", trusted.issuer,
                           " is Understudy's own issuer, whose tokens pass anyway; leave it out"}));
  complain_of_pass_through(seed, providers, found);
  for (const Provider* provider : providers) {
    if (provider->contradictions == nullptr) continue;
    for (auto& line : provider->contradictions(seed)) found.push_back(std::move(line));
  }
  return found;
}

}  // namespace understudy
