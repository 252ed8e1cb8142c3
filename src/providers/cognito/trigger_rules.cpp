#include "providers/cognito/trigger_rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

Json refusal(std::string_view message) { return Json::object({{"errorMessage", message}}); }

Json on_sign_up(const Triggers& triggers, const Json& event) {
  if (!triggers.sign_up) return {};
  const auto& rule = *triggers.sign_up;
  const Json& attributes = value_at(event, {"request", "userAttributes"});
  for (const auto& ban : rule.refuse)
    for (const auto name : {event.text_at("userName"), attributes.text_at("email"), attributes.text_at("phone_number")})
      if (!name.empty() && matches_wildcard(to_lower(ban.match), to_lower(name))) return refusal(ban.message);
  return Json::object(
      {{"autoConfirmUser", rule.auto_confirm},
       {"autoVerifyEmail", holds(rule.auto_verify, "email") && attributes.find("email") != nullptr},
       {"autoVerifyPhone", holds(rule.auto_verify, "phone_number") && attributes.find("phone_number") != nullptr}});
}

constexpr std::string_view custom = "CUSTOM_CHALLENGE";

Json on_define(const Triggers& triggers, const Json& event) {
  if (!triggers.challenge) return {};
  const auto& rounds = value_at(event, {"request", "session"}).items();
  const auto is_right = [](const Json& round) {
    return round.find("challengeResult") != nullptr && *round.find("challengeResult") == Json(true);
  };
  const auto is_custom = [](const Json& round) { return round.text_at("challengeName") == custom; };
  if (!rounds.empty() && !is_custom(rounds.back())) {
    if (!is_right(rounds.back())) return Json::object({{"failAuthentication", true}});
    if (rounds.back().text_at("challengeName") == "SRP_A")
      return Json::object({{"challengeName", "PASSWORD_VERIFIER"}});
  }
  if (!rounds.empty() && is_custom(rounds.back()) && is_right(rounds.back()))
    return Json::object({{"issueTokens", true}});
  const auto tried = std::count_if(rounds.begin(), rounds.end(), is_custom);
  if (tried >= triggers.challenge->tries) return Json::object({{"failAuthentication", true}});
  return Json::object({{"challengeName", custom}});
}

/// A code that is sent is made by whoever sends it (custom_auth.cpp).
Json on_create(const Triggers& triggers, const Json& /*event*/) {
  if (!triggers.challenge) return {};
  return Json::object({{"publicChallengeParameters", triggers.challenge->question}});
}

Json on_verify(const Triggers& triggers, const Json& event) {
  if (!triggers.challenge) return {};
  const auto& rule = *triggers.challenge;
  const Json& request = value_at(event, {"request"});
  std::string_view right = rule.answer;
  if (!rule.attribute.empty()) right = value_at(request, {"userAttributes"}).text_at(rule.attribute);
  if (rule.sends_code) right = value_at(request, {"privateChallengeParameters"}).text_at("code");
  const auto given = request.text_at("challengeAnswer");
  // Whoever is not there gets nowhere, and is told no more than others.
  const bool is_somebody = request.find("userNotFound") == nullptr || *request.find("userNotFound") == Json(false);
  const bool is_right = is_somebody && !right.empty() && crypto::equal_in_constant_time(right, given);
  return Json::object({{"answerCorrect", is_right}});
}

Json claims_of(const TokenRule::Claims& claims) {
  return Json::object({{"claimsToAddOrOverride", claims.add}, {"claimsToSuppress", Json::array_of(claims.suppress)}});
}

Json before_tokens(const Triggers& triggers, const Json& /*event*/) {
  if (!triggers.tokens) return {};
  const auto& rule = *triggers.tokens;
  Json access = claims_of(rule.access_token);
  access.set("scopesToAdd", Json::array_of(rule.scopes_to_add));
  access.set("scopesToSuppress", Json::array_of(rule.scopes_to_suppress));
  Json details =
      Json::object({{"idTokenGeneration", claims_of(rule.id_token)}, {"accessTokenGeneration", std::move(access)}});
  if (rule.groups)
    details.set("groupOverrideDetails", Json::object({{"groupsToOverride", Json::array_of(*rule.groups)}}));
  return Json::object({{"claimsAndScopeOverrideDetails", std::move(details)}});
}

/// Whoever is named there with that password; whoever only forgot it needs none.
Json on_migration(const Triggers& triggers, const Json& event) {
  if (triggers.migration.empty()) return {};
  const bool is_sign_in = event.text_at("triggerSource") == "UserMigration_Authentication";
  for (const auto& user : triggers.migration) {
    if (!equal_ignoring_case(user.username, event.text_at("userName"))) continue;
    const auto given = value_at(event, {"request"}).text_at("password");
    if (is_sign_in && !crypto::equal_in_constant_time(user.password, given)) break;
    return Json::object({{"userAttributes", user.attributes},
                         {"finalUserStatus", user.needs_reset ? "RESET_REQUIRED" : "CONFIRMED"},
                         {"messageAction", "SUPPRESS"}});
  }
  return Json::object();
}

/// "CustomMessage_SignUp" of "sign_up".
std::string source_of(std::string_view occasion) {
  std::string name = "CustomMessage_";
  for (const auto part : split(occasion, '_')) name += cat({to_upper(part.substr(0, 1)), part.substr(1)});
  return name;
}

Json on_message(const Triggers& triggers, const Json& event) {
  for (const auto& rule : triggers.messages) {
    if (source_of(rule.occasion) != event.text_at("triggerSource")) continue;
    Json words = Json::object();
    if (!rule.sms.empty()) words.set("smsMessage", rule.sms);
    if (!rule.email.empty()) words.set("emailMessage", rule.email);
    if (!rule.subject.empty()) words.set("emailSubject", rule.subject);
    return words;
  }
  return {};
}

struct Rule {
  Trigger trigger;
  Json (*answer)(const Triggers& triggers, const Json& event);
};
constexpr std::array rules{
    Rule{Trigger::pre_sign_up, on_sign_up},
    Rule{Trigger::post_confirmation,
         [](const Triggers& triggers, const Json&) { return triggers.tells_confirmation ? Json::object() : Json(); }},
    Rule{Trigger::post_authentication,
         [](const Triggers& triggers, const Json&) { return triggers.tells_authentication ? Json::object() : Json(); }},
    Rule{Trigger::define_auth_challenge, on_define},
    Rule{Trigger::create_auth_challenge, on_create},
    Rule{Trigger::verify_auth_challenge_response, on_verify},
    Rule{Trigger::pre_token_generation, before_tokens},
    Rule{Trigger::user_migration, on_migration},
    Rule{Trigger::custom_message, on_message},
};

}  // namespace

Json answer_by_rule(const Triggers& triggers, Trigger trigger, const Json& event) {
  for (const auto& rule : rules)
    if (rule.trigger == trigger) return rule.answer(triggers, event);
  return {};
}

}  // namespace understudy::cognito
