// Where every id, code, nonce, salt and secret of a world comes from. A value follows from the fixture's seed, the
// world's name, its kind, its owner and how many of that kind the owner had before; so the same requests give the same
// values, and what one user does never moves another's.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text.h"

namespace understudy {

/// Not synchronised: a World's mutex guards it.
class Ids {
 public:
  Ids(std::string_view seed, std::string_view world);

  // Each call takes the owner's next value of that kind. The owner is the user where one is known, else what the
  // request names (an e-mail, a client, an address).

  std::string bytes(std::string_view kind, std::string_view owner, size_t count);
  std::string guid(std::string_view kind, std::string_view owner);
  /// `length` characters of A-Z a-z 0-9 - _ (as nanoid writes them).
  std::string url_safe(std::string_view kind, std::string_view owner, size_t length);

 private:
  uint64_t count(std::string_view kind_and_owner, size_t kind_size);

  std::string key_;
  // Bounded: beyond this many owners the rest share a counter a kind, which keeps their values distinct.
  static constexpr size_t most_counters = 20'000;
  std::unordered_map<std::string, uint64_t, TextHash, std::equal_to<>> counters_;
};

}  // namespace understudy
