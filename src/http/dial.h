// Outgoing connections: to the first of several addresses that takes one.
#pragma once

#include <vector>

#include "http/descriptor.h"
#include "http/name_lookup.h"
#include "http/patience.h"

namespace understudy::http {

struct Dialled {
  Descriptor socket{};                       ///< non-blocking
  Patience::End end = Patience::End::ready;  ///< what ended the wait
  int error = 0;                             ///< errno where there is no socket, though it was ready
};

/// Each address gets its part of the time that is left.
Dialled dial(const std::vector<PeerAddress>& addresses, const Patience& patience);

}  // namespace understudy::http
