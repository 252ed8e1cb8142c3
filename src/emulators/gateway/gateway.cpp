#include "emulators/gateway/gateway.h"

#include "base/encoding.h"
#include "base/text.h"
#include "front/problem.h"
#include "http/url.h"
#include "oauth/authorizer.h"

namespace understudy::gateway {

namespace {

/// `accept=api`, `accept=epilot` or a list: the credential kinds that pass. Default: all of epilot's.
access::Accepted accepted_kinds(const http::Request& request) {
  auto accepted = http::list_parameter(http::parse_form(request.query), "accept");
  for (const auto& name : accepted)
    if (!access::is_kind_or_family(name))
      throw Refusal{Reason::invalid_request, "accept names credential kinds or families", "api, epilot",
                    std::string(shorten(name, 40))};
  if (accepted.empty()) accepted = {"epilot"};
  return accepted;
}

access::Identity authorize(front::Visit& visit, const access::Accepted& accepted) {
  auto identity = oauth::authorize(visit.request, visit.world, visit.base, accepted);
  visit.journal.caller = identity.credential_id;
  visit.journal.tenant = identity.tenant_id;
  return identity;
}

/// 200 without a body: Envoy appends what is here to the request, nginx and Traefik copy the headers they are told to.
http::Reply let_through(const access::Identity& identity) {
  http::Reply reply;
  reply.headers.add("x-epilot-org-id", identity.tenant_id);
  reply.headers.add("x-epilot-user-id", identity.user_id);
  reply.headers.add("x-ivy-org-id", identity.tenant_id);
  reply.headers.add("X-Understudy-Claims", to_base64url(identity.claims.dump()));
  return reply;
}

http::Reply answer_authorize(front::Visit& visit) {
  return let_through(authorize(visit, accepted_kinds(visit.request)));
}

/// Below, path and query are those of the backend's request: an `accept` there is the backend's own.
http::Reply answer_authorize_below(front::Visit& visit) { return let_through(authorize(visit, {"epilot"})); }

http::Reply answer_echo(front::Visit& visit) {
  const auto identity = authorize(visit, accepted_kinds(visit.request));
  return http::json(200, Json::object({{"EpilotAuth", Json::object({{"claims", identity.claims},
                                                                    {"userId", identity.user_id},
                                                                    {"organizationId", identity.tenant_id},
                                                                    {"token", identity.token}})}}));
}

http::Reply refuse(const Refusal& refusal, const World& world) {
  if (oauth::is_gateway_reason(refusal.reason))
    return oauth::gateway_refusal(refusal.reason, world.seed().gateway_refusal);
  return front::problem(refusal);
}

}  // namespace

front::Emulator emulator() {
  return {"gateway",
          {
              {"*", "/_understudy/v1/authorize", "authorize", answer_authorize},
              {"*", "/_understudy/v1/authorize/{path*}", "authorize", answer_authorize_below},
              {"GET", "/_understudy/v1/echo", "echo", answer_echo},
          },
          refuse};
}

}  // namespace understudy::gateway
