// Where each file of tables hands its operations' inputs to the model.
#pragma once

#include <span>
#include <string_view>

#include "providers/cognito/model.h"

namespace understudy::cognito {

struct OperationInput {
  std::string_view operation;
  Structure structure;
};

extern const std::span<const OperationInput> sign_in_inputs;
extern const std::span<const OperationInput> account_inputs;
extern const std::span<const OperationInput> factor_inputs;
extern const std::span<const OperationInput> directory_inputs;
extern const std::span<const OperationInput> pool_inputs;
extern const std::span<const OperationInput> client_inputs;
extern const std::span<const OperationInput> federation_inputs;

}  // namespace understudy::cognito
