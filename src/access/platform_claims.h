// Claims by which a platform's own services read, from anybody's token, whom it speaks for. The platform says which,
// and whoever signs users in puts them into their tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/part.h"
#include "world/records.h"

namespace understudy::access {

/// Those of a seed.
struct PlatformClaims : PartOf<PlatformClaims> {
  struct Claim {
    std::string_view name;
    std::string User::*value;
  };
  std::vector<Claim> claims;
};

}  // namespace understudy::access
