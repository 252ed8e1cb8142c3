#include "providers/cognito/next_challenge.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/custom_auth.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

namespace {

constexpr std::array factor_names{
    FactorName{sms_factor, sms_mfa_challenge},
    FactorName{token_factor, software_token_challenge},
    FactorName{email_factor, email_mfa_challenge},
};

/// The attempt as it stands, and whose it is; for what is shown of them.
struct Standing {
  SignInAttempt attempt;
  Pool pool;
  PoolUser member;
};
Standing standing_of(Call& call, const Entrance& entrance, std::string_view id) {
  return call.visit.world.step([&](WorldState& state) {
    const SignInAttempt* attempt = state.sign_ins.find(id);
    if (attempt == nullptr) refuse(spent_session, "a session is used once");
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    auto member = pool_user_of(state, pool, attempt->user_id.empty() ? attempt->awaited.user_id : attempt->user_id);
    return Standing{*attempt, pool, member.value_or(PoolUser())};
  });
}

/// What the client needs to know to give a new password: texts of JSON, as clients parse them.
Json new_password_parameters(const Pool& pool, const PoolUser& member) {
  Json required = Json::array();
  if (const Json* schema = pool.settings.find("SchemaAttributes"))
    for (const auto& attribute : schema->items())
      if (is_flag(attribute, "Required") && !attribute_of(member, attribute.text_at("Name")))
        required.push(cat({"userAttributes.", attribute.text_at("Name")}));
  Json attributes = Json::object();
  for (const auto& [name, value] : attributes_of(member))
    if (name != "sub") attributes.set(name, value);
  return Json::object({{"USER_ID_FOR_SRP", member.account.username},
                       {"requiredAttributes", required.dump()},
                       {"userAttributes", attributes.dump()}});
}

Json show_new_password(Call& call, const Entrance& entrance, login::Door& /*door*/, const login::Turn& turn) {
  const auto standing = standing_of(call, entrance, turn.attempt);
  return shown_challenge(call.visit.world, new_password_challenge, turn,
                         new_password_parameters(standing.pool, standing.member));
}

/// Of codes that are sent: by which purpose, and how the API calls the challenge.
struct SentCode {
  std::string_view challenge;
  std::string_view name;
  const Purpose& purpose;
  bool is_first_factor;
};
const std::array sent_codes{
    SentCode{sms_mfa_challenge, "SMS_MFA", sms_mfa_code, false},
    SentCode{email_mfa_challenge, "EMAIL_OTP", email_mfa_code, false},
    SentCode{email_setup_challenge, "EMAIL_OTP", email_mfa_code, false},
    SentCode{email_otp_challenge, "EMAIL_OTP", email_otp_code, true},
    SentCode{sms_otp_challenge, "SMS_OTP", sms_otp_code, true},
};

/// Puts down the code that an asked challenge keeps, where there is somebody to send it to.
void post_code(Call& call, const Entrance& entrance, std::string_view attempt, const Purpose& purpose) {
  const auto standing = standing_of(call, entrance, attempt);
  const Json& kept = standing.attempt.awaited.kept;
  if (kept.find("code") == nullptr) return;
  call.post.add({standing.member, entrance.pool_id, &purpose, std::string(kept.text_at("attribute")),
                 std::string(kept.text_at("value")), std::string(kept.text_at("code"))});
}

Json show_sent_code(Call& call, const Entrance& entrance, const login::Turn& asked, const SentCode& row) {
  post_code(call, entrance, asked.attempt, row.purpose);
  Json parameters = asked.shown;
  if (row.is_first_factor) parameters.remove("USER_ID_FOR_SRP");
  Json answer = shown_challenge(call.visit.world, row.name, asked, std::move(parameters));
  if (row.is_first_factor) answer.set("AvailableChallenges", Json::array({Json(row.name)}));
  return answer;
}

Json show_asked(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn,
                std::string_view challenge) {
  const auto asked = door.ask(turn.attempt, challenge);
  // Whoever was quicker has the session now, or what is asked is due no longer.
  if (asked.verdict != login::Verdict::accepted) {
    if (std::holds_alternative<login::SignedIn>(asked.step)) return proceed(call, entrance, door, asked);
    refuse(spent_session, "a session is used once");
  }
  return show_sent(call, entrance, asked, challenge);
}

/// A text of JSON, as clients parse it.
std::string list_text(const std::vector<std::string_view>& words) {
  Json list = Json::array();
  for (const auto word : words) list.push(word);
  return list.dump();
}

Json show_setup(Call& call, const Entrance& entrance, login::Door& /*door*/, const login::Turn& turn) {
  const auto standing = standing_of(call, entrance, turn.attempt);
  return shown_challenge(call.visit.world, "MFA_SETUP", turn,
                         Json::object({{"MFAS_CAN_SETUP", list_text(factors_to_set_up(standing.pool))},
                                       {"USER_ID_FOR_SRP", standing.member.account.username}}));
}

Json show_choice_of_factors(Call& call, const Entrance& entrance, const login::Turn& turn,
                            const std::vector<std::string_view>& challenges) {
  std::vector<std::string_view> factors;
  for (const auto& row : factor_names)
    if (std::find(challenges.begin(), challenges.end(), row.challenge) != challenges.end())
      factors.push_back(row.factor);
  const auto standing = standing_of(call, entrance, turn.attempt);
  return shown_challenge(
      call.visit.world, "SELECT_MFA_TYPE", turn,
      Json::object({{"MFAS_CAN_CHOOSE", list_text(factors)}, {"USER_ID_FOR_SRP", standing.member.account.username}}));
}

/// That the client's device is to show itself, which it begins by its SRP_A.
Json show_device(Call& call, const Entrance& entrance, login::Door& /*door*/, const login::Turn& turn) {
  const auto standing = standing_of(call, entrance, turn.attempt);
  return shown_challenge(call.visit.world, "DEVICE_SRP_AUTH", turn,
                         Json::object({{"USERNAME", standing.member.account.username},
                                       {"USER_ID_FOR_SRP", standing.member.account.username},
                                       {"DEVICE_KEY", entrance.device_key}}));
}

struct Shown {
  std::string_view challenge;
  Json (*show)(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn);
};
constexpr std::array shown_first{
    Shown{new_password_challenge, show_new_password},
    Shown{token_setup_challenge, show_setup},
    Shown{email_setup_challenge, show_setup},
    Shown{device_challenge, show_device},
    Shown{custom_challenge, show_custom},
};

}  // namespace

const FactorName* find_factor(std::string_view factor) {
  for (const auto& row : factor_names)
    if (row.factor == factor) return &row;
  return nullptr;
}

Json show_sent(Call& call, const Entrance& entrance, const login::Turn& asked, std::string_view challenge) {
  for (const auto& row : sent_codes)
    if (row.challenge == challenge) return show_sent_code(call, entrance, asked, row);
  return shown_challenge(call.visit.world, challenge, asked, asked.shown);
}

Json shown_challenge(const World& world, std::string_view name, const login::Turn& turn, Json parameters) {
  return Json::object({{"ChallengeName", name},
                       {"Session", session_text(world, turn.attempt)},
                       {"ChallengeParameters", std::move(parameters)}});
}

Json proof_parameters(const World& world, const login::Turn& asked) {
  return Json::object({{"SALT", asked.shown.text_at("SALT")},
                       {"SECRET_BLOCK", to_base64(session_text(world, asked.attempt))},
                       {"SRP_B", asked.shown.text_at("SRP_B")},
                       {"USERNAME", asked.shown.text_at("USER_ID_FOR_SRP")},
                       {"USER_ID_FOR_SRP", asked.shown.text_at("USER_ID_FOR_SRP")}});
}

Json show_challenge(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn,
                    std::string_view challenge) {
  for (const auto& row : shown_first)
    if (row.challenge == challenge) return row.show(call, entrance, door, turn);
  return show_asked(call, entrance, door, turn, challenge);
}

Json show_next(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn) {
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  if (asking == nullptr || turn.attempt.empty()) refuse(spent_session, "a session is used once");
  const auto& due = asking->challenges;
  const bool is_choice = due.size() > 1 && due.front() != token_setup_challenge;
  if (is_choice) return show_choice_of_factors(call, entrance, turn, due);
  return show_challenge(call, entrance, door, turn, due.front());
}

}  // namespace understudy::cognito
