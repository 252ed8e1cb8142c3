// The API gateway in front of a product's own backend: forward-auth for nginx auth_request, Traefik and Envoy, and an
// echo of the verified claims in the shape that epilot's backends get them.
#pragma once

#include "front/emulator.h"

namespace understudy::gateway {

front::Emulator emulator();

}  // namespace understudy::gateway
