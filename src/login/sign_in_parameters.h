// What a client must know to sign a tenant's users in, as one emulated system tells it and another one's API answers
// it.
#pragma once

#include "base/json.h"
#include "world/part.h"
#include "world/records.h"

namespace understudy {

struct WorldState;

namespace login {

/// Of a seed, where a system in it signs users in.
struct SignInParameters : PartOf<SignInParameters> {
  /// The members of an object; null where the tenant's users have no such way in. Within a step.
  Json (*of)(const WorldState& state, const Tenant& tenant) = nullptr;
  /// Members of the tenant itself that tell the same, as who makes a tenant is told; null where it has none. Within a
  /// step.
  Json (*told_with)(const WorldState& state, const Tenant& tenant) = nullptr;
  /// Gives a tenant that the world gained such a way in; null where those have none. Within a step.
  void (*open_to)(WorldState& state, const Tenant& tenant) = nullptr;
};

}  // namespace login

}  // namespace understudy
