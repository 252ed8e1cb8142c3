#include "providers/cognito/trigger_events.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"

namespace understudy::cognito {

namespace {

enum class Kind { flag, text, texts, object };

/// A member of a response: what may be there, and is null until somebody says it.
struct ResponseMember {
  Trigger trigger;
  std::string_view name;
  Kind kind;
};
constexpr std::array response_members{
    ResponseMember{Trigger::pre_sign_up, "autoConfirmUser", Kind::flag},
    ResponseMember{Trigger::pre_sign_up, "autoVerifyEmail", Kind::flag},
    ResponseMember{Trigger::pre_sign_up, "autoVerifyPhone", Kind::flag},
    ResponseMember{Trigger::define_auth_challenge, "challengeName", Kind::text},
    ResponseMember{Trigger::define_auth_challenge, "issueTokens", Kind::flag},
    ResponseMember{Trigger::define_auth_challenge, "failAuthentication", Kind::flag},
    ResponseMember{Trigger::create_auth_challenge, "publicChallengeParameters", Kind::object},
    ResponseMember{Trigger::create_auth_challenge, "privateChallengeParameters", Kind::object},
    ResponseMember{Trigger::create_auth_challenge, "challengeMetadata", Kind::text},
    ResponseMember{Trigger::verify_auth_challenge_response, "answerCorrect", Kind::flag},
    ResponseMember{Trigger::pre_token_generation, "claimsOverrideDetails", Kind::object},
    ResponseMember{Trigger::pre_token_generation, "claimsAndScopeOverrideDetails", Kind::object},
    ResponseMember{Trigger::user_migration, "userAttributes", Kind::object},
    ResponseMember{Trigger::user_migration, "forceAliasCreation", Kind::flag},
    ResponseMember{Trigger::user_migration, "enableSMSMFA", Kind::flag},
    ResponseMember{Trigger::user_migration, "finalUserStatus", Kind::text},
    ResponseMember{Trigger::user_migration, "messageAction", Kind::text},
    ResponseMember{Trigger::user_migration, "desiredDeliveryMediums", Kind::texts},
    ResponseMember{Trigger::custom_message, "smsMessage", Kind::text},
    ResponseMember{Trigger::custom_message, "emailMessage", Kind::text},
    ResponseMember{Trigger::custom_message, "emailSubject", Kind::text},
};

/// Which of the two members a response before tokens has: the first version's, or that of the others.
bool is_of_version(std::string_view member, std::string_view version) {
  if (member == "claimsOverrideDetails") return version == "1";
  return member != "claimsAndScopeOverrideDetails" || version != "1";
}

Json empty_response(Trigger trigger, std::string_view version) {
  Json response = Json::object();
  for (const auto& row : response_members)
    if (row.trigger == trigger && is_of_version(row.name, version))
      response.set(row.name, trigger == Trigger::pre_sign_up ? Json(false) : Json());
  return response;
}

struct Name {
  Trigger trigger;
  std::string_view name;
  bool source_first;  ///< triggerSource stands behind the version, not behind who calls
};
constexpr std::array names{
    Name{Trigger::pre_sign_up, "PreSignUp", false},
    Name{Trigger::post_confirmation, "PostConfirmation", false},
    Name{Trigger::pre_authentication, "PreAuthentication", false},
    Name{Trigger::post_authentication, "PostAuthentication", false},
    Name{Trigger::define_auth_challenge, "DefineAuthChallenge", false},
    Name{Trigger::create_auth_challenge, "CreateAuthChallenge", false},
    Name{Trigger::verify_auth_challenge_response, "VerifyAuthChallengeResponse", false},
    Name{Trigger::pre_token_generation, "PreTokenGeneration", true},
    Name{Trigger::user_migration, "UserMigration", true},
    Name{Trigger::custom_message, "CustomMessage", false},
};

const Name& row_of(Trigger trigger) {
  const auto* const row =
      std::find_if(names.begin(), names.end(), [&](const Name& one) { return one.trigger == trigger; });
  if (row == names.end()) throw std::logic_error("a trigger without a row");
  return *row;
}

/// "1", of V1_0.
std::string event_version(Trigger trigger, std::string_view version) {
  const bool has_versions = trigger == Trigger::pre_token_generation && version.size() > 1;
  return has_versions ? std::string(version.substr(1, 1)) : "1";
}

/// Where nobody's client calls.
Json client_of(const Occasion& occasion) {
  if (!occasion.client_id.empty()) return Json(occasion.client_id);
  const bool is_confirmation = occasion.trigger == Trigger::post_confirmation;
  return is_confirmation ? Json() : Json("CLIENT_ID_NOT_APPLICABLE");
}

bool is_of_kind(const Json& value, Kind kind) {
  if (value.is_null()) return true;
  switch (kind) {
    case Kind::flag: return value.boolean() != nullptr;
    case Kind::text: return value.text() != nullptr;
    case Kind::object: return value.is_object();
    case Kind::texts:
      return value.is_array() && std::all_of(value.items().begin(), value.items().end(),
                                             [](const Json& item) { return item.text() != nullptr; });
  }
  return false;
}

std::string why_response_unusable(const Json& response, Trigger trigger, std::string_view version, bool is_strict) {
  for (const auto& member : response.members()) {
    const auto* const row =
        std::find_if(response_members.begin(), response_members.end(), [&](const ResponseMember& one) {
          return one.trigger == trigger && one.name == member.name && is_of_version(one.name, version);
        });
    if (row == response_members.end()) {
      if (is_strict) return cat({"its response has no member ", shorten(member.name, 60)});
    } else if (!is_of_kind(member.value, row->kind)) {
      return cat({"its response's ", row->name, " is of another type"});
    }
  }
  return {};
}

}  // namespace

std::string_view name_of(Trigger trigger) { return row_of(trigger).name; }

Json event_of(const Occasion& occasion, const Json& metadata, std::string_view version) {
  const std::string number = event_version(occasion.trigger, version);
  const bool source_first = row_of(occasion.trigger).source_first;
  Json event = Json::object({{"version", number}});
  if (source_first) event.set("triggerSource", occasion.source);
  event.set("region", std::string_view(occasion.pool_id).substr(0, occasion.pool_id.rfind('_')));
  event.set("userPoolId", occasion.pool_id);
  event.set("userName", occasion.username);
  event.set("callerContext",
            Json::object({{"awsSdkVersion", "aws-sdk-unknown-unknown"}, {"clientId", client_of(occasion)}}));
  if (!source_first) event.set("triggerSource", occasion.source);
  Json request = occasion.request;
  if (metadata.is_object() && !metadata.members().empty()) request.set("clientMetadata", metadata);
  event.set("request", std::move(request));
  event.set("response", empty_response(occasion.trigger, number));
  return event;
}

Json event_attributes(const std::optional<PoolUser>& member) {
  Json attributes = Json::object();
  if (!member) return attributes;
  for (const auto& [name, value] : attributes_of(*member)) {
    attributes.set(name, value);
    if (name == "sub") attributes.set("cognito:user_status", to_text(member->account.state));
  }
  return attributes;
}

std::string why_unusable(const Json& event, const Json& answer, Trigger trigger, bool is_strict) {
  if (!answer.is_object()) return "it is no object";
  const Json* response = answer.find("response");
  if (response == nullptr || !response->is_object()) return "it has no response";
  const std::string_view version = event.text_at("version");
  if (is_strict) {
    for (const auto& member : answer.members())
      if (event.find(member.name) == nullptr) return cat({"events have no member ", shorten(member.name, 60)});
    for (const auto& [name, value] : event.members()) {
      const Json* given = answer.find(name);
      if (given == nullptr) return cat({"the event's ", name, " does not come back"});
      const bool is_open = name == "request" || name == "response";
      if (is_open ? !given->is_object() : *given != value) return cat({"the event's ", name, " comes back changed"});
    }
    for (const auto& member : answer.find("request")->members())
      if (member.name == "clientMetadata" && member.value.is_null()) return "request.clientMetadata is null";
  }
  return why_response_unusable(*response, trigger, version, is_strict);
}

}  // namespace understudy::cognito
