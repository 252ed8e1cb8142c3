#include "providers/backend/embedded_data.h"

#include <algorithm>

namespace understudy::backend {

namespace {

using Kind = EmbeddedData::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
/// A byte of a letter beyond ASCII: a name that has one is one name.
bool is_foreign(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || is_foreign(c); }

bool is_local_part(char c) { return is_word(c) || std::string_view("._%+-").find(c) != std::string_view::npos; }
bool is_domain(char c) { return is_word(c) || c == '.' || c == '-'; }

template <class Predicate>
size_t end_of_run(std::string_view text, size_t from, Predicate belongs) {
  while (from < text.size() && belongs(text[from])) ++from;
  return from;
}

/// Ends in a dot and a top-level domain of at least two letters.
bool is_domain_name(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.size() - dot < 3) return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(),
                     [](char c) { return is_letter(c) || is_foreign(c); });
}

size_t email_at(std::string_view text, size_t at) {
  // Within a run its beginning has been asked already; asking again at each byte would cost quadratic time.
  if (!is_local_part(text[at]) || (at > 0 && is_local_part(text[at - 1]))) return 0;
  const size_t sign = end_of_run(text, at, is_local_part);
  if (sign == text.size() || text[sign] != '@') return 0;
  // RFC 1035 §2.3.4; the bound also keeps the search below from taking quadratic time.
  constexpr size_t longest_domain = 253;
  const size_t end = end_of_run(text, sign + 1, is_domain);
  std::string_view name = text.substr(sign + 1, std::min(end - sign - 1, longest_domain));
  // The longest beginning that is a domain: of "web.de-Anna" web.de.
  while (!name.empty() && !is_domain_name(name)) {
    const size_t cut = name.find_last_of(".-");
    name = cut == std::string_view::npos ? std::string_view() : name.substr(0, cut);
  }
  return name.empty() ? 0 : sign + 1 + name.size() - at;
}

/// E.164: a plus and up to 15 digits; people put blanks, hyphens, slashes, dots and brackets between them.
size_t phone_at(std::string_view text, size_t at) {
  constexpr size_t fewest_digits = 7;
  constexpr size_t most_digits = 15;
  if (text[at] != '+' || (at > 0 && is_word(text[at - 1]))) return 0;
  size_t digits = 0;
  size_t end = at;
  for (size_t i = at + 1; i < text.size() && digits < most_digits; ++i) {
    if (is_digit(text[i])) {
      ++digits;
      end = i + 1;
    } else if (std::string_view(" -/.()").find(text[i]) == std::string_view::npos) {
      break;
    }
  }
  return digits >= fewest_digits ? end - at : 0;
}

/// ISO 13616: two letters, two digits, then 11 to 30 letters and digits; printed in groups of four.
size_t iban_at(std::string_view text, size_t at) {
  constexpr size_t shortest = 15;
  constexpr size_t longest = 34;
  const auto belongs = [](char c) { return is_capital(c) || is_digit(c); };
  if (at > 0 && is_word(text[at - 1])) return 0;
  const std::string_view head = text.substr(at, 4);
  if (head.size() < 4 || !is_capital(head[0]) || !is_capital(head[1]) || !is_digit(head[2]) || !is_digit(head[3]))
    return 0;
  size_t characters = 0;
  size_t end = at;
  for (size_t group = at; group < text.size() && characters < longest;) {
    const size_t group_end = end_of_run(text.substr(0, std::min(text.size(), group + longest)), group, belongs);
    const std::string_view letters = text.substr(group, group_end - group);
    // A word in capitals may follow the number; a group has digits, mostly.
    if (std::none_of(letters.begin(), letters.end(), is_digit)) break;
    if (group_end < text.size() && is_word(text[group_end])) break;
    characters += letters.size();
    end = group_end;
    const bool goes_on = letters.size() == 4 && end < text.size() && text[end] == ' ';
    if (!goes_on) break;
    group = end + 1;
  }
  return characters >= shortest && characters <= longest ? end - at : 0;
}

}  // namespace

std::optional<EmbeddedData> embedded_at(std::string_view text, size_t at) {
  if (const size_t size = email_at(text, at)) return EmbeddedData{Kind::email, size};
  if (const size_t size = iban_at(text, at)) return EmbeddedData{Kind::iban, size};
  if (const size_t size = phone_at(text, at)) return EmbeddedData{Kind::phone, size};
  return std::nullopt;
}

}  // namespace understudy::backend
