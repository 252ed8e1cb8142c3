#include "config/places.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::config {

namespace {

/// "hooks" of "hooks.pre_sign_up", "refuse" of "refuse[1]", nothing of "hooks".
std::string_view holder_of(std::string_view way) {
  const size_t end = way.find_last_of(".[");
  return end == std::string_view::npos ? std::string_view() : way.substr(0, end);
}

}  // namespace

void Places::note(const Node& map, std::string path) {
  paths_.push_back(std::move(path));
  note_inner(map, {});
}

void Places::note_inner(const Node& node, const std::string& way) {
  noted_.push_back({way, node.place(), paths_.size() - 1});
  for (const auto& member : node.members()) {
    std::string inner = way;
    append_key(inner, member.name);
    note_inner(member.value, inner);
  }
  for (size_t i = 0; i < node.items().size(); ++i) {
    std::string inner = way;
    append_index(inner, i);
    note_inner(node.items()[i], inner);
  }
}

const Places::Noted* Places::find(std::string_view way) const {
  const auto found = std::find_if(noted_.rbegin(), noted_.rend(), [&](const Noted& noted) { return noted.way == way; });
  return found == noted_.rend() ? nullptr : &*found;
}

Spot Places::of(std::string_view way) const {
  std::string_view holder = way;
  const Noted* noted = find(holder);
  while (noted == nullptr && !holder.empty()) {
    holder = holder_of(holder);
    noted = find(holder);
  }
  if (noted == nullptr) return {};
  const std::string& path = paths_[noted->source];
  return {noted->place, cat({path, way.empty() || way.front() == '[' || path.empty() ? "" : ".", way})};
}

}  // namespace understudy::config
