// Whether an RSA modulus is one that only who made it can factor, as far as that shows in a moment.
#pragma once

#include "crypto/key_parts.h"

namespace understudy::crypto {

/// Of an odd modulus: true where it is prime, the power of a prime, has a small factor (NIST SP 800-89 §5.3.3), or is
/// the product of two factors so close that Fermat's method finds them at once.
bool is_easily_factored(const RsaPublicParts& parts);

}  // namespace understudy::crypto
