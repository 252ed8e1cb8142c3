// PASSWORD_VERIFIER and the challenges of devices: answers that prove a password without sending it.
#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/challenge_answers.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/resumed.h"

namespace understudy::cognito {

namespace {

/// The server signs the time as it would write it itself, so another spelling of the same time is no proof.
std::string canonical_time(World& world, std::string_view text) {
  const auto time = parse_english_time(text);
  if (!time)
    refuse_parameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.", "Tue Nov 3 04:05:06 UTC 2026",
                     std::string(shorten(text, 60)));
  world.step([&](WorldState& state) {
    const auto window = cognito_of(state).choices.srp_clock_window;
    const Instant now = state.clock.now();
    if (window && (*time < now - *window || *time > now + *window))
      refuse(wrong_password, "TIMESTAMP is near the world's time", to_english_time(now), to_english_time(*time));
  });
  return to_english_time(*time);
}

/// {"signature":…,"block":…,"time":…} of what the client sends.
struct Proof {
  std::string session;  ///< that the secret block holds
  Json answer;
};
Proof proof_in(Call& call) {
  const auto block = from_base64(required_response(call, "PASSWORD_CLAIM_SECRET_BLOCK"));
  const std::string signature(required_response(call, "PASSWORD_CLAIM_SIGNATURE"));
  const std::string time = canonical_time(call.visit.world, required_response(call, "TIMESTAMP"));
  return {block.value_or(""),
          Json::object({{"signature", signature}, {"block", to_hex(block.value_or(""))}, {"time", time}})};
}

/// Of a secret block, which is a session by another name.
Resumed resume_by_block(Call& call, Side side, const Proof& proof, bool (*waits)(const SignInAttempt& attempt)) {
  try {
    Resumed resumed = resume(call, side, proof.session, waits);
    // Where a session was shown beside the block, it comes back with it.
    const bool has_session = resumed.attempt.door != srp_policy_of_sign_in().door;
    if (has_session && required_session(call) != proof.session)
      refuse(invalid_session, "Session and secret block are of one challenge");
    return resumed;
  } catch (const Refusal& refusal_of_session) {
    // There is no session here that could be wrong: a block that is none is as good as a wrong proof.
    if (!refusal_of_session.message().starts_with("Invalid session")) throw;
    refuse(wrong_password, refusal_of_session.rule, refusal_of_session.expected, refusal_of_session.got);
  }
}

/// Asked only now, before the proof is looked at: whether the account is open, and whose the device is.
void look_at_account(Call& call, Resumed& resumed) {
  auto& entrance = resumed.entrance;
  call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, entrance.pool_id);
    if (const auto member = find_pool_user(state, pool, entrance.username)) require_open_account(*member);
    const auto key = call.entry(challenge_responses, "DEVICE_KEY");
    if (!key.empty()) entrance.device_key = known_device(cognito, pool, entrance.user_id, key);
  });
}

/// What else is noted stays: the rounds of a custom sign-in are.
Json noted_with(Json noted, const std::string& device_key) {
  noted.remove("device_key");
  if (!device_key.empty()) noted.set("device_key", device_key);
  return noted;
}

template <const std::string_view& challenge>
bool waits_for(const SignInAttempt& attempt) {
  return attempt.awaited.challenge == challenge;
}

/// Whether the session waits for a device, and is not asked for its proof yet.
bool waits_for_device(const SignInAttempt& attempt) {
  return attempt.awaited.challenge.empty() && !attempt.passed.empty();
}

/// The device that is answered with is the one that the sign-in began with, and not forgotten meanwhile: clients drop a
/// key of which they are told so.
void check_device(const Resumed& resumed, Call& call) {
  const auto& entrance = resumed.entrance;
  const auto key = required_response(call, "DEVICE_KEY");
  if (key != entrance.device_key)
    refuse(no_such_device, "DEVICE_KEY is the sign-in's", entrance.device_key, std::string(shorten(key, 60)));
  call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    known_device(cognito, named_pool(cognito, entrance.pool_id), entrance.user_id, key);
  });
}

}  // namespace

Json answer_with_proof(Call& call, Side side) {
  required_response(call, "USERNAME");
  const Proof proof = proof_in(call);
  Resumed resumed = resume_by_block(call, side, proof, waits_for<srp_challenge>);
  look_at_account(call, resumed);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  door.note(resumed.attempt.id, noted_with(resumed.attempt.noted, resumed.entrance.device_key));
  return proceed_from_password(call, resumed.entrance, door,
                               door.answer(resumed.attempt.id, srp_challenge, proof.answer));
}

Json answer_with_device(Call& call, Side side) {
  const Json sent = sent_public_value(call.entry(challenge_responses, "SRP_A"));
  const Resumed resumed = resume(call, side, required_session(call), waits_for_device);
  check_device(resumed, call);
  Doorway doorway(call.visit.world, resumed.entrance);
  const auto asked = doorway.door().ask(resumed.attempt.id, device_challenge, sent);
  if (asked.verdict != login::Verdict::accepted) refuse(invalid_session, "the session waits for this challenge");
  const auto& world = call.visit.world;
  Json parameters = Json::object({{"SALT", asked.shown.text_at("SALT")},
                                  {"SECRET_BLOCK", to_base64(session_text(world, asked.attempt))},
                                  {"SRP_B", asked.shown.text_at("SRP_B")},
                                  {"USERNAME", required_response(call, "USERNAME")},
                                  {"DEVICE_KEY", resumed.entrance.device_key}});
  return shown_challenge(world, "DEVICE_PASSWORD_VERIFIER", asked, std::move(parameters));
}

Json answer_with_device_proof(Call& call, Side side) {
  required_response(call, "USERNAME");
  const Proof proof = proof_in(call);
  // Some clients send no session with this one, and the block tells.
  const Resumed resumed = resume(call, side, proof.session, waits_for<device_challenge>);
  check_device(resumed, call);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  const auto turn = door.answer(resumed.attempt.id, device_challenge, proof.answer);
  if (turn.verdict != login::Verdict::accepted)
    refuse(wrong_password, "the proof is of the device's password", "", "another");
  return proceed(call, resumed.entrance, door, turn);
}

}  // namespace understudy::cognito
