// A value of a fixture's YAML that knows where it stands, and what its scalars mean by the core schema of YAML 1.2. It
// holds what YAML says and nothing of what fixtures mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "config/complaints.h"

namespace understudy::config {

class Node {
 public:
  struct Member;
  using List = std::vector<Node>;
  using Map = std::vector<Member>;

  enum class Kind {
    null,
    plain,   ///< a scalar without quotes: what it means, its text decides
    quoted,  ///< a scalar that is text whatever it looks like
    list,
    map,
  };

  Node() = default;
  Node(Kind kind, const Place& place);
  Node(Kind kind, const Place& place, std::string text);

  Kind kind() const { return kind_; }
  bool is_scalar() const { return kind_ == Kind::plain || kind_ == Kind::quoted; }
  const Place& place() const { return place_; }

  // Each is empty where the value is of another kind.
  const std::string& text() const;
  const List& items() const;
  const Map& members() const;  ///< in order, each name once

  const Node* find(std::string_view name) const;

  /// From now on this value and all in it say that they are used where the alias stands.
  void bring_by_alias(const Place& alias);

  List& items() { return std::get<List>(value_); }
  Map& members() { return std::get<Map>(value_); }

 private:
  Kind kind_ = Kind::null;
  Place place_;
  std::variant<std::string, List, Map> value_;
};

struct Node::Member {
  std::string name;
  Place place;
  Node value;
};

/// The value as JSON would hold it. Numbers that JSON has no word for (.inf, .nan) stay text.
Json to_json(const Node& node);

/// The number, where the node is one without a fraction; 1.0 is one, as JSON Schema counts.
std::optional<int64_t> whole_number(const Node& node);

/// For complaints: `the number 42`, `the text "yes"`, `a list`, `nothing`.
std::string describe(const Node& node);

}  // namespace understudy::config
