// The API gateway's authorizer, which stands in front of every epilot API: it verifies the bearer token before the API
// sees the request, and turns a bad one down in the gateway's own words.
#pragma once

#include "access/credentials.h"
#include "base/refusal.h"
#include "http/message.h"

namespace understudy::oauth {

/// Whether an API declares the header x-epilot-org-id, by which a caller acts in another organization.
enum class OrgHeader { heeded, ignored };

/// Throws Refusal with one of the credential's reasons.
access::Identity authorize(const http::Request& request, World& world, std::string_view base,
                           const access::Place& place);

/// The same, and the acting organization as the header x-epilot-org-id has it where the API heeds that; who calls, and
/// for which organization, is noted in the journal.
access::Identity admit(const http::Request& request, World& world, std::string_view base, const access::Place& place,
                       OrgHeader org_header, JournalEntry& journal);

/// True for what the authorizer turns down; false for what the API behind it does.
bool is_gateway_reason(Reason reason);

/// AWS API Gateway's fixed answers: it cannot say why. 401, or explicit_deny() as the fixture chooses (a request
/// without any credential always gets 401).
http::Reply gateway_refusal(Reason reason, const Seed& seed);
/// 403 {"Message":"User is not authorized to access this resource with an explicit deny"}
http::Reply explicit_deny();

}  // namespace understudy::oauth
