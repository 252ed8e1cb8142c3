// The documents by which verifiers find a pool's keys: its JWKS and its OpenID configuration.
#pragma once

#include "front/api.h"

namespace understudy::cognito {

http::Reply get_jwks(front::Visit& visit);
http::Reply get_openid_configuration(front::Visit& visit);

http::Reply refuse_document(const Refusal& refusal, const front::Visit& visit);

}  // namespace understudy::cognito
