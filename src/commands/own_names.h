// Under which names a server is reached that are its own, and which can be no one's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "front/vendor_hosts.h"
#include "world/seed.h"

namespace understudy {

/// "app.test" of "http://App.test.:9119/auth", without the brackets of an address of IPv6.
std::string host_of_url(std::string_view url);

/// The host of the public URL, where there is one, and those of the fixture: normal ones.
std::vector<std::string> own_hosts(const Seed& seed, const std::string& public_url);

/// Why an authority of one's own must not vouch for a normal host and what is below it: "is no host: …", "is a
/// vendor's, …". Nothing where it may.
std::string why_not_own(const std::string& host, const front::VendorHosts& vendors);

}  // namespace understudy
