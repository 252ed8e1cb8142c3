// Cross-origin requests (the Fetch standard). Where an original's own CORS answers are not known, the asking origin is
// echoed, with credentials: never "*" with credentials.
#pragma once

#include <string_view>
#include <vector>

#include "front/api.h"
#include "http/message.h"

namespace understudy::front {

/// The page's, as the request names it; empty where it names none.
std::string_view origin_of(const http::Request& request);

/// True for an OPTIONS request that asks before a cross-origin one.
bool is_preflight(const http::Request& request);

/// 204 that allows these methods.
http::Reply preflight_reply(const http::Request& request, const std::vector<std::string_view>& methods);

/// The headers of replies that pages of other origins may read: the front's own, and what APIs add.
std::string exposed_headers(const std::vector<std::string_view>& further);

/// Adds to a reply what lets a page of that origin read it. Nothing where the request names none, or the rule refuses.
void allow_origin(std::string_view origin, OriginRule rule, const std::string& exposed, http::Reply& reply);

}  // namespace understudy::front
