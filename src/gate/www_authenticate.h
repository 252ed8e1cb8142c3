// The header WWW-Authenticate of 401s (RFC 9110 §11.6.1): one choice with one pair of words, for each API that answers
// them.
#pragma once

#include <array>

#include "base/choice.h"

namespace understudy::gate {

/// Absent, as the emulated APIs leave it out, or a challenge for a bearer token.
enum class WwwAuthenticate { absent, bearer };

inline constexpr std::array www_authenticate_choices{Choice{"absent", WwwAuthenticate::absent},
                                                     Choice{"bearer", WwwAuthenticate::bearer}};

}  // namespace understudy::gate
