#include "front/cors.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::front {

std::string_view origin_of(const http::Request& request) {
  const auto* origin = request.headers.find("Origin");
  return origin == nullptr ? std::string_view() : *origin;
}

bool is_preflight(const http::Request& request) {
  return request.method == "OPTIONS" && request.headers.find("Origin") != nullptr &&
         request.headers.find("Access-Control-Request-Method") != nullptr;
}

http::Reply preflight_reply(const http::Request& request, const std::vector<std::string_view>& methods) {
  http::Reply reply = http::no_content();
  std::vector<std::string> allowed;
  for (const auto method : methods) {
    // "*" means the literal method of that name as soon as credentials are allowed, so every method is spelled out.
    if (method == "*") allowed = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    if (method == "*") break;
    if (std::find(allowed.begin(), allowed.end(), method) == allowed.end()) allowed.emplace_back(method);
  }
  reply.headers.add("Access-Control-Allow-Methods", join(allowed, ", "));
  if (const auto* asked = request.headers.find("Access-Control-Request-Headers"))
    reply.headers.add("Access-Control-Allow-Headers", *asked);
  reply.headers.add("Access-Control-Max-Age", "600");
  return reply;
}

std::string exposed_headers(const std::vector<std::string_view>& further) {
  std::vector<std::string> all{"X-Understudy-Reason", "X-Understudy-Notice"};
  all.insert(all.end(), further.begin(), further.end());
  for (const auto* name : {"Content-Disposition", "Date", "Location", "WWW-Authenticate"}) all.emplace_back(name);
  return join(all, ", ");
}

void allow_origin(std::string_view origin, OriginRule rule, const std::string& exposed, http::Reply& reply) {
  if (origin.empty() || reply.headers.find("Access-Control-Allow-Origin") != nullptr) return;
  if (rule == OriginRule::with_credentials) {
    reply.headers.add("Access-Control-Allow-Origin", std::string(origin));
    reply.headers.add("Access-Control-Allow-Credentials", "true");
  } else if (rule == OriginRule::anonymous) {
    reply.headers.add("Access-Control-Allow-Origin", "*");
  }
  if (rule != OriginRule::refused) reply.headers.add("Access-Control-Expose-Headers", exposed);
  reply.headers.add("Vary", "Origin");
}

}  // namespace understudy::front
