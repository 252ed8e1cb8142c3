// The product's own backend behind the gateway, as far as the fixture plays it (BackendSeed::routes): each route asks
// for the credentials it takes, decides by the caller's grants, and gives its answer.
//
// They should stand first among the APIs: a fixture's route then wins over an emulated API's of the same shape.
#pragma once

#include <vector>

#include "access/credentials.h"
#include "front/api.h"

namespace understudy::backend {

/// One for each route, since which pages may call it follows from the credentials that it takes. They point into the
/// seed and the kinds, which must outlive them.
std::vector<front::Api> apis(const Seed& seed, const access::Kinds& kinds);

}  // namespace understudy::backend
