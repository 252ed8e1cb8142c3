// Calls about what a pool's hosted sign-in needs, and what they are sent.
#pragma once

#include <string>

#include "providers/cognito/operation_calls.h"

namespace understudy::cognito {

struct Equipment : OperationCalls {
  const std::string pool = new_pool("p");

  std::string of_pool(const std::string& members) const { return naming(pool, "," + members); }
  std::string tell(Operation operation, const std::string& members) { return ask(operation, of_pool(members)).dump(); }
  std::string refused(Operation operation, const std::string& members) {
    return refusal_of(operation, of_pool(members));
  }
};

struct Refused {
  std::string members;
  std::string refusal;
};

inline const std::string invalid = "InvalidParameterException: ";
inline const std::string no_pool = "ResourceNotFoundException: User pool eu-central-1_none does not exist.";

inline std::string domain_called(const std::string& name) { return R"("Domain":")" + name + "\""; }

inline const std::string custom = R"(,"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:1:certificate/c"})";

inline std::string provider_called(const std::string& name, const std::string& type, const std::string& details,
                                   const std::string& more = "") {
  return R"("ProviderName":")" + name + R"(","ProviderType":")" + type + R"(","ProviderDetails":)" + details + more;
}

inline const std::string oidc =
    R"({"client_id":"c","client_secret":"s","authorize_scopes":"openid","oidc_issuer":"http://idp.test",)"
    R"("attributes_request_method":"GET"})";

}  // namespace understudy::cognito
