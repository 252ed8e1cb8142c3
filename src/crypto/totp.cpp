#include "crypto/totp.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace understudy::crypto {

int64_t totp_step(Instant time) { return to_unix_seconds(time) / 30; }

// RFC 4226 §5.3.
std::string totp(std::string_view secret, int64_t step) {
  std::string counter(8, '\0');
  for (size_t i = 0; i < counter.size(); ++i)
    counter[counter.size() - 1 - i] = static_cast<char>(static_cast<uint64_t>(step) >> (8 * i) & 0xFF);
  const std::string mac = hmac_sha1(secret, counter);
  const size_t offset = static_cast<unsigned char>(mac.back()) & 0x0F;
  const uint64_t number = to_number(std::string_view(mac).substr(offset, 4)) & 0x7FFFFFFF;
  return with_zeros(number % 1'000'000, 6);
}

}  // namespace understudy::crypto
