// What the types of the model ask of a value, beyond its kind.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "providers/cognito/model.h"

namespace understudy::cognito {

/// What a value of that kind breaks, in the words of the service: "Member must have length less than or equal to 128".
/// Looks at the value itself alone, not at what it holds.
std::vector<std::string> broken_constraints(const MemberType& type, const Json& value);

bool keeps_constraints(const MemberType& type, const Json& value);

/// "[Member must …, Member must …]"
std::string all_constraints(const MemberType& type);

/// A number without its fraction, as the service reads whole numbers: 3 of 3.7. Of what 64 bits do not hold, the last
/// that they do; 0 where the value is no number.
int64_t whole_number_of(const Json& value);

}  // namespace understudy::cognito
