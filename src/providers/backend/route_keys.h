// The routes of a fixture, while it is read.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "config/section.h"
#include "providers/backend/protected_route.h"

namespace understudy::backend {

struct RouteDraft {
  ProtectedRoute route;
  config::Spot match;
  config::Spot permission;
  config::Spot attributes;
  bool has_accept = false;
};

extern const config::ObjectShape route_shape;

/// Lays what one source says over what the sources before it said.
void read_routes(const config::Section& root, std::vector<RouteDraft>& routes);
using KindNames = std::span<const std::string_view>;
/// Complains of what the sources together get wrong. A route that names no credentials takes the usual ones.
void settle_routes(std::vector<RouteDraft>& routes, KindNames usual_credentials, config::ComplaintBook& book);

}  // namespace understudy::backend
