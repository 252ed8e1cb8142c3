#include "config/section.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::config {

namespace {

void lay_over(Json& base, const Json& later) {
  for (const auto& member : later.members()) {
    const Json* before = base.find(member.name);
    if (before != nullptr && before->is_object() && member.value.is_object()) {
      Json merged = *before;
      lay_over(merged, member.value);
      base.set(member.name, std::move(merged));
    } else {
      base.set(member.name, member.value);
    }
  }
}

std::optional<SeedTime> parse_time(std::string_view text) {
  SeedTime time;
  if (!text.starts_with('+') && !text.starts_with('-')) {
    const auto instant = parse_iso8601(text);
    if (!instant || *instant < Instant()) return std::nullopt;
    time.instant = *instant;
    return time;
  }
  const auto distance = parse_distance(text);
  if (!distance) return std::nullopt;
  time.kind = SeedTime::Kind::after_start;
  time.distance = *distance;
  return time;
}

bool holds_any(const Node& node, const Misfits& misfits) {
  const auto is_held = [&](const auto& inner) { return holds_any(inner, misfits); };
  return misfits.contains(&node) || std::any_of(node.items().begin(), node.items().end(), is_held) ||
         std::any_of(node.members().begin(), node.members().end(),
                     [&](const Node::Member& member) { return is_held(member.value); });
}

}  // namespace

const Node* Section::find(std::string_view key) const {
  const Node* value = map_.find(key);
  if (value == nullptr) return nullptr;
  // A map with a key too many is still read; what else does not fit is not.
  const bool is_usable = value->kind() == Node::Kind::map || !reading_.misfits.contains(value);
  return is_usable ? value : nullptr;
}

Spot Section::spot(std::string_view key) const {
  const Node* value = map_.find(key);
  if (value == nullptr) return {map_.place(), path_.to_text()};
  return {value->place(), Path(path_, key).to_text()};
}

bool Section::has_misfit(std::string_view key) const {
  const Node* value = map_.find(key);
  return value != nullptr && reading_.misfits.contains(value);
}

bool Section::holds_misfits() const { return holds_any(map_, reading_.misfits); }

void Section::note(std::string_view key, Spot& spot) const {
  if (find(key) != nullptr) spot = this->spot(key);
}

void Section::complain(std::string_view key, std::string message, std::string hint) const {
  Spot where = spot(key);
  reading_.book.add(where.place, std::move(where.path), std::move(message), std::move(hint));
}

bool Section::read(std::string_view key, std::string& into) const {
  const Node* value = find(key);
  if (value == nullptr || !value->is_scalar()) return false;
  into = value->text();
  return true;
}

bool Section::read(std::string_view key, std::optional<std::string>& into) const {
  std::string text;
  if (!read(key, text)) return false;
  into = std::move(text);
  return true;
}

bool Section::read(std::string_view key, bool& into) const {
  const Node* value = find(key);
  if (value == nullptr || !value->is_scalar()) return false;
  const Json json = to_json(*value);
  into = json.boolean() != nullptr && *json.boolean();
  return true;
}

bool Section::read(std::string_view key, std::optional<int64_t>& into) const {
  const Node* value = find(key);
  if (value == nullptr || !value->is_scalar()) return false;
  into = whole_number(*value);
  return true;
}

bool Section::read(std::string_view key, std::optional<SeedTime>& into) const {
  const Node* value = find(key);
  if (value == nullptr || !value->is_scalar()) return false;
  const auto time = parse_time(value->text());
  if (time) {
    into = time;
  } else if (value->text().starts_with('+') || value->text().starts_with('-')) {
    complain(key, cat({show(value->text()), " is more than 100 years"}));
  } else if (parse_iso8601(value->text())) {
    complain(key, cat({show(value->text()), " is before 1970"}), "years are 1970 to 9999");
  } else {
    complain(key, cat({show(value->text()), " is no time of any calendar"}));
  }
  return time.has_value();
}

bool Section::read(std::string_view key, std::optional<Milliseconds>& into) const {
  const Node* value = find(key);
  if (value == nullptr || !value->is_scalar()) return false;
  into = parse_duration(value->text());
  if (!into) complain(key, cat({show(value->text()), " is more than 100 years"}));
  return into.has_value();
}

bool Section::read(std::string_view key, std::optional<Reference>& into) const {
  std::string word;
  if (!read(key, word)) return false;
  into = Reference{std::move(word), spot(key)};
  return true;
}

std::vector<Reference> Section::references(const Node& list, const Path& path) const {
  std::vector<Reference> words;
  for (size_t i = 0; i < list.items().size(); ++i) {
    const Node& item = list.items()[i];
    if (item.is_scalar() && !reading_.misfits.contains(&item))
      words.push_back({item.text(), {item.place(), Path(path, i).to_text()}});
  }
  return words;
}

bool Section::read(std::string_view key, std::optional<std::vector<Reference>>& into) const {
  const Node* value = find(key);
  if (value == nullptr) return false;
  if (value->is_scalar()) {
    into = {{value->text(), spot(key)}};
    return true;
  }
  if (value->kind() != Node::Kind::list) return false;
  into = references(*value, Path(path_, key));
  return true;
}

bool Section::read(std::string_view key, std::vector<std::vector<Reference>>& into) const {
  const Node* lists = find(key);
  if (lists == nullptr || lists->kind() != Node::Kind::list) return false;
  const Path lists_path(path_, key);
  into.clear();
  for (size_t i = 0; i < lists->items().size(); ++i) into.push_back(references(lists->items()[i], Path(lists_path, i)));
  return true;
}

bool Section::read(std::string_view key, std::vector<std::string>& into) const {
  std::optional<std::vector<Reference>> words;
  if (!read(key, words)) return false;
  into.clear();
  for (auto& word : *words) into.push_back(std::move(word.word));
  return true;
}

bool Section::read(std::string_view key, std::optional<std::vector<std::string>>& into) const {
  std::vector<std::string> words;
  if (!read(key, words)) return false;
  into = std::move(words);
  return true;
}

bool Section::merge(std::string_view key, Json& into) const {
  const Node* value = find(key);
  if (value == nullptr || value->kind() != Node::Kind::map) return false;
  Json given = to_json(*value);
  if (into.is_null()) {
    into = std::move(given);
  } else {
    lay_over(into, given);
  }
  return true;
}

}  // namespace understudy::config
