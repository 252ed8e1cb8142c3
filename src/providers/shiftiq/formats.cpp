#include "providers/shiftiq/formats.h"

#include <algorithm>

#include "base/text.h"
#include "config/characters.h"

namespace understudy::shiftiq {

using config::TextFormat;

namespace {

using namespace config::characters;

bool is_domain(std::string_view text) {
  if (text.size() > 253) return false;
  const auto labels = split(text, '.');
  return std::all_of(labels.begin(), labels.end(),
                     [](std::string_view label) { return all_of(label, 1, 63, is_slug_character); });
}

bool is_partition_slug(std::string_view text) {
  return text.starts_with('e') && all_of(text.substr(1), 2, 2, is_digit);
}

bool is_resource(std::string_view text) {
  if (text.size() > 200) return false;
  const auto parts = split(text, '/');
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return all_of(part, 1, 200, [](char c) { return is_slug_character(c) || c == '*'; });
  });
}

bool is_secret(std::string_view text) {
  return all_of(text, 1, 200, [](char c) { return c > ' ' && c < 0x7F; });
}

/// A token of RFC 9110 §5.6.2, as RFC 6265 §4.1.1 has it.
bool is_cookie_name(std::string_view text) {
  constexpr std::string_view signs = "!#$%&'*+.^`|~";
  return all_of(text, 1, 100, [&](char c) { return is_word(c) || signs.find(c) != std::string_view::npos; });
}

bool is_cookie_path(std::string_view text) {
  constexpr std::string_view signs = "/._~-";
  return text.starts_with('/') && all_of(text.substr(1), 0, 200, [&](char c) {
           return is_digit(c) || is_lower(c) || is_upper(c) || signs.find(c) != std::string_view::npos;
         });
}

bool is_domain_or_none(std::string_view text) { return text.empty() || is_domain(text); }

bool is_origin_pattern(std::string_view text) {
  const size_t host = text.starts_with("http://") ? 7 : text.starts_with("https://") ? 8 : 0;
  if (host == 0) return false;
  text.remove_prefix(host);
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const auto port = text.substr(colon + 1);
    if (port != "*" && !all_of(port, 1, 5, is_digit)) return false;
  }
  text = text.substr(0, colon);
  if (text.starts_with("*.")) text.remove_prefix(2);
  return all_of(text, 1, 253, [](char c) { return is_slug_character(c) || c == '.'; });
}

bool is_language(std::string_view text) {
  const auto parts = split(text, '-');
  if (!all_of(parts.front(), 2, 3, is_lower)) return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    return all_of(part, 2, 8, [](char c) { return is_lower(c) || is_digit(c); });
  });
}

}  // namespace

namespace formats {

const TextFormat domain{"a domain such as \"shiftiq.com\"", R"(^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$)",
                        is_domain};
const TextFormat partition_slug{"the slug of a partition: e and two digits, such as \"e01\"", "^e[0-9]{2}$",
                                is_partition_slug};
const TextFormat resource{"a resource such as \"security/users\" or \"*\"", "^(?=.{1,200}$)[a-z0-9*-]+(/[a-z0-9*-]+)*$",
                          is_resource};
const TextFormat client_secret{"a secret of 1 to 200 visible ASCII characters", "^[!-~]{1,200}$", is_secret};
const TextFormat cookie_name{"a cookie's name", "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", is_cookie_name};
const TextFormat cookie_path{"a path such as \"/\" or \"/api\"", "^/[A-Za-z0-9/._~-]{0,200}$", is_cookie_path};
const TextFormat domain_or_none{"a domain such as \"shiftiq.com\", or \"\"",
                                R"(^$|^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$)", is_domain_or_none};
const TextFormat origin_pattern{"an origin such as \"https://*.shiftiq.com\" or \"http://localhost:*\"",
                                R"(^https?://(\*\.)?[a-z0-9.-]{1,253}(:([0-9]{1,5}|\*))?$)", is_origin_pattern};
const TextFormat language{"a language such as \"en\" or \"pt-br\"", "^[a-z]{2,3}(-[a-z0-9]{2,8})*$", is_language};

}  // namespace formats

}  // namespace understudy::shiftiq
