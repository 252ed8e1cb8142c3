// How the API gateway turns a bad credential down, as the fixture chooses.
#pragma once

#include "gate/www_authenticate.h"
#include "world/part.h"
#include "world/seed.h"

namespace understudy::gate {

struct Settings : PartOf<Settings> {
  enum class Refusal {
    unauthorized,   ///< 401 {"message":"Unauthorized"}
    explicit_deny,  ///< 403 {"Message":"User is not authorized to access this resource with an explicit deny"}
  };
  Refusal refusal = Refusal::unauthorized;
  WwwAuthenticate challenge = WwwAuthenticate::absent;  ///< also of the APIs and routes behind it
};

inline const Settings& settings_of(const Seed& seed) { return seed.parts.of_or_usual<Settings>(); }

}  // namespace understudy::gate
