#include "providers/cognito/exceptions.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "front/explanation.h"

namespace understudy::cognito {

namespace {

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

/// What the original does not say is a mistake of ours.
constexpr std::string_view own_mistake = "InternalErrorException";

}  // namespace

void refuse(std::string_view type, std::string_view message, std::string_view rule, std::string_view expected,
            std::string_view got) {
  throw Refusal{reason_of(type),
                std::string(rule.empty() ? message : rule),
                std::string(expected),
                std::string(got),
                {.code = std::string(type), .message = std::string(message)}};
}

void refuse(const Exception& exception, std::string_view rule, std::string_view expected, std::string_view got) {
  refuse(exception.type, exception.message, rule, expected, got);
}

void refuse_parameter(std::string_view message, std::string_view expected, std::string_view got) {
  refuse("InvalidParameterException", message, {}, expected, got);
}

void refuse_pool(std::string_view id) {
  refuse("ResourceNotFoundException", cat({"User pool ", shorten(id, 60), " does not exist."}));
}

void refuse_client(std::string_view id) {
  refuse("ResourceNotFoundException", cat({"User pool client ", shorten(id, 140), " does not exist."}));
}

void refuse_as_lacking(std::string_view what) {
  throw Refusal{Reason::not_emulated, cat({"Understudy does not emulate ", what}), "", ""};
}

http::Reply to_reply(const Refusal& refusal) {
  const bool is_lacking = refusal.reason == Reason::not_emulated;
  const std::string_view type = is_lacking                  ? "NotEmulatedException"
                                : refusal.said.code.empty() ? own_mistake
                                                            : std::string_view(refusal.said.code);
  Json body = Json::object({{"__type", type}});
  // Where the original's framework refuses before the service sees the body, its own spelling shows.
  const std::string& message = refusal.said.code.empty() ? refusal.rule : refusal.said.message;
  if (!message.empty()) body.set(type == "SerializationException" ? "Message" : "message", message);
  auto reply = http::text(is_lacking ? 501 : type == own_mistake ? 500 : 400, json_type, body.dump());
  reply.headers.add("x-amzn-ErrorType", cat({type, ":"}));
  if (!message.empty()) reply.headers.add("x-amzn-ErrorMessage", front::printable(message, 600));
  return reply;
}

}  // namespace understudy::cognito
