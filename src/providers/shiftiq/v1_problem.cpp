#include "providers/shiftiq/v1_problem.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/shiftiq/problem.h"
#include "providers/shiftiq/throttle.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view json_type = "application/json; charset=utf-8";

/// What the original says where the rule of a refusal, made for version 2, has other words.
struct Words {
  Reason reason;
  std::string_view text;
};

constexpr std::array token_words{
    Words{Reason::unknown_token, "Invalid secret"},
    Words{Reason::unknown_user, "Invalid secret"},
    Words{Reason::expired, "Expired secret"},
};

constexpr std::array bearer_words{
    Words{Reason::unknown_token, "Your bearer token is not recognized."},
    Words{Reason::unknown_user, "Your bearer token is not recognized."},
    Words{Reason::expired, "Your bearer token is expired."},
};

template <size_t count>
std::string_view said(const std::array<Words, count>& words, const Refusal& refusal) {
  const auto* row =
      std::find_if(words.begin(), words.end(), [&](const Words& one) { return one.reason == refusal.reason; });
  return row == words.end() ? std::string_view(refusal.message()) : row->text;
}

http::Reply error(int status, std::string_view text) { return v1_json(status, Json::object({{"error", text}})); }

http::Reply message(int status, std::string_view text) { return v1_json(status, Json::object({{"Message", text}})); }

http::Reply throttled(const Refusal& refusal, const World& world) {
  auto reply = error(throttled_status(world), refusal.message());
  reply.reason = refusal.message();
  return reply;
}

http::Reply bad_request(const Refusal& refusal) {
  if (refusal.said.code == media_type_code) return message(415, refusal.message());
  return v1_json(400, refusal.message());
}

/// Of what is about the request and not about who asks; nothing for the rest.
std::optional<http::Reply> refuse_request(const Refusal& refusal, const World& world) {
  switch (refusal.reason) {
    case Reason::limit_reached: return throttled(refusal, world);
    case Reason::unknown_record:
    case Reason::unknown_route:
    case Reason::unknown_world: return message(404, refusal.message());
    case Reason::misdirected: return message(421, refusal.message());
    case Reason::wrong_method: return message(405, refusal.message());
    case Reason::not_emulated: return message(501, refusal.message());
    case Reason::internal_error: return error(500, refusal.message());
    default: return std::nullopt;
  }
}

}  // namespace

http::Reply v1_json(int status, const Json& body) { return http::text(status, json_type, body.dump()); }

http::Reply v1_text(std::string text) { return http::text(200, json_type, std::move(text)); }

Refusal v1_unsupported_media_type(std::string_view media_type) {
  return {Reason::invalid_request,
          cat({"The request entity's media type '", shorten(media_type, 60), "' is not supported for this resource."}),
          "application/json or application/x-www-form-urlencoded",
          "",
          {.code = std::string(media_type_code)}};
}

http::Reply refuse_v1_anonymous(const Refusal& refusal, const front::Visit& visit) {
  if (auto reply = refuse_request(refusal, visit.world)) return std::move(*reply);
  if (refusal.reason == Reason::invalid_request) return bad_request(refusal);
  return challenged(v1_json(401, said(token_words, refusal)), refusal, visit.world);
}

http::Reply refuse_v1_token_value(const Refusal& refusal, const front::Visit& visit) {
  if (refusal.reason == Reason::invalid_request)
    return v1_json(400, Json::object({{"success", false}, {"message", refusal.message()}}));
  return refuse_v1_anonymous(refusal, visit);
}

http::Reply refuse_v1(const Refusal& refusal, const front::Visit& visit) {
  if (auto reply = refuse_request(refusal, visit.world)) return std::move(*reply);
  if (refusal.reason == Reason::invalid_request) return bad_request(refusal);
  return error(403, said(bearer_words, refusal));
}

http::Reply refuse_v1_cookie(const Refusal& refusal, const front::Visit& visit) {
  if (auto reply = refuse_request(refusal, visit.world)) return std::move(*reply);
  if (refusal.reason == Reason::invalid_request) return http::text(400, "text/plain; charset=utf-8", refusal.message());
  return error(403, "Unauthenticated requests are not permitted.");
}

}  // namespace understudy::shiftiq
