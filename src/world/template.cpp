#include "world/template.h"

#include <algorithm>
#include <array>
#include <optional>

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
  size_t plain = 0;  // where the plain text begins that no piece holds yet
  const auto end_plain = [&](size_t end) {
    if (end > plain) pieces.emplace_back(std::string(text.substr(plain, end - plain)));
  };
  for (size_t open = text.find('{'); open != std::string_view::npos;) {
    const size_t next = text.find_first_of("{}", open + 1);
    if (next == std::string_view::npos) break;
    auto placeholder = text[next] == '}' ? parse_placeholder(text.substr(open + 1, next - open - 1)) : std::nullopt;
    if (placeholder) {
      end_plain(open);
      pieces.emplace_back(std::move(*placeholder));
      plain = next + 1;
    }
    open = text[next] == '{' ? next : text.find('{', next + 1);
  }
  end_plain(text.size());
  return pieces;
}

}  // namespace understudy
