#include "gate/authorizer.h"

#include "base/text.h"
#include "gate/challenge.h"
#include "gate/settings.h"
#include "gate/shared_tenants.h"
#include "http/cookies.h"

namespace understudy::gate {

namespace {

/// Heeds the platform's header, for APIs that declare it: another organization becomes the acting one. Throws
/// Refusal{permission_denied} where the caller has no role there, and {invalid_request} where the header is repeated.
void act_in_organization(const front::Visit& visit, access::Identity& identity) {
  const auto header = visit.kinds.gateway().tenant_header;
  const auto given = visit.request.headers.find_all(header);
  if (given.size() > 1)
    throw Refusal{Reason::invalid_request, cat({"the request carries one ", header, " header"}), "one", "several"};
  if (!given.empty() && !given.front().empty()) act_in(visit.world, identity, given.front(), header);
}

}  // namespace

access::Identity authorize(const front::Visit& visit, const access::Demand& demand) {
  const auto& request = visit.request;
  if (request.headers.find_all("Authorization").size() > 1)
    throw Refusal{Reason::malformed_credential, "the request carries one Authorization header", "one", "several"};
  const auto find_cookies = [&](std::string_view name) { return http::cookies_named(request, name); };
  return access::authenticate(visit.kinds, visit.world, visit.base,
                              {request.headers.find("Authorization"), find_cookies}, demand);
}

access::Identity admit(front::Visit& visit, const access::Demand& demand, OrgHeader org_header) {
  auto identity = authorize(visit, demand);
  visit.journal.caller = identity.credential_id;
  visit.journal.tenant = identity.tenant_id;
  if (org_header == OrgHeader::heeded) act_in_organization(visit, identity);
  visit.journal.tenant = identity.tenant_id;
  return identity;
}

http::Reply gateway_refusal(Reason reason, const Seed& seed) {
  // Without the identity source the gateway never asks its authorizer, so nothing could deny explicitly.
  if (reason != Reason::missing_credential && settings_of(seed).refusal == Settings::Refusal::explicit_deny)
    return explicit_deny();
  auto reply = http::json(401, Json::object({{"message", "Unauthorized"}}));
  reply.headers.set(error_type_header, "UnauthorizedException");
  add_challenge(reply, settings_of(seed).challenge, reason);
  return reply;
}

http::Reply explicit_deny() {
  auto reply = http::json(
      403, Json::object({{"Message", "User is not authorized to access this resource with an explicit deny"}}));
  reply.headers.set(error_type_header, "AccessDeniedException");
  return reply;
}

}  // namespace understudy::gate
