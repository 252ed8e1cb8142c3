#include "crypto/known_tokens.h"

#include <algorithm>
#include <functional>

namespace understudy::crypto {

namespace {

constexpr size_t bucket_count = 256;
constexpr size_t longest_remembered = 2 * 1024;

/// Keys of the same numbers may be for different algorithms.
bool is_for_algorithm_of(const PublicKey& key, const Jws& jws) {
  const auto algorithm = algorithm_of(jws);
  return algorithm && key.is_for(*algorithm);
}

}  // namespace

KnownTokens::KnownTokens() : buckets_(bucket_count) {}

std::shared_ptr<const KnownToken> KnownTokens::parse(std::string_view compact, std::string* why) {
  if (const Entry known = find(compact)) return known->token;
  auto jws = parse_jws(compact, why);
  if (!jws) return nullptr;
  return std::make_shared<const KnownToken>(KnownToken{std::string(compact), std::move(*jws)});
}

bool KnownTokens::verify(const PublicKey& key, const std::shared_ptr<const KnownToken>& token) {
  const Entry known = find(token->compact);
  if (known != nullptr && known->key == key && is_for_algorithm_of(key, known->token->jws)) return true;
  if (!crypto::verify(key, token->jws)) return false;
  if (token->compact.size() <= longest_remembered) remember(std::make_shared<const Verified>(Verified{token, key}));
  return true;
}

KnownTokens::Entry KnownTokens::find(std::string_view compact) {
  if (compact.size() > longest_remembered) return nullptr;
  Bucket& place = bucket(compact);
  const std::lock_guard lock(mutex_);
  const auto* entry = place.find(compact);
  return entry != nullptr ? *entry : nullptr;
}

/// What is pushed out dies with the argument, after the lock is given back.
void KnownTokens::remember(Entry entry) {
  Bucket& place = bucket(entry->token->compact);
  const std::lock_guard lock(mutex_);
  if (Entry* own = place.find(entry->token->compact)) {
    std::swap(*own, entry);
    return;
  }
  std::swap(place.entries[place.oldest], entry);
  place.oldest = static_cast<uint8_t>((place.oldest + 1U) % place.entries.size());
}

KnownTokens::Entry* KnownTokens::Bucket::find(std::string_view compact) {
  auto* entry = std::find_if(entries.begin(), entries.end(),
                             [&](const Entry& known) { return known != nullptr && known->token->compact == compact; });
  return entry == entries.end() ? nullptr : entry;
}

KnownTokens::Bucket& KnownTokens::bucket(std::string_view compact) {
  // The end of a signature differs as well as the whole token does.
  const std::string_view end = compact.substr(compact.size() - std::min<size_t>(compact.size(), 32));
  return buckets_[std::hash<std::string_view>{}(end) % buckets_.size()];
}

}  // namespace understudy::crypto
