// Hosts as people write them down: names and addresses, in one spelling, and what is neither.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

/// "app.example" of "APP.Example.", "2001:db8::1" of "[2001:DB8:0::1]": as they are compared, without brackets.
std::string normal_host(std::string_view host);

/// Of a normal host: four plain numbers, or an address of IPv6.
bool is_address(const std::string& host);

/// What is wrong with a normal host that nobody can have: "a part of it is empty". Nothing where it can be one.
std::string_view why_no_host(const std::string& host);

}  // namespace understudy
