// What the backend's routes keep in a seed.
#pragma once

#include <vector>

#include "providers/backend/protected_route.h"
#include "world/part.h"
#include "world/seed.h"

namespace understudy::backend {

struct BackendSeed : PartOf<BackendSeed> {
  std::vector<ProtectedRoute> routes;
};

inline const std::vector<ProtectedRoute>& routes_of(const Seed& seed) {
  return seed.parts.of_or_usual<BackendSeed>().routes;
}

}  // namespace understudy::backend
