#include "crypto/verified_signatures.h"

#include <algorithm>

#include "crypto/digest.h"

namespace understudy::crypto {

namespace {

constexpr size_t bucket_count = 1024;

/// The thumbprint has one length and the signature's is given, so that no two verifications read the same.
std::string digest_of(const Key& key, const Jws& jws) {
  return sha256_of_parts(
      {key.thumbprint(), std::to_string(jws.signature.size()), ".", jws.signature, jws.signing_input});
}

}  // namespace

VerifiedSignatures::VerifiedSignatures() : buckets_(bucket_count) {}

bool VerifiedSignatures::verify(const Key& key, const Jws& jws) {
  const std::string digest = digest_of(key, jws);
  if (remembers(digest)) return true;
  if (!key.verify(jws.signing_input, jws.signature)) return false;
  remember(digest);
  return true;
}

bool VerifiedSignatures::remembers(std::string_view digest) {
  const std::lock_guard lock(mutex_);
  const Bucket& place = bucket(digest);
  const auto end = place.digests.begin() + place.filled;
  return std::any_of(place.digests.begin(), end, [&](const Digest& known) {
    return std::equal(known.begin(), known.end(), digest.begin(), digest.end());
  });
}

void VerifiedSignatures::remember(std::string_view digest) {
  const std::lock_guard lock(mutex_);
  Bucket& place = bucket(digest);
  Digest& written = place.digests[place.oldest];
  std::copy(digest.begin(), digest.end(), written.begin());
  place.oldest = static_cast<uint8_t>((place.oldest + 1) % place.digests.size());
  place.filled = static_cast<uint8_t>(std::min<size_t>(place.filled + 1U, place.digests.size()));
}

VerifiedSignatures::Bucket& VerifiedSignatures::bucket(std::string_view digest) {
  const size_t number = static_cast<unsigned char>(digest[0]) << 8 | static_cast<unsigned char>(digest[1]);
  return buckets_[number % bucket_count];
}

}  // namespace understudy::crypto
