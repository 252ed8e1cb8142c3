#include "providers/epilot/token_types.h"

#include <algorithm>

namespace understudy::epilot {

namespace {

/// The table is looked into by number.
constexpr bool is_in_order = [] {
  for (size_t i = 0; i < token_types.size(); ++i)
    if (token_types[i].type != static_cast<AccessToken::Type>(i)) return false;
  return true;
}();
static_assert(is_in_order);

}  // namespace

const TokenType* find_token_type(std::string_view name) {
  const auto* found =
      std::find_if(token_types.begin(), token_types.end(), [&](const TokenType& row) { return row.name == name; });
  return found == token_types.end() ? nullptr : found;
}

}  // namespace understudy::epilot
