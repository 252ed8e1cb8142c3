#include "providers/cognito/cognito.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "front/explanation.h"
#include "front/problem.h"
#include "providers/cognito/documents.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/firing.h"
#include "providers/cognito/identity_operations.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/validation.h"
#include "providers/cognito/vendor_hosts.h"

namespace understudy::cognito {

namespace {

/// The calls' own routes are found by it.
std::string_view target_of(const front::Visit& visit) {
  const auto* target = visit.request.headers.find("X-Amz-Target");
  return target == nullptr ? std::string_view() : *target;
}

/// Follows from the request and the world's time, so that nobody else's requests move it.
std::string request_id(const front::Visit& visit) {
  const auto time = std::to_string(visit.now.time_since_epoch().count());
  return to_guid(
      crypto::hmac_sha256(visit.world.seed().seed, cat({"understudy request ", visit.world.name(), " ", time, " ",
                                                        target_of(visit), " ", crypto::sha256(visit.request.body)})));
}

http::Reply refuse_call(const Refusal& refusal, const front::Visit& visit) {
  auto reply = to_reply(refusal);
  reply.headers.add("x-amzn-RequestId", request_id(visit));
  return reply;
}

/// No operation of the original fails by that name, so no client takes it for an answer of the original.
http::Reply refuse_missing(const Refusal& refusal) { return to_reply(refusal); }

/// Of a body that is too long the rest is not read, and of one that cannot be read nothing is known.
void refuse_unread(http::Reply& reply) {
  std::string_view type = reply.status == 413 ? "RequestEntityTooLargeException" : "SerializationException";
  // The server's own doing: it stops.
  if (reply.status >= 500) type = "InternalErrorException";
  // What else the listener says stays: why, and that the connection ends.
  reply.headers.set("Content-Type", std::string(json_type));
  reply.body = Json::object({{"__type", type}}).dump();
  reply.headers.add("x-amzn-ErrorType", cat({type, ":"}));
}

Json read_body(const http::Request& request) {
  JsonError error;
  auto body = parse_json(request.body, &error);
  if (!body) refuse("SerializationException", "", cat({"the body is JSON: ", error.message}));
  return std::move(*body);
}

constexpr std::string_view user_pools = "AWSCognitoIdentityProviderService.";
constexpr std::string_view identity_pools = "AWSCognitoIdentityService.";

[[noreturn]] void refuse_unknown(std::string_view api, std::string_view operation) {
  refuse("UnknownOperationException", "", cat({api, " have no operation of that name"}), "",
         front::printable(std::string(operation), 80));
}

/// One path for all operations: the header X-Amz-Target tells them apart.
http::Reply answer_user_pools(front::Visit& visit) {
  constexpr std::string_view api = "Amazon Cognito user pools";
  const auto name = target_of(visit).substr(user_pools.size());
  const auto* operation = find_operation(name);
  if (operation == nullptr) refuse_unknown(api, name);
  visit.journal.operation = operation->name;
  if (operation->run == nullptr) refuse_as_lacking(cat({name, " of ", api}));
  const Json body = read_body(visit.request);
  if (const auto fault = find_fault(*input_of(name), body))
    refuse(fault->type, fault->message, "the body fits the operation's model", "", fault->message);
  check_region(visit, body);
  Call call{visit, body};
  const Json answer = operation->run(call);
  deliver_post(call);
  auto reply = http::text(200, json_type, answer.is_null() ? std::string() : answer.dump());
  reply.headers.add("x-amzn-RequestId", request_id(visit));
  return reply;
}

/// Where the fixture names a hook, whatever may run a trigger may wait for it.
bool waits_for_hooks(const front::Visit& visit) {
  const auto* operation = find_operation(target_of(visit).substr(user_pools.size()));
  return operation != nullptr && operation->fires && may_ask_hooks(visit.world, visit.request.body);
}

http::Reply answer_identity_pools(front::Visit& visit) {
  constexpr std::string_view api = "Amazon Cognito identity pools";
  const auto name = target_of(visit).substr(identity_pools.size());
  const auto operation = find_identity_operation(name);
  if (operation.empty()) refuse_unknown(api, name);
  visit.journal.operation = operation;
  refuse_as_lacking(cat({name, " of ", api}));
}

http::Reply answer_without_target(front::Visit& visit) {
  const auto* header = visit.request.headers.find("X-Amz-Target");
  throw Refusal{Reason::unknown_route, "this path answers requests whose X-Amz-Target names an operation of Cognito's",
                "", header == nullptr ? "no X-Amz-Target" : front::printable(*header, 80)};
}

std::vector<front::Route> call_routes() {
  // Which operations of user pools there are, the page of this system tells (docs/cognito.md).
  return {{"POST", "/", "call", answer_without_target, false},
          {"POST", "/", "callUserPools", answer_user_pools, true, user_pools, waits_for_hooks}};
}

std::vector<front::Route> identity_routes() {
  return {{"POST", "/", "callIdentityPools", answer_identity_pools, false, identity_pools}};
}

/// As the original's front answers pages of any origin, which may ask without credentials.
http::Reply answer_preflight(const http::Request& request) {
  http::Reply reply = http::text(200, "", "");
  reply.headers.remove("Content-Type");
  reply.headers.add("Access-Control-Allow-Methods", "POST");
  if (const auto* asked = request.headers.find("Access-Control-Request-Headers"))
    reply.headers.add("Access-Control-Allow-Headers", *asked);
  reply.headers.add("Access-Control-Max-Age", "172800");
  return reply;
}

front::OriginRule admit_every_page(const Seed& /*seed*/, std::string_view /*origin*/, std::string_view /*query*/) {
  return front::OriginRule::anonymous;
}

/// Of hosted sign-in, none of which is emulated.
struct HostedOperation {
  std::string_view method;
  std::string_view pattern;
  std::string_view name;
};
constexpr HostedOperation hosted_operations[] = {
    {"GET", "/oauth2/authorize", "authorize"},
    {"POST", "/oauth2/token", "token"},
    {"GET", "/oauth2/userInfo", "userInfo"},
    {"POST", "/oauth2/userInfo", "userInfo"},
    {"POST", "/oauth2/revoke", "revoke"},
    {"GET", "/oauth2/idpresponse", "receiveOpenIdResponse"},
    {"POST", "/saml2/idpresponse", "receiveSamlResponse"},
    {"*", "/saml2/logout", "receiveSamlLogout"},
    {"GET", "/logout", "logout"},
};

http::Reply refuse_as_problem(const Refusal& refusal, const front::Visit& /*visit*/) { return front::problem(refusal); }

}  // namespace

std::vector<front::Api> apis() {
  const auto calls = [](std::string_view name, std::vector<front::Route> routes) {
    front::Api api{name, {{std::move(routes), refuse_call}}};
    api.refuse_missing = refuse_missing;
    api.refuse_unread = refuse_unread;
    api.judge_origin = admit_every_page;
    api.answer_preflight = answer_preflight;
    return api;
  };
  front::Api documents{"cognito",
                       {{{{"GET", "/{pool}/.well-known/jwks.json", "getUserPoolJwks", get_jwks},
                          {"GET", "/{pool}/.well-known/openid-configuration", "getUserPoolOpenIdConfiguration",
                           get_openid_configuration}},
                         refuse_document}}};
  documents.judge_origin = admit_every_page;
  std::vector<front::Route> hosted;
  for (const auto& [method, pattern, operation] : hosted_operations)
    hosted.push_back({method, std::string(pattern), operation, {}});
  return {calls("cognito", call_routes()),
          calls("cognito.identity", identity_routes()),
          std::move(documents),
          {"cognito.hosted", {{hosted, refuse_as_problem}}}};
}

}  // namespace understudy::cognito
