#include "http/url.h"

#include <algorithm>

#include "base/text.h"
#include "http/grammar.h"

namespace understudy::http {

namespace {

/// The byte that the three characters at `at` encode; -1 where they are no percent-encoding.
int encoded_byte(std::string_view text, size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_digit(text[at + 1]);
  const int low = hex_digit(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/// RFC 3986 §2.3.
bool is_unreserved(int byte) {
  const int letter = byte | 0x20;
  return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
         byte == '_' || byte == '~';
}

/// WHATWG URL §5.1: never fails, since browsers' forms may hold a bare percent sign.
std::string decode_form_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (const int byte = encoded_byte(text, i); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// "x", "x[]" and "x[17]" are all x.
bool names_list(std::string_view spelled, std::string_view name) {
  if (!spelled.starts_with(name)) return false;
  spelled.remove_prefix(name.size());
  if (spelled.empty()) return true;
  if (spelled.size() < 2 || spelled.front() != '[' || spelled.back() != ']') return false;
  return spelled.substr(1, spelled.size() - 2).find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_port(std::string_view text) {
  const auto number = parse_number(text);
  return text.size() <= 5 && number && *number > 0 && *number <= 65535;
}

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_address_byte(char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }

}  // namespace

Fields parse_form(std::string_view text, size_t limit) {
  Fields fields;
  while (!text.empty() && fields.size() < limit) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const size_t equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    fields.add(decode_form_text(pair.substr(0, equals)), decode_form_text(value));
  }
  return fields;
}

std::vector<std::string> list_parameter(const Fields& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& field : fields) {
    if (!names_list(field.name, name)) continue;
    for (const auto part : split(field.value, ','))
      if (!part.empty()) values.emplace_back(part);
  }
  return values;
}

std::optional<std::string> plainer_path(std::string_view path) {
  if (path.find('%') == std::string_view::npos) return std::nullopt;
  std::string plain;
  plain.reserve(path.size());
  for (size_t i = 0; i < path.size(); ++i) {
    const int byte = encoded_byte(path, i);
    // A bare percent sign could become an encoding once what follows it is decoded.
    if (path[i] == '%' && byte < 0) {
      plain += path.substr(i);
      break;
    }
    const bool is_needless = is_unreserved(byte);
    plain += is_needless ? static_cast<char>(byte) : path[i];
    if (is_needless) i += 2;
  }
  if (plain.size() == path.size()) return std::nullopt;
  return plain;
}

bool is_host(std::string_view text) {
  constexpr size_t longest = 255 + 6;  // a DNS name, a colon, a port
  if (text.empty() || text.size() > longest) return false;
  const bool bracketed = text.front() == '[';
  const size_t end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == std::string_view::npos) return false;
  const std::string_view host = bracketed ? text.substr(1, end - 1) : text.substr(0, end);
  const std::string_view rest = text.substr(bracketed ? end + 1 : end);
  if (host.empty() || !std::all_of(host.begin(), host.end(), bracketed ? is_address_byte : is_name_byte)) return false;
  return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
}

std::optional<std::string> origin_of(std::string_view address) {
  struct Scheme {
    std::string_view start;
    std::string_view usual_port;
  };
  for (const auto& [start, usual_port] : {Scheme{"http://", ":80"}, Scheme{"https://", ":443"}}) {
    if (!equal_ignoring_case(address.substr(0, start.size()), start)) continue;
    const auto rest = address.substr(start.size());
    auto host = rest.substr(0, rest.find_first_of("/?#"));
    if (!is_host(host)) return std::nullopt;
    if (host.ends_with(usual_port)) host.remove_suffix(usual_port.size());
    return cat({start, to_lower(host)});
  }
  return std::nullopt;
}

bool is_clean_path(std::string_view text) {
  constexpr size_t longest = 255;
  if (!text.starts_with('/') || text.size() > longest) return false;
  const auto parts = split(text.substr(1), '/');
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.find_first_not_of('.') != std::string_view::npos &&
           std::all_of(part.begin(), part.end(), [](char c) { return is_name_byte(c) || c == '~'; });
  });
}

bool is_web_address(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) continue;
    const auto rest = text.substr(scheme.size());
    const bool is_plain = std::all_of(rest.begin(), rest.end(), [](char c) {
      return c > 0x20 && c < 0x7f && c != '?' && c != '#' && c != '"' && c != '\\' && c != '<' && c != '>';
    });
    return is_plain && is_host(rest.substr(0, rest.find('/')));
  }
  return false;
}

}  // namespace understudy::http
