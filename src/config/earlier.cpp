#include "config/earlier.h"

namespace understudy::config {

namespace {

std::string id_word(const std::string& id) { return "id:" + id; }

/// Names are told apart by their place in the list: a slug is not compared with a name.
std::string name_word(size_t which, const std::string& name) { return std::to_string(which) + ":" + name; }

}  // namespace

void Earlier::add(const std::string& id, const std::vector<std::string>& names) {
  const size_t position = records_.size();
  records_.push_back({id});
  if (!id.empty()) positions_.emplace(id_word(id), position);
  for (size_t which = 0; which < names.size(); ++which)
    if (!names[which].empty()) positions_.emplace(name_word(which, names[which]), position);
}

std::optional<size_t> Earlier::take_by(const std::string& word, const std::string& id) {
  const auto found = positions_.find(word);
  if (found == positions_.end()) return std::nullopt;
  Record& record = records_[found->second];
  const bool has_other_id = !id.empty() && !record.id.empty() && id != record.id;
  if (record.is_taken || has_other_id) return std::nullopt;
  record.is_taken = true;
  return found->second;
}

std::optional<size_t> Earlier::take(const std::string& id, const std::vector<std::string>& names) {
  if (records_.empty()) return std::nullopt;
  if (!id.empty())
    if (const auto position = take_by(id_word(id), id)) return position;
  for (size_t which = 0; which < names.size(); ++which)
    if (!names[which].empty())
      if (const auto position = take_by(name_word(which, names[which]), id)) return position;
  return std::nullopt;
}

}  // namespace understudy::config
