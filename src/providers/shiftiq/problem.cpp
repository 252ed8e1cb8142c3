#include "providers/shiftiq/problem.h"

#include "base/text.h"
#include "gate/challenge.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/throttle.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";
constexpr std::string_view problem_type = "application/problem+json; charset=utf-8";

constexpr std::string_view binding = "binding";  // the code of what is said of a value that cannot be read

/// The pages of Mozilla that the original names as the types of its problems.
Json problem_body(int status, std::string_view detail) {
  return Json::object(
      {{"Type", cat({"https://developer.mozilla.org/en-us/docs/web/http/reference/status/", std::to_string(status)})},
       {"Title", http::standard_reason(status)},
       {"Status", status},
       {"Detail", detail}});
}

http::Reply problem(int status, std::string_view detail) {
  return http::text(status, json_type, problem_body(status, detail).dump());
}

http::Reply server_error() {
  return http::text(500, problem_type,
                    problem_body(500, "Sorry, something went wrong while we handled your request.").dump());
}

http::Reply empty(int status) {
  http::Reply reply;
  reply.status = status;
  return reply;
}

http::Reply failed_authentication(const std::string& message) {
  Json body = problem_body(401, message);
  body.set("Instance", nullptr);
  body.set("Extensions", Json::object());
  auto reply = http::text(401, "application/json", body.dump());
  reply.headers.add("X-Authentication-Failed", message);
  return reply;
}

/// ASP.NET's own members, in its lower case. A W3C trace id follows from the message, so that answers repeat.
Json framework_problem(int status, std::string_view section, std::string_view title, const World& world,
                       const Refusal& refusal) {
  std::string trace = shift_guid(world.seed().seed, "trace", refusal.rule);
  std::erase(trace, '-');
  return Json::object({{"type", cat({"https://tools.ietf.org/html/rfc9110#section-", section})},
                       {"title", title},
                       {"status", status},
                       {"traceId", cat({"00-", trace, "-", trace.substr(0, 16), "-00"})}});
}

http::Reply binding_problem(const Refusal& refusal, const World& world) {
  Json errors = Json::object();
  errors.set(refusal.said.member, Json::array({refusal.message()}));
  Json body = framework_problem(400, "15.5.1", "One or more validation errors occurred.", world, refusal);
  body.set("errors", std::move(errors));
  return http::text(400, problem_type, body.dump());
}

http::Reply media_type_problem(const Refusal& refusal, const World& world) {
  return http::text(415, problem_type,
                    framework_problem(415, "15.5.16", "Unsupported Media Type", world, refusal).dump());
}

http::Reply throttled(const Refusal& refusal, const World& world) {
  auto reply = problem(throttled_status(world), refusal.message());
  reply.reason = refusal.message();
  return reply;
}

/// What controllers answer whoever asks.
http::Reply refuse_request(const Refusal& refusal, const World& world) {
  switch (refusal.reason) {
    case Reason::invalid_request:
      if (refusal.said.code == media_type_code) return media_type_problem(refusal, world);
      if (refusal.said.code == binding) return binding_problem(refusal, world);
      return problem(400, refusal.message());
    case Reason::unknown_record:
    case Reason::unknown_route:
    case Reason::unknown_world: return problem(404, refusal.message());
    case Reason::misdirected: return problem(421, refusal.message());
    case Reason::wrong_method: return problem(405, refusal.message());
    case Reason::limit_reached: return throttled(refusal, world);
    case Reason::not_emulated: return problem(501, refusal.message());
    default: return server_error();
  }
}

bool is_about_caller(Reason reason) { return is_about_credential(reason) || reason == Reason::permission_denied; }

http::Reply missing_credential(const World& world) {
  if (shift_of(world.seed()).settings.missing_credential == ShiftSettings::MissingCredential::empty_body)
    return empty(401);
  return problem(401, "Your request has no credentials");
}

}  // namespace

Refusal not_bound(std::string_view member, std::string_view message) {
  return {Reason::invalid_request,
          cat({"binding of \"", member, "\": ", message}),
          "",
          "",
          {std::string(binding), std::string(member), std::string(message)}};
}

Refusal unsupported_media_type(std::string_view content_type) {
  return {Reason::invalid_request,
          "the body's Content-Type says JSON",
          "application/json",
          content_type.empty() ? "no Content-Type" : std::string(shorten(content_type, 60)),
          {.code = std::string(media_type_code)}};
}

http::Reply challenged(http::Reply reply, const Refusal& refusal, const World& world) {
  gate::add_challenge(reply, shift_of(world.seed()).settings.www_authenticate, refusal.reason);
  return reply;
}

http::Reply refuse_anonymous(const Refusal& refusal, const front::Visit& visit) {
  if (!is_about_caller(refusal.reason)) return refuse_request(refusal, visit.world);
  return challenged(problem(401, refusal.message()), refusal, visit.world);
}

http::Reply refuse_bearer(const Refusal& refusal, const front::Visit& visit) {
  if (!is_about_caller(refusal.reason)) return refuse_request(refusal, visit.world);
  if (refusal.reason == Reason::missing_credential)
    return challenged(missing_credential(visit.world), refusal, visit.world);
  if (refusal.reason == Reason::permission_denied) return empty(403);
  return challenged(failed_authentication(refusal.message()), refusal, visit.world);
}

http::Reply refuse_secret(const Refusal& refusal, const front::Visit& visit) {
  if (!is_about_caller(refusal.reason)) return refuse_request(refusal, visit.world);
  if (refusal.reason == Reason::missing_credential)
    return challenged(missing_credential(visit.world), refusal, visit.world);
  if (shift_of(visit.world.seed()).settings.bad_secret_header == ShiftSettings::BadSecret::server_error)
    return server_error();
  return challenged(failed_authentication(refusal.message()), refusal, visit.world);
}

http::Reply refuse_cookie_value(const Refusal& refusal, const front::Visit& visit) {
  return is_about_caller(refusal.reason) ? problem(400, refusal.message()) : refuse_request(refusal, visit.world);
}

}  // namespace understudy::shiftiq
