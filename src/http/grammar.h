// The small words of HTTP's grammar: which bytes may stand where, and lists of words in a header value.
#pragma once

#include <string_view>

namespace understudy::http {

/// A method or the name of a header (RFC 9110 §5.6.2).
bool is_token(std::string_view text);
/// Visible bytes, those above 0x7F included: what a request target may consist of.
bool is_visible(std::string_view text);
/// Visible bytes and inner blanks (RFC 9110 §5.5).
bool is_field_value(std::string_view text);
/// Host and port as RFC 3986 §3.2 spells them, without user information; may be empty, as a Host header may.
bool is_authority(std::string_view text);

/// Without the spaces and tabs around it (RFC 9110 §5.6.3).
std::string_view trim_blanks(std::string_view text);
/// True where the comma-separated `list` holds `word`, letter case ignored.
bool lists(std::string_view list, std::string_view word);

/// The value of a hexadecimal digit, or -1.
int hex_digit(char c);

}  // namespace understudy::http
