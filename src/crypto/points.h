// Whether the numbers of a foreign public key are a point of its curve, and one whose private number is not known to
// everybody.
#pragma once

#include "crypto/key_parts.h"

namespace understudy::crypto {

bool is_point(const EcPublicParts& parts);
/// RFC 8032 §5.1.3: true for what decodes.
bool is_point(const Ed25519PublicParts& parts);

/// Of a point: true for the eight of Ed25519 whose order is 1, 2, 4 or 8. Under them a signature can be made that fits
/// every message, or one in a few. The curves of NIST have none.
bool has_small_order(const Ed25519PublicParts& parts);

/// Of a point: true for the curve's own base point and its negative, whose private numbers are 1 and -1.
bool is_base_point(const EcPublicParts& parts);
/// The same, and true for the points that differ from these by one of small order: one signature in eight made with
/// those numbers verifies under them.
bool is_near_base_point(const Ed25519PublicParts& parts);

}  // namespace understudy::crypto
