#include "config/shape_fit.h"

#include <algorithm>

namespace understudy::config {

using Kind = Type::Kind;

bool is_text_node(const Node& node) { return node.is_scalar() && to_json(node).text() != nullptr; }

namespace {

/// An id given as a plain number counts as its digits, so it must be written the way numbers are.
bool is_canonical_number(const Node& node) {
  const auto number = whole_number(node);
  return number && *number >= 0 && *number <= greatest_number && node.text() == std::to_string(*number);
}

}  // namespace

bool fits_scalar(const Node& node, const Type& type) {
  switch (type.kind) {
    case Kind::text: return is_text_node(node) && type.format->matches(node.text());
    case Kind::text_or_number:
      return is_text_node(node) ? type.format->matches(node.text()) : is_canonical_number(node);
    case Kind::word:
      return is_text_node(node) && std::find(type.words.begin(), type.words.end(), node.text()) != type.words.end();
    case Kind::number: {
      const auto number = whole_number(node);
      return number && *number >= type.least && *number <= type.most;
    }
    case Kind::one_number: {
      const auto number = whole_number(node);
      return number && std::find(type.numbers.begin(), type.numbers.end(), *number) != type.numbers.end();
    }
    case Kind::flag: return node.kind() == Node::Kind::plain && to_json(node).boolean() != nullptr;
    case Kind::free_map: return node.kind() == Node::Kind::map;
    case Kind::anything: return true;
    default: return false;
  }
}

}  // namespace understudy::config
