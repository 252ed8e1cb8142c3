// The API gateway in front of a product's own backend: forward-auth for nginx auth_request, Traefik and Envoy, and an
// echo of the verified claims in the shape that backends get them.
#pragma once

#include <vector>

#include "access/credentials.h"
#include "front/api.h"

namespace understudy::gateway {

/// `kinds` outlives them. One that lets the query choose the credentials that pass, and one whose query is the
/// backend's own.
std::vector<front::Api> apis(const access::Kinds& kinds);

}  // namespace understudy::gateway
