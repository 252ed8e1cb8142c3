// A way to find the rows of a table besides their id. Each row type names its own as static members, and says in
// `lookups(const Row&)` under which words a row is found.
//
//   struct User { static constexpr Lookup<User> by_email{"email"}; … };
//   state.users.find_all(User::by_email, "anna@acme.test")
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace understudy {

template <class Row>
struct Lookup {
  std::string_view name;

  /// The word under which rows with that value are found.
  std::string of(std::string_view value) const { return cat({name, ":", value}); }
};

}  // namespace understudy
