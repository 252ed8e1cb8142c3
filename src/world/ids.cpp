#include "world/ids.h"

#include "base/encoding.h"
#include "crypto/digest.h"

namespace understudy {

namespace {

/// Length first, so that ("ab","c") and ("a","bc") differ.
void append_part(std::string& message, std::string_view part) {
  message += std::to_string(part.size());
  message += ':';
  message += part;
}

}  // namespace

Ids::Ids(std::string_view seed, std::string_view world) {
  std::string message;
  append_part(message, "understudy ids");
  append_part(message, world);
  key_ = crypto::hmac_sha256(seed, message);
}

uint64_t Ids::count(std::string_view kind_and_owner, size_t kind_size) {
  if (const auto known = counters_.find(kind_and_owner); known != counters_.end()) return known->second++;
  const bool is_full = counters_.size() >= most_counters;
  return counters_[std::string(is_full ? kind_and_owner.substr(0, kind_size) : kind_and_owner)]++;
}

std::string Ids::bytes(std::string_view kind, std::string_view owner, size_t size) {
  std::string message;
  append_part(message, kind);
  const size_t kind_size = message.size();
  append_part(message, owner);
  append_part(message, std::to_string(count(message, kind_size)));
  std::string out;
  for (int block = 0; out.size() < size; ++block) out += crypto::hmac_sha256(key_, message + std::to_string(block));
  out.resize(size);
  return out;
}

std::string Ids::guid(std::string_view kind, std::string_view owner) { return to_guid(bytes(kind, owner, 16)); }

std::string Ids::url_safe(std::string_view kind, std::string_view owner, size_t length) {
  std::string text = to_base64url(bytes(kind, owner, length));
  text.resize(length);
  return text;
}

}  // namespace understudy
