// The checks that every signed token goes through, whoever issued it: header, issuer, signature, times, audience. Each
// throws a Refusal that names the rule and what differed.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/known_tokens.h"
#include "world/world.h"

namespace understudy::access {

/// Never "none", and never HMAC, whose secret would be the public key. RFC 7515 §4.1.11: what a header marks as
/// critical is not understood here and must be refused.
void check_header(const crypto::Jws& jws, std::initializer_list<crypto::Algorithm> expected);

void check_issuer(const Json& payload, std::string_view expected);

void check_signature(World& world, const crypto::PublicKey& key,
                     const std::shared_ptr<const crypto::KnownToken>& token);

/// `exp` and `nbf`, where they are there.
void check_times(const Json& payload, Instant now);

/// RFC 7519 §4.1.3: `aud` is one audience or a list of them; one of `wanted` must be among them.
void check_audience(const Json& payload, const std::vector<std::string>& wanted);

/// Input may be long and hostile; an explanation quotes little of it.
std::string quote(std::string_view text);

}  // namespace understudy::access
