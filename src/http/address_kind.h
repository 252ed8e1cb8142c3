// What an IP address leads to, by the ranges that IANA has set apart: so that nobody is led by a name to a machine that
// he was not to reach.
#pragma once

#include <string>

#include "http/name_lookup.h"

namespace understudy::http {

enum class AddressKind {
  global,     ///< the internet
  loopback,   ///< this machine
  home,       ///< a network of one's own
  forbidden,  ///< link-local, where clouds keep credentials, and what is no machine's at all
};

/// An IPv4 address in an IPv6 one is what it is itself.
AddressKind kind_of(const PeerAddress& address);

/// True for the loopbacks and for the addresses of this machine's interfaces.
bool is_of_this_machine(const PeerAddress& address);

/// "192.0.2.1", "2001:db8::1"
std::string numeric(const PeerAddress& address);
int port_of(const PeerAddress& address);

}  // namespace understudy::http
