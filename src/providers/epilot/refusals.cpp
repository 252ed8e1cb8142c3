#include "providers/epilot/refusals.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "gate/authorizer.h"
#include "providers/epilot/new_password.h"

namespace understudy::epilot {

namespace {

int status_of(Reason reason) {
  switch (reason) {
    case Reason::permission_denied: return 403;
    case Reason::invalid_request: return 400;
    case Reason::unknown_record: return 404;
    case Reason::limit_reached: return 429;
    default: return 500;
  }
}

/// What the body says: why a request is wrong is told, why a permission is missing is not.
std::string message_of(const Refusal& refusal) {
  switch (refusal.reason) {
    case Reason::invalid_request:
    case Reason::unknown_record:
    case Reason::limit_reached: return refusal.message();
    case Reason::permission_denied: return "Forbidden";
    default: return "Internal Server Error";
  }
}

/// What the User API tells apart by more than the status.
struct Code {
  std::string_view code;
  int status;
  bool is_told;  ///< in the body, as `error`
};
constexpr std::array codes{
    Code{"INVALID_RESET_LINK", 400, true},
    Code{password_policy_code, 400, true},
    Code{"EMAIL_IN_USE", 409, false},
};

Json violations_of(const Refusal& refusal) {
  Json violations = Json::array();
  for (const auto word : split(refusal.said.member, ','))
    if (!word.empty()) violations.push(word);
  return violations;
}

}  // namespace

http::Reply refuse_with_status_and_error(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  const int status = status_of(refusal.reason);
  return http::json(status, Json::object({{"status", status}, {"error", message_of(refusal)}}));
}

http::Reply refuse_with_message(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  return http::json(status_of(refusal.reason), Json::object({{"message", message_of(refusal)}}));
}

http::Reply refuse_in_user_api(const Refusal& refusal, const front::Visit& visit) {
  const auto row =
      std::find_if(codes.begin(), codes.end(), [&](const Code& one) { return one.code == refusal.said.code; });
  if (row == codes.end()) return refuse_with_message(refusal, visit);
  Json body = Json::object();
  if (row->is_told) body.set("error", row->code);
  body.set("message", refusal.message());
  if (row->code == password_policy_code) body.set("violations", violations_of(refusal));
  return http::json(row->status, body);
}

}  // namespace understudy::epilot
