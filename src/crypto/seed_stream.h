// An endless run of bytes that a seed and a purpose fix for ever: SHA-256 of the two and a counter. Keys are derived
// from it, so what it gives must never change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace understudy::crypto {

class SeedStream {
 public:
  /// `purpose` holds no NUL byte; streams of different purposes have nothing in common.
  SeedStream(std::string_view purpose, std::string_view seed);

  std::string read(size_t size);

 private:
  std::string root_;
  uint64_t blocks_made_ = 0;
  std::string unread_;
};

}  // namespace understudy::crypto
