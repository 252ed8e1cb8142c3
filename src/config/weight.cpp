#include "config/weight.h"

namespace understudy::config {

Weight weigh(const Node& node) {
  Weight weight{1, node.text().size()};
  for (const auto& item : node.items()) weight += weigh(item);
  for (const auto& member : node.members()) {
    weight.text += member.name.size();
    weight += weigh(member.value);
  }
  return weight;
}

}  // namespace understudy::config
