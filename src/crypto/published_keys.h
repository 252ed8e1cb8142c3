// The keys that an outside issuer publishes, so that others can verify its tokens, in whichever text they come: a set
// of JWKs (RFC 7517 §5), one JWK, one public key in PEM, or a certificate.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"

namespace understudy::crypto {

struct PublishedKey {
  std::string key_id;  ///< empty where none is given
  PublicKey key;
};

/// One of a set that cannot be used here.
struct PassedOverKey {
  std::string key_id;  ///< empty where none is given
  std::string label;   ///< "key 2 (kid b)"
  std::string why;     ///< "use enc, not sig"
};

struct PublishedKeys {
  std::vector<PublishedKey> keys;  ///< in their order, at least one
  std::vector<PassedOverKey> passed_over;
  std::vector<std::string> notes;  ///< what was read although it should be written otherwise, one line each
};

/// Of a set the keys that can be used; the others are passed over, as RFC 7517 §5 has it. Nothing, with `why` filled
/// where given, where the text is neither, is longer than 256 KiB (of a single key 64 KiB), is a set of more than 100
/// keys, or where no key is left.
std::optional<PublishedKeys> parse_published_keys(std::string_view text, std::string* why = nullptr);

}  // namespace understudy::crypto
