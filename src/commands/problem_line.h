// Why a server says no, for a terminal.
#pragma once

#include <string>

#include "http/client.h"

namespace understudy {

/// A problem (RFC 9457) in one line.
std::string reason_in(const http::Answer& answer);

}  // namespace understudy
