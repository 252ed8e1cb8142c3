// The two halves of an outgoing connection: begun without waiting, and what has become of it once the socket is ready.
#pragma once

#include "http/descriptor.h"
#include "http/name_lookup.h"

namespace understudy::http {

/// Makes a non-blocking socket without Nagle's delay. 0, an errno, or EINPROGRESS where more has to come: then the
/// socket is writable once it is known what.
int begin_connecting(const PeerAddress& address, Descriptor& socket);

/// 0, or an errno.
int outcome_of_connecting(const Descriptor& socket);

}  // namespace understudy::http
