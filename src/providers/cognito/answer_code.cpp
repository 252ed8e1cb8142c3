// The challenges that are answered by a code, and those that lead to one: which factor, and how it is set up.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/challenge_answers.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/resumed.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

/// What a wrong code comes to.
struct CodeRule {
  std::string_view challenge;
  const Exception& wrong;
  bool counts = true;  ///< against the account, as a wrong password does
};
constexpr std::array code_rules{
    CodeRule{sms_mfa_challenge, wrong_sign_in_code},          CodeRule{software_token_challenge, wrong_token_code},
    CodeRule{email_mfa_challenge, wrong_sign_in_code},        CodeRule{email_setup_challenge, wrong_sign_in_code},
    CodeRule{email_otp_challenge, wrong_sign_in_code, false}, CodeRule{sms_otp_challenge, wrong_sign_in_code, false},
};

const CodeRule& rule_of(std::string_view challenge) {
  const auto* const row = std::find_if(code_rules.begin(), code_rules.end(),
                                       [&](const CodeRule& one) { return one.challenge == challenge; });
  if (row == code_rules.end()) throw std::logic_error("the challenge takes no code");
  return *row;
}

[[noreturn]] void refuse_code(Call& call, const Resumed& resumed, login::Verdict verdict) {
  const auto& rule = rule_of(resumed.attempt.awaited.challenge);
  if (verdict == login::Verdict::no_attempt) refuse(spent_session, "a session is used once");
  if (verdict == login::Verdict::not_asked) refuse(invalid_session, "the session waits for this challenge");
  if (rule.counts && !count_wrong_answer(call.visit.world, resumed.entrance))
    refuse(too_many_passwords, "the account is not locked");
  if (verdict == login::Verdict::used_answer && rule.challenge == software_token_challenge)
    refuse(used_token_code, "no code of an app is taken twice");
  refuse(rule.wrong, "the code is the one that is right now");
}

/// Some clients name their device no sooner than with a code.
void note_device(Call& call, Resumed& resumed, login::Door& door) {
  auto& entrance = resumed.entrance;
  const auto key = call.entry(challenge_responses, "DEVICE_KEY");
  if (key.empty() || !entrance.device_key.empty()) return;
  entrance.device_key = call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    return known_device(cognito, named_pool(cognito, entrance.pool_id), entrance.user_id, key);
  });
  door.note(resumed.attempt.id, noted_late_device(entrance.device_key));
}

Json answer_with_code(Call& call, Side side, std::string_view response, bool (*waits)(const SignInAttempt& attempt)) {
  const auto session = required_session(call);
  const std::string code(required_response(call, response));
  Resumed resumed = resume(call, side, session, waits);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  note_device(call, resumed, door);
  const auto turn = door.answer(resumed.attempt.id, resumed.attempt.awaited.challenge, Json(code));
  if (turn.verdict != login::Verdict::accepted) refuse_code(call, resumed, turn.verdict);
  return proceed(call, resumed.entrance, door, turn);
}

template <const std::string_view&... challenges>
bool waits_for(const SignInAttempt& attempt) {
  return ((attempt.awaited.challenge == challenges) || ...);
}

bool waits_for_choice(const SignInAttempt& attempt) {
  return attempt.awaited.challenge.empty() && !attempt.passed.empty();
}

bool is_due(const login::Turn& turn, std::string_view challenge) {
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  return asking != nullptr &&
         std::find(asking->challenges.begin(), asking->challenges.end(), challenge) != asking->challenges.end();
}

/// Goes on from a token that was verified by VerifySoftwareToken.
Json finish_setup(Call& call, const Resumed& resumed, login::Door& door) {
  const auto turn = door.answer(resumed.attempt.id, setup_done_challenge, Json());
  if (turn.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  return proceed(call, resumed.entrance, door, turn);
}

Json set_up_address(Call& call, const Resumed& resumed, login::Door& door, std::string_view address) {
  if (!is_email_address(address)) refuse_parameter("Invalid email address format.");
  const auto asked = door.ask(resumed.attempt.id, email_setup_challenge, Json::object({{"email", address}}));
  if (asked.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  return show_sent(call, resumed.entrance, asked, email_setup_challenge);
}

}  // namespace

Json answer_with_sms_code(Call& call, Side side) {
  return answer_with_code(call, side, "SMS_MFA_CODE", waits_for<sms_mfa_challenge>);
}
Json answer_with_token_code(Call& call, Side side) {
  return answer_with_code(call, side, "SOFTWARE_TOKEN_MFA_CODE", waits_for<software_token_challenge>);
}
Json answer_with_email_code(Call& call, Side side) {
  return answer_with_code(call, side, "EMAIL_OTP_CODE",
                          waits_for<email_otp_challenge, email_mfa_challenge, email_setup_challenge>);
}
Json answer_with_sms_otp(Call& call, Side side) {
  return answer_with_code(call, side, "SMS_OTP_CODE", waits_for<sms_otp_challenge>);
}

Json answer_with_factor(Call& call, Side side) {
  const auto session = required_session(call);
  const auto answer = required_response(call, "ANSWER");
  const Resumed resumed = resume(call, side, session, waits_for_choice);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  const auto turn = door.look(resumed.attempt.id);
  const FactorName* factor = find_factor(answer);
  if (factor == nullptr || !is_due(turn, factor->challenge))
    refuse_parameter("Invalid MFA type selected.", "one of MFAS_CAN_CHOOSE", std::string(shorten(answer, 40)));
  return show_challenge(call, resumed.entrance, door, turn, factor->challenge);
}

Json answer_with_setup(Call& call, Side side) {
  const Resumed resumed =
      resume(call, side, required_session(call), [](const SignInAttempt& attempt) { return !attempt.passed.empty(); });
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  const auto turn = door.look(resumed.attempt.id);
  if (is_due(turn, setup_done_challenge)) return finish_setup(call, resumed, door);
  if (!is_due(turn, token_setup_challenge) && !is_due(turn, email_setup_challenge))
    refuse(invalid_session, "the session waits for this challenge");
  // One client writes it in capitals, the guide does not.
  for (const std::string_view name : {"EMAIL", "email"})
    if (const auto address = call.entry(challenge_responses, name); !address.empty()) {
      if (!is_due(turn, email_setup_challenge)) refuse_parameter("User pool does not have EMAIL_OTP MFA to set up.");
      return set_up_address(call, resumed, door, address);
    }
  refuse_parameter("User has not verified software token MFA");
}

}  // namespace understudy::cognito
