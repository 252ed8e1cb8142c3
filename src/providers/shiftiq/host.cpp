#include "providers/shiftiq/host.h"

#include <array>

#include "base/text.h"
#include "base/web_address.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/vendor_hosts.h"

namespace understudy::shiftiq {

namespace {

/// "sandbox-acme" is the organization acme in another environment.
constexpr std::array<std::string_view, 3> environments{"dev-", "local-", "sandbox-"};

/// The whole label first, then what may stand behind an environment.
std::vector<std::string> codes_of(const std::string& host) {
  std::vector<std::string> codes{host.substr(0, host.find('.'))};
  for (const auto environment : environments)
    if (codes.front().starts_with(environment)) codes.push_back(codes.front().substr(environment.size()));
  return codes;
}

}  // namespace

std::string host_of(const front::Visit& visit) {
  const std::string_view host = visit.choice.host;
  return to_lower(host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':')));
}

std::optional<std::string> organization_of_host(const front::Visit& visit) {
  const std::string host = host_of(visit);
  if (visit.choice.host_names_world || host.find('.') == std::string::npos) return std::nullopt;
  const auto codes = codes_of(host);
  return visit.world.step([&](WorldState& state) -> std::optional<std::string> {
    for (const auto& code : codes)
      if (!state.tenants.find_all(Tenant::by_slug, code).empty()) return code;
    return std::nullopt;
  });
}

std::string organization_code_of_host(const front::Visit& visit) { return codes_of(host_of(visit)).back(); }

std::optional<std::string> partition_domain_of_host(const front::Visit& visit) {
  const std::string host = host_of(visit);
  for (const auto& partition : shift_of(visit.world.seed()).settings.partitions)
    if (host == partition.domain || is_subdomain(host, partition.domain)) return partition.domain;
  // The original's, whichever partitions the fixture has.
  return vendor_domain(visit);
}

}  // namespace understudy::shiftiq
