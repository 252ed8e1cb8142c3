// The host names of Shift iQ's APIs and pages, in all environments, and what follows from one for addresses.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "front/vendor_hosts.h"
#include "front/visit.h"

namespace understudy::shiftiq {

std::span<const front::VendorHost> vendor_hosts();

/// "shiftiq.com", which pages and APIs share; nothing where the request came under a name of this server's.
std::optional<std::string> vendor_domain(const front::Visit& visit);

/// What a token's issuer begins with, which is the address that it was asked for at: the original's only where the host
/// is, and the fixture does not say otherwise.
std::string issuing_address(const front::Visit& visit);

/// Where version 1 and the pages are, and where version 2 is, for who came here.
std::string address_of_v1(const front::Visit& visit);
std::string address_of_v2(const front::Visit& visit);

}  // namespace understudy::shiftiq
