// Where what a record says stands, for complaints that only the whole record allows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/complaints.h"
#include "config/node.h"

namespace understudy::config {

/// Keys are named by their way within the record: "hooks.pre_sign_up", "refuse[1].match". Of two sources that say the
/// same, the later one counts.
class Places {
 public:
  /// Notes all that the map says, which is the record, or its part in one more source. `path` is the way to it.
  void note(const Node& map, std::string path);

  bool has(std::string_view way) const { return find(way) != nullptr; }
  /// Where it stands, or else the nearest that would hold it; its path is the one to `way`.
  Spot of(std::string_view way) const;

 private:
  struct Noted {
    std::string way;
    Place place;
    size_t source;  ///< an index of paths_
  };

  void note_inner(const Node& node, const std::string& way);
  const Noted* find(std::string_view way) const;

  std::vector<Noted> noted_;
  std::vector<std::string> paths_;
};

}  // namespace understudy::config
