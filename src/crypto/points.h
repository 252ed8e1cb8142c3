// Whether the numbers of a foreign public key are a point of its curve.
#pragma once

#include "crypto/key_parts.h"

namespace understudy::crypto {

bool is_point(const P256PublicParts& parts);
/// RFC 8032 §5.1.3: true for what decodes.
bool is_point(const Ed25519PublicParts& parts);

}  // namespace understudy::crypto
