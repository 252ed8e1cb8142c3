// Paths, queries and forms as they stand on the wire, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace understudy::http {

/// Fields of a query string or an application/x-www-form-urlencoded body (WHATWG URL §5.1): `+` is a blank, names may
/// repeat, order is kept. A broken percent sequence stands for itself. At most `limit` fields are read.
Fields parse_form(std::string_view text, size_t limit = 1000);

/// Every value of a list parameter in every spelling that clients use: `x=a&x=b`, `x[]=a&x[]=b`, `x[0]=a` and `x=a,b`.
/// Values stand in the order in which they were sent; empty ones are left out.
std::vector<std::string> list_parameter(const Fields& fields, std::string_view name);

/// True for "host" or "host:port" made of letters, digits, dots, hyphens, underscores (container names have them), or
/// an IPv6 address in brackets: fit to be put into an address that is handed out.
bool is_host(std::string_view text);

/// True for "http://host[:port][/path]" and the same with https: no user, query or fragment, no blank or control
/// character.
bool is_web_address(std::string_view text);

}  // namespace understudy::http
