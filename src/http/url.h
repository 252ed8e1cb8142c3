// Paths, queries and forms as they stand on the wire, taken apart.
#pragma once

#include <optional>
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

/// The path with every percent-encoded unreserved character as itself (RFC 3986 §6.2.2.2), so that equal paths are
/// equal texts, up to a percent sign that encodes nothing; nothing where there is none to change.
std::optional<std::string> plainer_path(std::string_view path);

/// True for "host" or "host:port" made of letters, digits, dots, hyphens, underscores (container names have them), or
/// an IPv6 address in brackets: fit to be put into an address that is handed out.
bool is_host(std::string_view text);

/// "https://app.example:8443" of an address below it, as browsers write an origin (RFC 6454 §6.1): in small letters,
/// without the usual port. Nothing for schemes other than http and https.
std::optional<std::string> origin_of(std::string_view address);

/// True for a path of at most 255 bytes and one or more parts, without a final slash, that means the same to everybody:
/// letters, digits and any of - . _ ~, no part empty or made of dots.
bool is_clean_path(std::string_view text);

/// True for "http://host[:port][/path]" and the same with https, the scheme in any case: no user, query or fragment, no
/// blank or control character.
bool is_web_address(std::string_view text);

}  // namespace understudy::http
