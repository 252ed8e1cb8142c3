#include "providers/cognito/firing.h"

#include "base/text.h"
#include "crypto/jws.h"
#include "front/explanation.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/settings.h"
#include "providers/cognito/trigger_rules.h"

namespace understudy::cognito {

namespace {

/// A journal's entry of its own, whatever comes of the trigger.
class Entry {
 public:
  Entry(Call& call, const Occasion& occasion) : world_(call.visit.world) {
    entry_.time = call.visit.now;
    entry_.method = "TRIGGER";
    entry_.path = cat({"/", occasion.pool_id});
    entry_.api = call.visit.journal.api;
    entry_.operation = occasion.source;
    entry_.caller = front::printable(occasion.username, 128);
    entry_.tenant = call.visit.journal.tenant;
  }
  Entry(const Entry&) = delete;
  ~Entry() {
    const auto lasted = std::chrono::steady_clock::now() - started_;
    entry_.duration_us = std::chrono::duration_cast<std::chrono::microseconds>(lasted).count();
    world_.record(std::move(entry_));
  }

  void answered(int status) { entry_.status = status; }
  void refused(const Refusal& refusal) { entry_.reason = front::explain(refusal); }

 private:
  World& world_;
  const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  JournalEntry entry_;
};

[[noreturn]] void refuse_uninvocable(Trigger trigger, std::string_view error, std::string_view why) {
  refuse("UnexpectedLambdaException", cat({name_of(trigger), " invocation failed due to error ", error, "."}),
         "the trigger's hook can be asked", "", why);
}

/// What the hook's server said, or would have.
std::string_view error_of(const http::Response& response) {
  if (response.status == 403) return "AccessDeniedException";
  if (response.status == 404) return "ResourceNotFoundException";
  return response.status == 429 ? "TooManyRequestsException" : "ServiceException";
}

[[noreturn]] void refuse_as_thrown(Trigger trigger, std::string_view message) {
  // The original puts a full stop behind whatever was thrown.
  refuse("UserLambdaValidationException", cat({name_of(trigger), " failed with error ", shorten(message, 400), "."}),
         "the trigger lets the operation go on");
}

std::string ask_hook(Call& call, Trigger trigger, const std::string& url, const Json& event, Entry& entry) {
  const std::string body = event.dump();
  auto response = call.visit.ask({.url = url, .body = body});
  entry.answered(response.status);
  using Outcome = http::Response::Outcome;
  if (response.outcome == Outcome::too_late)
    refuse_uninvocable(trigger, "Socket timeout while invoking Lambda function", response.why);
  if (response.outcome != Outcome::answered) refuse_uninvocable(trigger, error_of(response), response.why);
  if (response.status != 200)
    refuse_uninvocable(trigger, error_of(response), cat({"HTTP status ", std::to_string(response.status)}));
  return std::move(response.body);
}

/// As functions that failed answer where they are run: {"errorMessage":…}.
bool is_thrown(const Json& answer) {
  const Json* message = answer.find("errorMessage");
  return message != nullptr && message->text() != nullptr && answer.find("response") == nullptr;
}

Json read_hook_answer(const Triggers& triggers, Trigger trigger, const Json& event, std::string_view body) {
  // What stops a function that takes too long says so in plain text.
  if (!body.starts_with('{') && body.find("Task timed out after ") != std::string_view::npos)
    refuse_as_thrown(trigger, trim(body));
  JsonError error;
  const auto answer = parse_json(body, &error);
  if (!answer || answer->is_null())
    refuse("InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON",
           "the hook answers with the event as JSON", "", answer ? "null" : error.message);
  if (is_thrown(*answer)) refuse_as_thrown(trigger, answer->text_at("errorMessage"));
  if (const auto why = why_unusable(event, *answer, trigger, triggers.is_strict); !why.empty())
    refuse("InvalidLambdaResponseException", "Unrecognizable lambda output",
           "the hook answers with the whole event, its response filled in", "", why);
  return *answer->find("response");
}

Json answer_of(Call& call, const Triggers& triggers, const Occasion& occasion, const Json& event, Entry& entry) {
  if (const auto* url = triggers.find_hook(occasion.trigger))
    return read_hook_answer(triggers, occasion.trigger, event, ask_hook(call, occasion.trigger, *url, event, entry));
  Json response = answer_by_rule(triggers, occasion.trigger, event);
  entry.answered(200);
  if (is_thrown(response)) refuse_as_thrown(occasion.trigger, response.text_at("errorMessage"));
  return response;
}

bool is_set(const Triggers& triggers, const Occasion& occasion, const Json& event) {
  return triggers.find_hook(occasion.trigger) != nullptr ||
         !answer_by_rule(triggers, occasion.trigger, event).is_null();
}

}  // namespace

std::shared_ptr<const Triggers> triggers_of(const CognitoState& cognito, std::string_view pool_id) {
  static const auto none = std::make_shared<const Triggers>();
  const Pool* pool = cognito.pools.find(pool_id);
  return pool == nullptr || pool->triggers == nullptr ? none : pool->triggers;
}

Json fire_with(Call& call, const Occasion& occasion, const Json& metadata) {
  const auto triggers =
      call.visit.world.step([&](WorldState& state) { return triggers_of(cognito_of(state), occasion.pool_id); });
  const Json event = event_of(occasion, metadata, triggers->token_event);
  if (!is_set(*triggers, occasion, event)) return {};
  Entry entry(call, occasion);
  try {
    return answer_of(call, *triggers, occasion, event, entry);
  } catch (const Refusal& refusal) {
    entry.refused(refusal);
    throw;
  }
}

Json fire(Call& call, const Occasion& occasion) { return fire_with(call, occasion, client_metadata(call)); }

const Json& client_metadata(const Call& call) {
  static const Json none;
  const Json* given = call.body.find("ClientMetadata");
  return given == nullptr ? none : *given;
}

bool says(const Json& response, std::string_view member) {
  const Json* value = response.find(member);
  return value != nullptr && value->boolean() != nullptr && *value->boolean();
}

bool may_ask_hooks(World& world, std::string_view body) {
  if (!cognito_of(world.seed()).has_hooks) return false;
  const auto json = parse_json(body);
  if (!json) return false;
  const auto token = crypto::parse_jws(json->text_at("AccessToken"));
  return world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    std::string pool_id(json->text_at("UserPoolId"));
    if (const Client* client = cognito.clients.find(json->text_at("ClientId"))) pool_id = client->pool_id;
    // Whoever's token is none is told so, and fires nothing.
    if (token)
      if (const auto* family = cognito.families.find(token->payload.text_at("event_id"))) pool_id = family->pool_id;
    return !triggers_of(cognito, pool_id)->hooks.empty();
  });
}

}  // namespace understudy::cognito
