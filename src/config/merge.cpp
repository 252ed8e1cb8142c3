#include "config/merge.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/text.h"

namespace understudy::config {

namespace {

/// The maps that a merge key names, in their order.
std::vector<Node*> merged_maps(Merge& merge, const std::string& path, ComplaintBook& book) {
  std::vector<Node*> maps;
  const auto take = [&](Node& node) {
    if (node.kind() == Node::Kind::map) return maps.push_back(&node);
    book.add(node.place(), path, cat({"a merge key (<<) takes a map or a list of maps, got ", describe(node)}),
             "such as <<: *base, where x-base: &base {…} stands above");
  };
  if (merge.value.kind() == Node::Kind::list) {
    for (auto& item : merge.value.items()) take(item);
  } else {
    take(merge.value);
  }
  return maps;
}

}  // namespace

void refuse_repeated_keys(Node& map, const std::function<std::string()>& path, ComplaintBook& book) {
  auto& members = map.members();
  std::vector<size_t> order(members.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return members[a].name < members[b].name; });
  std::vector<size_t> repeated;
  for (size_t i = 1, first = 0; i < order.size(); ++i) {
    const Node::Member& member = members[order[i]];
    if (member.name != members[order[first]].name) {
      first = i;
      continue;
    }
    repeated.push_back(order[i]);
    if (book.is_full()) {
      book.count_one_more();
      continue;
    }
    std::string where = path();
    append_key(where, member.name);
    book.add(member.place, std::move(where),
             cat({"the key is given twice; first at ", book.where(members[order[first]].place)}));
  }
  std::sort(repeated.rbegin(), repeated.rend());
  for (const size_t i : repeated) members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
}

void merge_keys(Node& map, Merge merge, const std::string& path, ComplaintBook& book) {
  auto& members = map.members();
  std::set<std::string, std::less<>> taken;
  for (const auto& member : members) taken.insert(member.name);
  Node::Map merged;
  for (Node* from : merged_maps(merge, path, book))
    for (auto& member : from->members())
      if (taken.insert(member.name).second) merged.push_back(std::move(member));
  const auto position = static_cast<std::ptrdiff_t>(std::min(merge.position, members.size()));
  members.insert(members.begin() + position, std::move_iterator(merged.begin()), std::move_iterator(merged.end()));
}

}  // namespace understudy::config
