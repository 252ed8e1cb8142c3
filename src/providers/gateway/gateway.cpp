#include "providers/gateway/gateway.h"

#include "base/encoding.h"
#include "base/text.h"
#include "front/problem.h"
#include "gate/authorizer.h"
#include "http/url.h"

namespace understudy::gateway {

namespace {

/// `accept=api`, a family or a list: the credential kinds that pass.
access::Accepted named_kinds(const access::Kinds& kinds, const http::Fields& query) {
  auto accepted = http::list_parameter(query, "accept");
  return accepted.empty() ? kinds.gateway().usual : accepted;
}

/// A slip would let the usual kinds through, which are more than most lists.
void check_query(const http::Fields& query) {
  const auto is_accept = [](const std::string& name) { return name.substr(0, name.find('[')) == "accept"; };
  bool has_accept = false;
  for (const auto& [name, value] : query) {
    has_accept = has_accept || is_accept(name);
    if (!is_accept(name) && name != "operation")
      throw Refusal{Reason::invalid_request, "the query names what passes", "accept, operation",
                    std::string(shorten(name, 40))};
    if (name == "operation" && value.empty())
      throw Refusal{Reason::invalid_request, "operation names an operation", "getContact", "nothing"};
  }
  if (has_accept && http::list_parameter(query, "accept").empty())
    throw Refusal{Reason::invalid_request, "accept names credential kinds or families", "api", "nothing"};
}

access::Accepted accepted_kinds(const access::Kinds& kinds, const http::Fields& query) {
  check_query(query);
  auto accepted = named_kinds(kinds, query);
  for (const auto& name : accepted)
    if (!kinds.has(name)) {
      std::vector<std::string> known;
      for (const auto word : kinds.names()) known.emplace_back(word);
      throw Refusal{Reason::invalid_request, "accept names credential kinds or families", join(known, ", "),
                    std::string(shorten(name, 40))};
    }
  return accepted;
}

/// Those whose credentials the query lets through.
auto origin_judge(const access::Kinds& kinds) {
  return [&kinds](const Seed& seed, std::string_view origin, std::string_view query) {
    return kinds.admit_page(seed, named_kinds(kinds, http::parse_form(query)), origin)
               ? front::OriginRule::with_credentials
               : front::OriginRule::refused;
  };
}

/// 200 without a body: Envoy appends what is here to the request, nginx and Traefik copy the headers they are told to.
/// Each is there in any case: Envoy puts a header in the place of the caller's only where it gets one.
http::Reply let_through(const access::GatewayWords& words, const access::Identity& identity,
                        const std::string& claims) {
  http::Reply reply;
  for (const auto& header : words.identity) reply.headers.add(std::string(header.name), identity.*header.member);
  reply.headers.add("X-Understudy-Claims", claims);
  return reply;
}

/// A proxy asks about a preflight, with which a browser sends no credential: the backend answers it, as for nobody.
bool is_about_preflight(const front::Visit& visit) {
  const auto& headers = visit.request.headers;
  return visit.choice.asked_method == "OPTIONS" && headers.find("Origin") != nullptr &&
         headers.find("Access-Control-Request-Method") != nullptr;
}

void admit(front::Visit& visit, const access::Demand& demand) {
  visit.caller.set(gate::admit(visit, demand, gate::OrgHeader::heeded));
}

/// `operation=getContact` names the operation behind the gateway, for tokens that are good for some only.
void require_by_query(front::Visit& visit) {
  const auto query = http::parse_form(visit.request.query);
  const auto* operation = query.find("operation");
  admit(visit,
        {accepted_kinds(visit.kinds, query), operation == nullptr ? std::string_view() : std::string_view(*operation)});
}

void require_unless_preflight(front::Visit& visit) {
  if (!is_about_preflight(visit)) require_by_query(visit);
}

/// Below, path and query are those of the backend's request: an `accept` there is the backend's own.
void require_usual_unless_preflight(front::Visit& visit) {
  if (!is_about_preflight(visit)) admit(visit, {visit.kinds.gateway().usual, {}});
}

http::Reply answer_authorize(front::Visit& visit) {
  const auto& words = visit.kinds.gateway();
  if (!visit.caller.is_known()) return let_through(words, {}, "");
  const auto& identity = visit.caller.as<access::Identity>();
  return let_through(words, identity, to_base64url(identity.claims().dump()));
}

http::Reply answer_echo(front::Visit& visit) {
  const auto& identity = visit.caller.as<access::Identity>();
  Json caller = Json::object(
      {{"claims", identity.claims()}, {"userId", identity.user_id}, {"organizationId", identity.tenant_id}});
  // A secret or a cookie is not for the backend to have.
  if (identity.token) caller.set("token", identity.token->compact);
  return http::json(200, Json::object({{std::string(visit.kinds.gateway().caller), std::move(caller)}}));
}

http::Reply refuse(const Refusal& refusal, const front::Visit& visit) {
  if (is_about_credential(refusal.reason)) return gate::gateway_refusal(refusal.reason, visit.world.seed());
  if (refusal.reason == Reason::permission_denied) return gate::explicit_deny();
  return front::problem(refusal);
}

}  // namespace

std::vector<front::Api> apis(const access::Kinds& kinds) {
  return {
      {"gateway",
       {{{{"*", "/_understudy/v1/authorize", "authorize", answer_authorize}}, refuse, require_unless_preflight},
        {{{"GET", "/_understudy/v1/echo", "echo", answer_echo}}, refuse, require_by_query}},
       front::PathCase::exact,
       origin_judge(kinds)},
      {"gateway",
       {{{{"*", "/_understudy/v1/authorize/{*}", "authorize", answer_authorize}},
         refuse,
         require_usual_unless_preflight}}},
  };
}

}  // namespace understudy::gateway
