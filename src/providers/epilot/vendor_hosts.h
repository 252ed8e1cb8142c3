// The host names of epilot's services and pages, in all stages.
#pragma once

#include <span>

#include "front/vendor_hosts.h"

namespace understudy::epilot {

std::span<const front::VendorHost> vendor_hosts();

}  // namespace understudy::epilot
