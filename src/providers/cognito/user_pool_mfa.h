// What a pool says of second factors: MfaConfiguration among its settings, and the factors beside them.
#pragma once

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// The pool's factors after its settings were changed: none where MFA is off, and text messages where it was switched
/// on with nothing but their configuration. Throws InvalidParameterException where both do not fit together.
void settle_second_factors(Pool& pool);

}  // namespace understudy::cognito
