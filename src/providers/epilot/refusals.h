// What epilot's APIs say where they turn a request down: no single shape.
#pragma once

#include "front/visit.h"

namespace understudy::epilot {

/// {"status":403,"error":"Forbidden"}
http::Reply refuse_with_status_and_error(const Refusal& refusal, const front::Visit& visit);

/// {"message":"Forbidden"}
http::Reply refuse_with_message(const Refusal& refusal, const front::Visit& visit);

/// The same, and of what the API has a code for {"error":"PASSWORD_POLICY","message":"…","violations":["too_short"]}.
http::Reply refuse_in_user_api(const Refusal& refusal, const front::Visit& visit);

}  // namespace understudy::epilot
