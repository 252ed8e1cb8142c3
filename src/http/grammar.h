// The small words of HTTP's grammar: which bytes may stand where, and lists of words in a header value.
#pragma once

#include <string_view>

namespace understudy::http {

/// A method or the name of a header (RFC 9110 §5.6.2).
bool is_token(std::string_view text);
/// What the path and the query of a request target may consist of: RFC 3986 §3.3 and §3.4, and beyond them the bytes
/// that browsers send as they are (WHATWG URL) and that mean nothing to whoever passes the request on: in a path
/// "[]^|", in a query all that is visible but '#'. Never a byte above 0x7F.
bool is_path(std::string_view text);
bool is_query(std::string_view text);
/// Visible bytes and inner blanks (RFC 9110 §5.5).
bool is_field_value(std::string_view text);
/// Host and port as RFC 3986 §3.2 spells them, without user information; may be empty, as a Host header may.
bool is_authority(std::string_view text);

/// The name before the colon of a header's or a trailer's line; empty where the line does not begin with one.
std::string_view field_name(std::string_view line);
/// What may follow the size in the line before a chunk (RFC 9112 §7.1.1): nothing, or extensions.
bool is_chunk_extensions(std::string_view text);

/// Without the spaces and tabs around it (RFC 9110 §5.6.3).
std::string_view trim_blanks(std::string_view text);
/// True where the comma-separated `list` holds `word`, letter case ignored.
bool lists(std::string_view list, std::string_view word);

/// The value of a hexadecimal digit, or -1.
int hex_digit(char c);

}  // namespace understudy::http
