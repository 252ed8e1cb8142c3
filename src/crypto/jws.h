// JSON Web Signatures in compact form (RFC 7515): taken apart without trust, and put together.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "crypto/key.h"

namespace understudy::crypto {

/// A token taken apart; nothing about it is verified.
struct Jws {
  Json header;                ///< an object
  Json payload;               ///< an object: every token here is a JWT (RFC 7519)
  std::string signing_input;  ///< the two first parts and their dot, as sent
  std::string signature;      ///< raw bytes
};

/// Nothing, with `why` filled where given, where the text is longer than 16 KiB, does not have three parts of strict
/// base64url, or where header or payload is not one JSON object with each name once.
std::optional<Jws> parse_jws(std::string_view compact, std::string* why = nullptr);

/// The algorithm that the header names; nothing where it is not known here.
std::optional<Algorithm> algorithm_of(const Jws& jws);
/// By the algorithm that the header names, which the key must be for.
bool verify(const PublicKey& key, const Jws& jws);

/// What a signature will cover. Members come out in the order they stand in.
struct UnsignedToken {
  Key key;
  Json header;
  Json claims;
};

/// {"alg":…,"typ":"JWT","kid":…}
Json usual_header(const Key& key, std::string_view key_id);

/// header . claims . signature
std::string sign(const UnsignedToken& token);

}  // namespace understudy::crypto
