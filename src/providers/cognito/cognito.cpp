#include "providers/cognito/cognito.h"

#include "base/text.h"
#include "front/explanation.h"
#include "front/problem.h"
#include "providers/cognito/operation_names.h"

namespace understudy::cognito {

namespace {

/// AWS JSON 1.1: {"__type":"UnknownOperationException","message":"…"}, and the type once more as a header.
http::Reply error(int status, std::string_view type, std::string_view message) {
  const Json body = Json::object({{"__type", type}, {"message", message}});
  auto reply = http::text(status, "application/x-amz-json-1.1", body.dump());
  reply.headers.add("x-amzn-ErrorType", cat({type, ":"}));
  return reply;
}

http::Reply refuse(const Refusal& refusal, const front::Visit& /*visit*/) {
  if (refusal.reason == Reason::invalid_request) return error(400, "UnknownOperationException", refusal.message());
  return error(500, "InternalErrorException", refusal.message());
}

/// No operation of the original fails by that name, so no client takes it for an answer of the original.
http::Reply refuse_missing(const Refusal& refusal) { return error(501, "NotEmulatedException", refusal.message()); }

/// One path for all operations: the header X-Amz-Target tells them apart.
http::Reply answer_call(front::Visit& visit) {
  const auto target = read_target(*visit.request.headers.find("X-Amz-Target"));
  if (!target.is_known)
    throw Refusal{Reason::invalid_request, cat({target.api, " have no operation of that name"}), "",
                  front::printable(std::string(target.operation), 80)};
  visit.journal.operation = target.operation;
  throw Refusal{Reason::not_emulated, cat({"Understudy does not emulate ", target.operation, " of ", target.api}), "",
                ""};
}

http::Reply answer_without_target(front::Visit& visit) {
  const auto* header = visit.request.headers.find("X-Amz-Target");
  throw Refusal{Reason::unknown_route, "this path answers requests whose X-Amz-Target names an operation of Cognito's",
                "", header == nullptr ? "no X-Amz-Target" : front::printable(*header, 80)};
}

std::vector<front::Route> call_routes() {
  std::vector<front::Route> routes{{"POST", "/", "call", answer_without_target, false}};
  for (const auto target : target_beginnings()) routes.push_back({"POST", "/", "call", answer_call, false, target});
  return routes;
}

http::Reply refuse_as_problem(const Refusal& refusal, const front::Visit& /*visit*/) { return front::problem(refusal); }

}  // namespace

std::vector<front::Api> apis() {
  front::Api calls{"cognito", {{call_routes(), refuse}}};
  calls.refuse_missing = refuse_missing;
  const std::vector<front::Route> documents{
      {"GET", "/{pool}/.well-known/jwks.json", "getUserPoolJwks", {}},
      {"GET", "/{pool}/.well-known/openid-configuration", "getUserPoolOpenIdConfiguration", {}},
      {"GET", "/oauth2/authorize", "authorize", {}},
      {"POST", "/oauth2/token", "token", {}},
      {"GET", "/oauth2/userInfo", "userInfo", {}},
      {"POST", "/oauth2/userInfo", "userInfo", {}},
      {"POST", "/oauth2/revoke", "revoke", {}},
      {"GET", "/oauth2/idpresponse", "receiveOpenIdResponse", {}},
      {"POST", "/saml2/idpresponse", "receiveSamlResponse", {}},
      {"*", "/saml2/logout", "receiveSamlLogout", {}},
      {"GET", "/logout", "logout", {}},
  };
  return {std::move(calls), {"cognito", {{documents, refuse_as_problem}}}};
}

}  // namespace understudy::cognito
