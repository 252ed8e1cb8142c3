#include "crypto/seed_stream.h"

#include "crypto/digest.h"

namespace understudy::crypto {

namespace {

std::string big_endian(uint64_t number) {
  std::string bytes;
  for (int place = 56; place >= 0; place -= 8) bytes += static_cast<char>(number >> place & 0xFF);
  return bytes;
}

}  // namespace

SeedStream::SeedStream(std::string_view purpose, std::string_view seed)
    : root_(sha256_of_parts({purpose, std::string_view("\0", 1), seed})) {}

std::string SeedStream::read(size_t size) {
  while (unread_.size() < size) unread_ += sha256_of_parts({root_, big_endian(blocks_made_++)});
  std::string bytes = unread_.substr(0, size);
  unread_.erase(0, size);
  return bytes;
}

}  // namespace understudy::crypto
