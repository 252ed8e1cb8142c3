// Holds a request's body to the model of its operation, as the service's framework does before the operation sees it:
// first that every value is of its type, then that all keep their constraints. What is found is told in the words of
// the original. It takes time in proportion to the body, and a message is bounded however much a body has wrong.
//
// What passes has every member of the kind that its table names, where it has it. null stands for what is absent: a
// member, or a map's value, may still be null. A list has no null. A whole number may come with a fraction, which
// whole_number_of (model_constraints.h) leaves out. Members that no table names may be anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "providers/cognito/model.h"

namespace understudy::cognito {

struct InputFault {
  std::string_view type;  ///< "SerializationException" or "InvalidParameterException"
  std::string message;    ///< empty where the original says none: a body that is neither an object nor a list
};

/// What is wrong with `body`, or nothing.
std::optional<InputFault> find_fault(const Structure& structure, const Json& body);

/// "LambdaConfig.PreSignup": the first member that no table names; empty where every member has its row.
std::string find_unknown_member(const Structure& structure, const Json& body);

}  // namespace understudy::cognito
