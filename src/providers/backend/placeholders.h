// Placeholders in the texts of a protected route: complains of those that no request can fill, and of what looks like
// one and is none.
#pragma once

#include <string_view>
#include <vector>

#include "config/complaints.h"
#include "config/node.h"
#include "world/template.h"

namespace understudy::backend {

// The fixture is read in the words of config/.
using namespace config;

class PlaceholderCheck {
 public:
  /// `names` are the parameters of the route's path.
  PlaceholderCheck(ComplaintBook& book, std::vector<std::string_view> names);

  /// Every text of a value, at any depth, and the names of its members, which are not filled in.
  void check(const Node& node, const Path& path);

 private:
  void check_text(const Node& node, const Path& path);
  void check_placeholder(const Placeholder& placeholder, const Node& node, const Path& path);
  void check_colons(const Node& node, const Path& path);
  void check_name(const Node::Member& member, const Path& path);
  void complain(const Place& place, const Path& path, std::string_view text, std::string hint);
  std::string meant_by(std::string_view seeming) const;

  ComplaintBook& book_;
  std::vector<std::string_view> names_;
};

}  // namespace understudy::backend
