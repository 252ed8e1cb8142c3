// The API gateway's authorizer, which stands in front of a platform's APIs: it verifies the bearer token before the API
// sees the request, and turns a bad one down in the gateway's own words.
#pragma once

#include "access/credentials.h"
#include "base/refusal.h"
#include "front/api.h"

namespace understudy::gate {

/// Whether an API declares the header by which a caller acts in another organization.
enum class OrgHeader { heeded, ignored };

/// Throws Refusal with one of the credential's reasons.
access::Identity authorize(const front::Visit& visit, const access::Demand& demand);

/// The same, and the acting organization as the header of GatewayWords has it where the API heeds that; who calls, and
/// for which organization, is noted in the journal.
access::Identity admit(front::Visit& visit, const access::Demand& demand, OrgHeader org_header);

/// The header in which AWS's services name an error's type.
inline constexpr std::string_view error_type_header = "x-amzn-errortype";

/// AWS API Gateway's fixed answers: it cannot say why. 401, or explicit_deny() as the fixture chooses (a request
/// without any credential always gets 401).
http::Reply gateway_refusal(Reason reason, const Seed& seed);
/// 403 {"Message":"User is not authorized to access this resource with an explicit deny"}
http::Reply explicit_deny();

}  // namespace understudy::gate
