#include "front/problem.h"

namespace understudy::front {

int problem_status(Reason reason) {
  switch (reason) {
    case Reason::invalid_request: return 400;
    case Reason::permission_denied: return 403;
    case Reason::unknown_record:
    case Reason::unknown_route:
    case Reason::unknown_world: return 404;
    case Reason::wrong_method: return 405;
    case Reason::misdirected: return 421;
    case Reason::limit_reached: return 429;
    case Reason::not_emulated: return 501;
    case Reason::internal_error: return 500;
    case Reason::not_passed_on: return 502;
    default: return 401;
  }
}

http::Reply problem(int status, std::string detail, const Json& more) {
  Json body = Json::object({{"type", "about:blank"},
                            {"title", http::standard_reason(status)},
                            {"status", status},
                            {"detail", std::move(detail)}});
  for (const auto& member : more.members()) body.set(member.name, member.value);
  return http::text(status, "application/problem+json", body.dump());
}

http::Reply problem(const Refusal& refusal) {
  Json more = Json::object({{"reason", to_text(refusal.reason)}});
  if (!refusal.expected.empty()) more.set("expected", refusal.expected);
  if (!refusal.got.empty()) more.set("got", refusal.got);
  return problem(problem_status(refusal.reason), refusal.rule, more);
}

}  // namespace understudy::front
