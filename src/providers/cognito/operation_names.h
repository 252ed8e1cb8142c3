// The operations of Amazon Cognito's two APIs, by the names that requests give in X-Amz-Target.
#pragma once

#include <string_view>
#include <vector>

namespace understudy::cognito {

struct Target {
  std::string_view api;        ///< "Amazon Cognito user pools"
  std::string_view operation;  ///< "InitiateAuth", which outlives everything; as it came where it is not known
  bool is_known;               ///< the API has that operation
};

/// How the targets of each API begin: "AWSCognitoIdentityProviderService."
std::vector<std::string_view> target_beginnings();

/// Of "AWSCognitoIdentityProviderService.InitiateAuth", which begins as one of those.
Target read_target(std::string_view header);

}  // namespace understudy::cognito
