#include "contradictions.h"

#include <algorithm>

#include "access/key_sets.h"
#include "base/text.h"

namespace understudy {

namespace {

/// Tokens of such an issuer are held against the keys that the fixture gives, so Understudy's own would be refused.
bool is_own_issuer(const Seed& seed, const std::string& issuer, const std::string& public_url) {
  return std::any_of(access::key_sets.begin(), access::key_sets.end(), [&](const access::KeySet& set) {
    if (seed.issuers == Issuers::vendor) return issuer == set.vendor;
    if (public_url.empty()) return false;
    return issuer == cat({public_url, set.path}) ||
           (issuer.starts_with(cat({public_url, "/w/"})) && issuer.ends_with(set.path));
  });
}

std::vector<std::string_view> operations_of(const std::vector<front::Emulator>& emulators) {
  std::vector<std::string_view> names;
  for (const auto& emulator : emulators)
    if (emulator.name.starts_with("shiftiq"))
      for (const auto& route : emulator.routes)
        if (std::find(names.begin(), names.end(), route.operation) == names.end()) names.push_back(route.operation);
  return names;
}

std::string unknown_operation(const std::string& named, const std::vector<std::string_view>& known) {
  const auto nearest = nearest_word(named, known);
  const std::string hint = nearest ? cat({"; did you mean ", *nearest, "?"}) : "; docs/shiftiq.md names them";
  return cat({"shiftiq.throttle.costs: Shift iQ has no operation ", named, hint});
}

}  // namespace

std::vector<std::string> contradictions(const Seed& seed, const std::vector<front::Emulator>& emulators,
                                        const std::string& public_url) {
  std::vector<std::string> found;
  for (const auto& trusted : seed.trusted_issuers)
    if (is_own_issuer(seed, trusted.issuer, public_url))
      found.push_back(cat({"trusted_issuers: ", trusted.issuer,
                           " is Understudy's own issuer, whose tokens pass anyway; leave it out"}));
  if (!seed.shift.throttle) return found;
  const auto known = operations_of(emulators);
  for (const auto& cost : seed.shift.throttle->costs)
    if (std::find(known.begin(), known.end(), cost.operation) == known.end())
      found.push_back(unknown_operation(cost.operation, known));
  return found;
}

}  // namespace understudy
