// What a client would rather be answered with, by its Accept header (RFC 9110 §12.5.1).
#pragma once

#include <string_view>

#include "http/message.h"

namespace understudy::http {

/// The weight, in thousandths, of a media type that Accept names in so many words; 0 where it does not, or refuses it.
/// Wildcards name nothing. A weight that cannot be read counts in full.
int weight_of(const Request& request, std::string_view media_type);

/// True for a browser that opens a page: text/html is named, and nothing in JSON is preferred to it.
bool prefers_html(const Request& request);

}  // namespace understudy::http
