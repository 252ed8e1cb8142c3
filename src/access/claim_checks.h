// The checks that every signed token goes through, whoever issued it: header, issuer, signature, times, audience. Each
// throws a Refusal that names the rule and what differed.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/key_sets.h"
#include "crypto/known_tokens.h"
#include "world/world.h"

namespace understudy::access {

/// Never "none", and never HMAC, whose secret would be the public key. RFC 7515 §4.1.11: what a header marks as
/// critical is not understood here and must be refused. `aside` is said of an algorithm that is not expected.
void check_header(const crypto::Jws& jws, std::span<const crypto::Algorithm> expected, std::string_view aside = {});

void check_issuer(const Json& payload, const OwnIssuers& own);

void check_signature(World& world, const crypto::PublicKey& key,
                     const std::shared_ptr<const crypto::KnownToken>& token);
/// One of the keys must have made it; they are tried in their order.
void check_signature(World& world, std::span<const crypto::PublicKey* const> keys,
                     const std::shared_ptr<const crypto::KnownToken>& token);

/// `exp` and `nbf`, where they are there.
void check_times(const Json& payload, Instant now, Milliseconds leeway = {});

/// `iat`, where it is there: nobody can have issued a token later than now.
void check_issue_time(const Json& payload, Instant now, Milliseconds leeway);

/// RFC 7519 §4.1.3: `aud` is one audience or a list of them; one of `wanted` must be among them.
void check_audience(const Json& payload, const std::vector<std::string>& wanted);

/// Input may be long and hostile; an explanation quotes little of it.
std::string quote(std::string_view text);

/// A claim or header field as JSON, with the name of its type where that is none that shows: 7 is not "7". "none" where
/// it is absent.
std::string quote_claim(const Json& object, std::string_view name);
/// What was expected of it; as JSON with its type where another type came.
std::string expected_text(const Json& object, std::string_view name, std::string_view text);

}  // namespace understudy::access
