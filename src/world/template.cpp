#include "world/template.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace understudy {

namespace {

using Source = Placeholder::Source;

struct SourceWord {
  Source source;
  std::string_view word;
  bool stands_alone;  ///< {body} and {now} mean something without a name behind them
};

constexpr std::array source_words{
    SourceWord{Source::path, "path", false},     SourceWord{Source::query, "query", false},
    SourceWord{Source::body, "body", true},      SourceWord{Source::claims, "claims", false},
    SourceWord{Source::caller, "caller", false}, SourceWord{Source::now, "now", true},
};

bool is_name_character(char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7F; }

/// `inside` is what stands between two braces.
std::optional<Placeholder> parse_placeholder(std::string_view inside) {
  const size_t dot = inside.find('.');
  const std::string_view word = inside.substr(0, dot);
  const auto* const row = std::find_if(source_words.begin(), source_words.end(),
                                       [&](const SourceWord& known) { return known.word == word; });
  if (row == source_words.end()) return std::nullopt;
  if (dot == std::string_view::npos)
    return row->stands_alone ? std::optional(Placeholder{row->source, {}}) : std::nullopt;
  const std::string_view name = inside.substr(dot + 1);
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_name_character)) return std::nullopt;
  return Placeholder{row->source, std::string(name)};
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// A word such as "id" or "params.id".
bool is_word(std::string_view text) {
  const bool begins_as_one = !text.empty() && std::string_view("0123456789-.").find(text.front()) == std::string::npos;
  return begins_as_one && std::all_of(text.begin(), text.end(), is_word_character);
}

/// "now:epoch", "path/id", "body[0]": a source's word, and behind it no dot but what others write in its place.
bool is_otherwise_spelt(std::string_view text) {
  const size_t end = text.find_first_of(":/[");
  if (end == std::string_view::npos || end + 1 == text.size()) return false;
  const bool begins_so = std::any_of(source_words.begin(), source_words.end(),
                                     [&](const SourceWord& known) { return known.word == text.substr(0, end); });
  return begins_so && text.find_first_of(" \t\r\n\"'") == std::string_view::npos;
}

/// Two braces with none between them: `text[begin]` and `text[end - 1]`.
struct Pair {
  size_t begin;
  size_t end;
  std::string_view inside;
  std::optional<Placeholder> placeholder;
  bool looks_like_one;
  bool is_escaped;
};

std::optional<Pair> next_pair(std::string_view text, size_t from) {
  for (size_t open = text.find('{', from); open != std::string_view::npos;) {
    const size_t next = text.find_first_of("{}", open + 1);
    if (next == std::string_view::npos) return std::nullopt;
    if (text[next] == '{') {
      open = next;
      continue;
    }
    Pair pair{open, next + 1, text.substr(open + 1, next - open - 1), {}, false, false};
    pair.placeholder = parse_placeholder(pair.inside);
    pair.looks_like_one = pair.placeholder || is_word(pair.inside) || is_otherwise_spelt(pair.inside) ||
                          parse_placeholder(trim(pair.inside));
    pair.is_escaped = pair.looks_like_one && open > 0 && text[open - 1] == '\\';
    return pair;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Source source) {
  for (const auto& row : source_words)
    if (row.source == source) return row.word;
  return {};
}

const std::vector<std::string_view>& known_members(Source source) {
  static const std::vector<std::string_view> of_caller{"user_id", "tenant_id", "roles", "kind", "credential_id"};
  static const std::vector<std::string_view> of_now{"epoch"};
  static const std::vector<std::string_view> none;
  if (source == Source::caller) return of_caller;
  return source == Source::now ? of_now : none;
}

std::vector<Piece> split_template(std::string_view text) {
  std::vector<Piece> pieces;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) pieces.emplace_back(std::exchange(plain, {}));
  };
  size_t done = 0;
  for (auto pair = next_pair(text, 0); pair; pair = next_pair(text, pair->end)) {
    const auto before = text.substr(done, pair->begin - done);
    plain += pair->is_escaped ? before.substr(0, before.size() - 1) : before;
    done = pair->begin;
    if (pair->is_escaped || !pair->placeholder) continue;
    end_plain();
    pieces.emplace_back(std::move(*pair->placeholder));
    done = pair->end;
  }
  plain += text.substr(done);
  end_plain();
  return pieces;
}

std::vector<std::string_view> seeming_placeholders(std::string_view text) {
  std::vector<std::string_view> found;
  for (auto pair = next_pair(text, 0); pair; pair = next_pair(text, pair->end)) {
    if (!pair->looks_like_one || pair->is_escaped) continue;
    const bool is_doubled =
        pair->begin > 0 && text[pair->begin - 1] == '{' && pair->end < text.size() && text[pair->end] == '}';
    if (is_doubled)
      found.push_back(text.substr(pair->begin - 1, pair->end - pair->begin + 2));
    else if (!pair->placeholder)
      found.push_back(text.substr(pair->begin, pair->end - pair->begin));
  }
  return found;
}

std::optional<Placeholder> placeholder_within(std::string_view seeming) {
  const size_t braces = seeming.starts_with("{{") ? 2 : 1;
  return parse_placeholder(trim(seeming.substr(braces, seeming.size() - 2 * braces)));
}

}  // namespace understudy
