#include "providers/cognito/model.h"

#include <algorithm>
#include <array>

#include "providers/cognito/model_inputs.h"

namespace understudy::cognito {

const Member* Structure::find(std::string_view name) const {
  const auto member =
      std::find_if(members.begin(), members.end(), [&](const Member& candidate) { return candidate.name == name; });
  return member == members.end() ? nullptr : &*member;
}

const Structure* input_of(std::string_view operation) {
  for (const auto inputs :
       {sign_in_inputs, account_inputs, factor_inputs, directory_inputs, pool_inputs, client_inputs, federation_inputs})
    for (const auto& input : inputs)
      if (input.operation == operation) return &input.structure;
  return nullptr;
}

}  // namespace understudy::cognito
