// What a 401 says of how to come back with a credential (RFC 9110 §11.6.1).
#pragma once

namespace understudy {

/// The header WWW-Authenticate of 401s: absent, as the emulated APIs leave it out, or a challenge for a bearer token.
enum class WwwAuthenticate { absent, bearer };

}  // namespace understudy
