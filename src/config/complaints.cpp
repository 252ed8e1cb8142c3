#include "config/complaints.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "base/text.h"
#include "config/invisible.h"
#include "config/source_text.h"

namespace understudy::config {

namespace {

constexpr size_t most_complaints = 100;
constexpr size_t longest_shown_text = 60;
/// A list of known words longer than this no longer helps.
constexpr size_t most_suggestions = 20;
constexpr size_t most_compared = 1000;

bool is_plain(std::string_view key) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return !key.empty() && key.size() <= longest_shown_text && key.find_first_not_of(plain) == std::string_view::npos;
}

}  // namespace

void append_key(std::string& path, std::string_view key) {
  if (!is_plain(key)) {
    path += cat({"[", show(key), "]"});
    return;
  }
  if (!path.empty()) path += '.';
  path += key;
}

void append_index(std::string& path, size_t index) { path += cat({"[", std::to_string(index), "]"}); }

std::string Path::to_text() const {
  std::string text;
  append_to(text);
  return text;
}

void Path::append_to(std::string& out) const {
  if (parent_ == nullptr) return;
  parent_->append_to(out);
  if (is_index_) {
    append_index(out, index_);
  } else {
    append_key(out, key_);
  }
}

std::string show(std::string_view text) {
  std::string shown;
  const std::string_view start = shorten(text, longest_shown_text);
  append_json_string(shown, start);
  for (auto found = find_invisible(shown); found; found = find_invisible(shown, found->offset))
    shown.replace(found->offset, found->size, escape(found->code_point));
  if (start.size() < text.size()) shown.insert(shown.size() - 1, "…");
  return shown;
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& known, std::string_view introduction) {
  const std::vector<std::string_view> compared(
      known.begin(), known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), most_compared)));
  // One letter changed makes any short word of any other.
  const auto nearest = word.size() > 2 ? nearest_word(word, compared) : std::nullopt;
  if (nearest) return cat({"did you mean ", show(*nearest), "?"});
  std::string words;
  for (size_t i = 0; i < known.size() && i < most_suggestions; ++i) {
    if (i > 0) words += ", ";
    words += known[i];
  }
  if (words.empty()) return {};
  return cat({introduction, ": ", words, known.size() > most_suggestions ? ", …" : ""});
}

bool ComplaintBook::is_full() const { return entries_.size() == most_complaints; }

void ComplaintBook::add(const Place& place, std::string path, std::string message, std::string hint) {
  ++count_;
  if (!is_full()) entries_.push_back({place, std::move(path), std::move(message), std::move(hint)});
}

int ComplaintBook::column_in_characters(const Place& place) const {
  const std::string_view text = content_of(sources_[static_cast<size_t>(place.source)].text);
  size_t start = 0;
  for (int line = 1; line < place.line && start != std::string_view::npos; ++line) {
    const size_t end = text.find('\n', start);
    start = end == std::string_view::npos ? end : end + 1;
  }
  if (start >= text.size()) return place.column;
  const auto before = text.substr(start, static_cast<size_t>(std::max(place.column - 1, 0)));
  const auto is_start = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  return place.column - static_cast<int>(before.size() - std::count_if(before.begin(), before.end(), is_start));
}

std::string ComplaintBook::where(const Place& place) const {
  const std::string& name = sources_[static_cast<size_t>(place.source)].name;
  if (place.line == 0) return name;
  const std::string line_and_column =
      cat({":", std::to_string(place.line), ":", std::to_string(column_in_characters(place))});
  return cat({name, line_and_column, by_alias(place)});
}

std::string ComplaintBook::by_alias(const Place& place) const {
  if (place.alias_line == 0) return {};
  return cat({" (by the alias at ", where({place.source, place.alias_line, place.alias_column}), ")"});
}

Complaints ComplaintBook::take() const {
  std::vector<const Entry*> ordered;
  for (const auto& entry : entries_) ordered.push_back(&entry);
  const auto position = [](const Entry* entry) {
    return std::tuple(entry->place.source, entry->place.line, entry->place.column);
  };
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](const Entry* a, const Entry* b) { return position(a) < position(b); });
  Complaints complaints;
  for (const Entry* entry : ordered)
    complaints.list.push_back({sources_[static_cast<size_t>(entry->place.source)].name, entry->place.line,
                               entry->place.line == 0 ? 0 : column_in_characters(entry->place),
                               entry->path + by_alias(entry->place), entry->message, entry->hint});
  if (const size_t hidden = count_ - complaints.list.size(); hidden > 0)
    complaints.list.push_back(
        {{}, 0, 0, {}, cat({"and ", std::to_string(hidden), hidden > 1 ? " more complaints" : " more complaint"}), {}});
  return complaints;
}

std::string to_text(const Complaint& complaint) {
  std::string text = complaint.source;
  if (complaint.line > 0) text += cat({":", std::to_string(complaint.line), ":", std::to_string(complaint.column)});
  if (!text.empty()) text += ": ";
  if (!complaint.path.empty()) text += cat({complaint.path, ": "});
  text += complaint.message;
  if (!complaint.hint.empty()) text += cat({"; ", complaint.hint});
  return text;
}

}  // namespace understudy::config
