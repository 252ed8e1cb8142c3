// Sets of published keys (RFC 7517 §5): what an issuer puts on the web, so that others can verify its tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"

namespace understudy::crypto {

struct PublishedKey {
  std::string key_id;  ///< empty where none is given: then it fits tokens without a key id, too
  PublicKey key;
};

/// The keys of {"keys":[…]} in their order, at least one. A key that cannot be used here is passed over, as RFC 7517 §5
/// has it. Nothing, with `why` filled where given, where the text is no such set, is longer than 256 KiB or has more
/// than 100 keys, or where none of them is left.
std::optional<std::vector<PublishedKey>> parse_jwks(std::string_view text, std::string* why = nullptr);

}  // namespace understudy::crypto
