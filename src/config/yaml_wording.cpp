#include "config/yaml_wording.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "config/invisible.h"
#include "config/scalar_text.h"
#include "config/source_text.h"

namespace understudy::config {

namespace {

// Every message of yaml-cpp that goes on with bytes of the file is among these, so that none of them reach a complaint.
struct Row {
  enum class Culprit {
    found,        ///< what yaml-cpp had come to
    indentation,  ///< that, or a tab before it on its line
    escape,       ///< the escape that ends there
  };

  std::string_view theirs;  ///< how yaml-cpp's message begins
  std::string_view message;
  std::string_view hint;
  Culprit culprit = Culprit::found;
};

constexpr auto indentation = Row::Culprit::indentation;
constexpr auto escape_before = Row::Culprit::escape;
constexpr std::string_view about_escapes =
    "\\\\ stands for a backslash, or write the text in single quotes: 'C:\\Users'";

constexpr std::array wordings{
    Row{"illegal map value", "\": \" where no key can stand", "a text that holds \": \" stands in quotes", indentation},
    Row{"illegal map key", "a key where none can stand", "check the columns in which keys begin", indentation},
    Row{"end of map not found", "neither a key nor the end of the map", "the keys of one map begin in the same column",
        indentation},
    Row{"end of sequence not found", "neither \"- \" nor the end of the list",
        "the items of one list begin in the same column", indentation},
    Row{"end of map flow not found", "neither \",\" nor \"}\"", "close the map that \"{\" opened"},
    Row{"end of sequence flow not found", "neither \",\" nor \"]\"", "close the list that \"[\" opened"},
    Row{"illegal flow end", "\"}\" or \"]\" that closes nothing here", {}},
    Row{"illegal block entry", "\"- \" where no list can begin", "check the column of \"- \"", indentation},
    Row{"illegal tab when looking for indentation", "a tab in the indentation", "indent with blanks"},
    Row{"illegal EOF in scalar", "a text whose closing quote is missing", {}},
    Row{"illegal document indicator in scalar", "a text whose closing quote is missing", {}},
    Row{"unknown escape character", "an escape that YAML does not know", about_escapes, escape_before},
    Row{"bad character found while scanning hex number", "an escape whose digits are not hexadecimal", about_escapes,
        escape_before},
    Row{"invalid unicode", "an escape that is no character", "surrogates come in pairs, such as \\ud83d\\ude00",
        escape_before},
    Row{"bad YAML version", "a %YAML directive that cannot be read", "leave it out"},
    Row{"YAML major version too large", "a %YAML directive of another version than 1", "leave it out"},
    Row{"unknown token", "no value can begin so", "a text that begins with @, ` or % stands in quotes"},
    Row{"the referenced anchor is not defined", "an alias to an anchor that was not set before", {}},
};

size_t start_of_line(std::string_view text, size_t offset) {
  const size_t last_break = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
  return last_break == std::string_view::npos ? 0 : last_break + 1;
}

/// The first tab among the blanks and signs that the line begins with: yaml-cpp takes no key and no item behind one.
std::optional<size_t> tab_before(std::string_view text, size_t offset) {
  for (size_t at = start_of_line(text, offset); at < offset; ++at) {
    if (text[at] == '\t') return at;
    const bool is_sign = text[at] == '-' || text[at] == '?' || text[at] == ':';
    const bool is_alone = at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\t');
    if (text[at] != ' ' && !(is_sign && is_alone)) break;
  }
  return std::nullopt;
}

/// What on the line of the mistake, or on the one before, may look right and is not.
std::string hint_at_invisible(std::string_view text, size_t offset) {
  const size_t line = start_of_line(text, offset);
  const auto found = find_invisible(text.substr(0, offset), line == 0 ? 0 : start_of_line(text, line - 1));
  if (!found) return {};
  return cat({"line ", std::to_string(position_of(text, found->offset).line), " holds ", name_of(found->code_point)});
}

}  // namespace

Wording reword(std::string_view theirs, std::string_view text, size_t offset) {
  offset = std::min(offset, text.size());
  const std::string invisible = hint_at_invisible(text, offset);
  const auto* const row = std::find_if(wordings.begin(), wordings.end(),
                                       [&](const Row& candidate) { return theirs.starts_with(candidate.theirs); });
  if (row == wordings.end()) return {cat({"not valid YAML: ", theirs}), invisible, offset};
  if (row->culprit == indentation)
    if (const auto tab = tab_before(text, offset))
      return {"not valid YAML: a tab in the indentation", "indent with blanks", *tab};
  const size_t place = row->culprit == escape_before ? start_of_escape(text, offset) : offset;
  const bool has_both = !row->hint.empty() && !invisible.empty();
  return {cat({"not valid YAML: ", row->message}), cat({row->hint, has_both ? "; " : "", invisible}), place};
}

}  // namespace understudy::config
