// What a page's form sends back.
#pragma once

#include <optional>

#include "http/message.h"

namespace understudy::shiftiq {

/// Nothing where the body is not labelled as application/x-www-form-urlencoded.
std::optional<http::Fields> read_form_body(const http::Request& request);

/// The first field of that name, without regard to case as ASP.NET reads it; empty where there is none.
const std::string& field_of(const http::Fields& fields, std::string_view name);

}  // namespace understudy::shiftiq
