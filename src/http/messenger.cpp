#include "http/messenger.h"

#include "http/web_url.h"

namespace understudy::http {

Response Messenger::post(const JsonPost& /*what*/) {
  return {.outcome = Response::Outcome::unreachable, .why = "this server asks nobody"};
}

std::string why_not_asked(std::string_view url) {
  const auto parts = parse_web_url(url);
  if (!parts) return "it is not an address like http://host[:port][/path][?query], without user and fragment";
  if (parts->is_secure) return "https is not spoken here; use http";
  return {};
}

}  // namespace understudy::http
