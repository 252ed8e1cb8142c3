// The host names of Cognito's endpoints, in all of AWS's partitions, and what a region there means for pools.
#pragma once

#include <span>

#include "base/json.h"
#include "front/vendor_hosts.h"
#include "front/visit.h"

namespace understudy::cognito {

std::span<const front::VendorHost> vendor_hosts();

/// Under a region's host name no other region's pool or client is known: throws the original's refusal where `body`
/// names one. What a token or a session stands for is known everywhere.
void check_region(const front::Visit& visit, const Json& body);

/// The same of a pool that a path names.
void check_region_of_pool(const front::Visit& visit, std::string_view pool_id);

}  // namespace understudy::cognito
