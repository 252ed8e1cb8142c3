#include "providers/cognito/exceptions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "front/explanation.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view content_type = "application/x-amz-json-1.1";

/// What an exception comes to in words that every emulated system shares.
struct Meaning {
  std::string_view type;
  Reason reason;
};

constexpr std::array meanings{
    Meaning{"NotAuthorizedException", Reason::permission_denied},
    Meaning{"UserNotFoundException", Reason::unknown_record},
    Meaning{"ResourceNotFoundException", Reason::unknown_record},
    Meaning{"LimitExceededException", Reason::limit_reached},
    Meaning{"TooManyRequestsException", Reason::limit_reached},
};

Reason reason_of(std::string_view type) {
  const auto* const row =
      std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& one) { return one.type == type; });
  return row == meanings.end() ? Reason::invalid_request : row->reason;
}

int status_of(const Refusal& refusal) {
  if (refusal.reason == Reason::not_emulated) return 501;
  return refusal.said.code == "InternalErrorException" ? 500 : 400;
}

}  // namespace

Refusal refusal(std::string_view type, std::string message, std::string rule, std::string expected, std::string got) {
  if (rule.empty()) rule = message;
  return {reason_of(type),
          std::move(rule),
          std::move(expected),
          std::move(got),
          {.code = std::string(type), .message = std::move(message)}};
}

Refusal refusal(const Exception& exception, std::string rule, std::string expected, std::string got) {
  return refusal(exception.type, std::string(exception.message), std::move(rule), std::move(expected), std::move(got));
}

Refusal no_such_pool(std::string_view id) {
  return refusal("ResourceNotFoundException", cat({"User pool ", shorten(id, 60), " does not exist."}));
}

Refusal no_such_client(std::string_view id) {
  return refusal("ResourceNotFoundException", cat({"User pool client ", shorten(id, 140), " does not exist."}));
}

Refusal invalid_parameter(std::string message, std::string expected, std::string got) {
  return refusal("InvalidParameterException", std::move(message), "", std::move(expected), std::move(got));
}

Refusal lacking(std::string_view what) {
  return {Reason::not_emulated, cat({"Understudy does not emulate ", what}), "", ""};
}

http::Reply to_reply(const Refusal& refusal) {
  std::string_view type = refusal.said.code;
  if (refusal.reason == Reason::not_emulated) type = "NotEmulatedException";
  if (type.empty()) type = "InternalErrorException";
  Json body = Json::object({{"__type", type}});
  if (!refusal.message().empty()) body.set("message", refusal.message());
  auto reply = http::text(status_of(refusal), content_type, body.dump());
  reply.headers.add("x-amzn-ErrorType", cat({type, ":"}));
  reply.headers.add("x-amzn-ErrorMessage", front::printable(refusal.message(), 600));
  return reply;
}

}  // namespace understudy::cognito
