#include "base/refusal.h"

namespace understudy {

std::string_view to_text(Reason reason) {
  switch (reason) {
    case Reason::missing_credential: return "missing_credential";
    case Reason::malformed_credential: return "malformed_credential";
    case Reason::unaccepted_kind: return "unaccepted_kind";
    case Reason::forbidden_algorithm: return "forbidden_algorithm";
    case Reason::unknown_key: return "unknown_key";
    case Reason::bad_signature: return "bad_signature";
    case Reason::wrong_issuer: return "wrong_issuer";
    case Reason::wrong_audience: return "wrong_audience";
    case Reason::expired: return "expired";
    case Reason::not_yet_valid: return "not_yet_valid";
    case Reason::unknown_token: return "unknown_token";
    case Reason::revoked: return "revoked";
    case Reason::wrong_tenant: return "wrong_tenant";
    case Reason::unaccepted_operation: return "unaccepted_operation";
    case Reason::unknown_user: return "unknown_user";
    case Reason::permission_denied: return "permission_denied";
    case Reason::invalid_request: return "invalid_request";
    case Reason::unknown_record: return "unknown_record";
    case Reason::limit_reached: return "limit_reached";
    case Reason::unknown_route: return "unknown_route";
    case Reason::wrong_method: return "wrong_method";
    case Reason::not_emulated: return "not_emulated";
    case Reason::unknown_world: return "unknown_world";
    case Reason::not_passed_on: return "not_passed_on";
    case Reason::misdirected: return "misdirected";
    case Reason::internal_error: return "internal_error";
  }
  return "internal_error";
}

bool is_about_credential(Reason reason) { return reason < Reason::permission_denied; }

}  // namespace understudy
