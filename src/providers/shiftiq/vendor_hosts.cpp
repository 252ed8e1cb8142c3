#include "providers/shiftiq/vendor_hosts.h"

#include <array>

#include "access/key_sets.h"
#include "base/text.h"
#include "front/world_choice.h"

namespace understudy::shiftiq {

namespace {

constexpr std::array hosts{
    front::VendorHost{"[dev-|sandbox-|local-|][api|hub].[shiftiq.com|insite.com|cmds.app]", "Shift iQ's API v2",
                      "shiftiq shiftiq.anonymous shiftiq.cookie_value shiftiq.secret"},
    // An organization's host has version 1 and the pages; that a page finds version 2 there as well is a guess.
    front::VendorHost{"*.[shiftiq.com|insite.com|cmds.app]", "Shift iQ",
                      "shiftiq.v1 shiftiq.v1.anonymous shiftiq.v1.token_value shiftiq.v1.cookie shiftiq.ui "
                      "shiftiq shiftiq.anonymous shiftiq.cookie_value shiftiq.secret"},
};

constexpr std::array<std::string_view, 3> environments{"dev-", "sandbox-", "local-"};

}  // namespace

std::span<const front::VendorHost> vendor_hosts() { return hosts; }

std::optional<std::string> vendor_domain(const front::Visit& visit) {
  if (visit.choice.vendor == nullptr) return std::nullopt;
  auto host = visit.choice.host.substr(0, visit.choice.host.find(':'));
  if (host.ends_with('.')) host.remove_suffix(1);
  return to_lower(host.substr(host.find('.') + 1));
}

std::string issuing_address(const front::Visit& visit) {
  const bool is_vendors = access::issuers_for(visit.issuing(), visit.world) == Issuers::vendor;
  return is_vendors ? address_of_v1(visit) : visit.base;
}

std::string address_of_v1(const front::Visit& visit) {
  return visit.choice.vendor == nullptr ? visit.base : visit.here();
}

std::string address_of_v2(const front::Visit& visit) {
  const auto domain = vendor_domain(visit);
  if (!domain) return visit.base;
  const std::string host = to_lower(visit.choice.host);
  std::string_view environment;
  for (const auto known : environments)
    if (host.starts_with(known)) environment = known;
  const auto port = host.substr(std::min(host.find(':'), host.size()));
  const bool is_named_in_path = visit.choice.by == front::NamedBy::path || visit.choice.by == front::NamedBy::header;
  const std::string api = cat({"https://", environment, "api.", *domain, port});
  return is_named_in_path ? front::world_address(api, visit.world.name()) : api;
}

}  // namespace understudy::shiftiq
