// Keys that only records of some types have: a role's, a token's.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "config/section.h"

namespace understudy::config {

template <class Type>
struct TypedKey {
  std::string_view key;
  std::span<const Type> types;
};

/// Complains of the keys given that do not go with the type; `what` is a role or token.
template <class Type, class Rows>
void check_typed_keys(ComplaintBook& book, const Rows& rows, const std::vector<Reference>& given, Type type,
                      std::string_view what) {
  for (const auto& key : given) {
    for (const TypedKey<Type>& row : rows) {
      if (row.key != key.word || std::find(row.types.begin(), row.types.end(), type) != row.types.end()) continue;
      std::string types;
      for (size_t i = 0; i < row.types.size(); ++i) {
        if (i > 0) types += i + 1 == row.types.size() ? " or " : ", ";
        types += to_text(row.types[i]);
      }
      book.add(key.spot.place, key.spot.path,
               cat({key.word, " is only for type ", types, ", and this ", what, " is of type ", to_text(type)}));
    }
  }
}

}  // namespace understudy::config
