#include "crypto/hs256.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace understudy::crypto {

Json hs256_header() { return Json::object({{"alg", "HS256"}, {"typ", "JWT"}}); }

std::string sign_hs256(std::string_view secret, const Json& header, std::string_view payload) {
  const std::string input = cat({to_base64url(header.dump()), ".", to_base64url(payload)});
  return cat({input, ".", to_base64url(hmac_sha256(secret, input))});
}

bool verify_hs256(std::string_view secret, const Jws& jws) {
  return equal_in_constant_time(hmac_sha256(secret, jws.signing_input), jws.signature);
}

}  // namespace understudy::crypto
