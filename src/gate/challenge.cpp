#include "gate/challenge.h"

namespace understudy::gate {

void add_challenge(http::Reply& reply, WwwAuthenticate choice, Reason reason) {
  if (choice == WwwAuthenticate::absent || reply.status != 401) return;
  // RFC 6750 §3.1: who brought no credential is not told of an error.
  const bool is_without = reason == Reason::missing_credential;
  reply.headers.add("WWW-Authenticate", is_without ? "Bearer" : R"(Bearer error="invalid_token")");
}

}  // namespace understudy::gate
