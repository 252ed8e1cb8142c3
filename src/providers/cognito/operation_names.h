// The operations of Amazon Cognito's two APIs, by the names that requests give in X-Amz-Target.
#pragma once

#include <optional>
#include <string_view>

namespace understudy::cognito {

struct Target {
  std::string_view api;        ///< "Amazon Cognito user pools"
  std::string_view operation;  ///< "InitiateAuth", which outlives everything; as it came where it is not known
  bool is_known;               ///< the API has that operation
};

/// Of "AWSCognitoIdentityProviderService.InitiateAuth"; nothing where it names another service.
std::optional<Target> read_target(std::string_view header);

}  // namespace understudy::cognito
