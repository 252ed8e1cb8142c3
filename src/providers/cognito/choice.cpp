#include "providers/cognito/choice.h"

#include <algorithm>

#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

/// What there is to choose from. Whoever is not there looks like somebody with all that the pool allows.
std::vector<std::string_view> choices_of(Call& call, const Entrance& entrance) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    if (const auto member = pool_user_of(state, pool, entrance.user_id)) return first_factors_of(pool, *member);
    std::vector<std::string_view> all{"PASSWORD_SRP", "PASSWORD"};
    for (const std::string_view factor : {email_otp_challenge, sms_otp_challenge})
      if (allows_first_factor(pool, factor)) all.push_back(factor);
    return all;
  });
}

/// A sign-in that waits for its first factor, and what the client gives with it.
struct Choosing {
  Call& call;
  const Entrance& entrance;
  login::Door& door;
  const std::string& attempt;
  std::string_view given;  ///< AuthParameters or ChallengeResponses

  login::Turn turn() const { return door.look(attempt); }
};

Json take_password(const Choosing& choosing, std::string_view password) {
  require_open_account_of(choosing.call, choosing.entrance);
  return proceed_from_password(choosing.call, choosing.entrance, choosing.door,
                               choosing.door.answer(choosing.attempt, password_challenge, Json(password)));
}

Json take_srp(const Choosing& choosing) {
  const auto asked = choosing.door.ask(choosing.attempt, srp_challenge,
                                       sent_public_value(choosing.call.entry(choosing.given, "SRP_A")));
  if (asked.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  const auto& world = choosing.call.visit.world;
  return shown_challenge(world, srp_challenge, asked, proof_parameters(world, asked));
}

/// Whoever is disabled is sent nothing.
void require_enabled(Call& call, const Entrance& entrance) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    const auto member = pool_user_of(state, pool, entrance.user_id);
    if (member && !member->is_enabled()) refuse(user_is_disabled);
  });
}

Json take(const Choosing& choosing, std::string_view factor) {
  if (factor == "PASSWORD_SRP") return take_srp(choosing);
  if (factor != password_challenge) {
    require_enabled(choosing.call, choosing.entrance);
    return show_challenge(choosing.call, choosing.entrance, choosing.door, choosing.turn(), factor);
  }
  const auto password = choosing.call.entry(choosing.given, "PASSWORD");
  if (!password.empty()) return take_password(choosing, password);
  return shown_challenge(choosing.call.visit.world, password_challenge, choosing.turn(), Json::object());
}

Json show_choices(const Choosing& choosing, const std::vector<std::string_view>& choices) {
  Json answer = shown_challenge(choosing.call.visit.world, "SELECT_CHALLENGE", choosing.turn(), Json::object());
  Json list = Json::array();
  for (const auto choice : choices) list.push(choice);
  answer.set("AvailableChallenges", std::move(list));
  return answer;
}

bool holds_word(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void refuse_step_up(const Call& call) {
  for (const std::string_view name : {"TARGET_ACR_VALUES", "ACCESS_TOKEN", "MAX_AGE"})
    if (!call.entry(auth_parameters, name).empty())
      refuse_as_lacking(cat({"the parameter ", name, " of USER_AUTH of Amazon Cognito user pools"}));
}

void refuse_passkeys(std::string_view challenge) {
  if (challenge == "WEB_AUTHN") refuse_as_lacking("the challenge WEB_AUTHN of Amazon Cognito user pools");
}

Json answer_resumed(Call& call, Side side, std::string_view factor) {
  const Resumed resumed = resume(call, side, required_session(call), [](const SignInAttempt& attempt) {
    return attempt.door == choice_policy_of_sign_in().door && attempt.passed.empty();
  });
  Doorway doorway(call.visit.world, resumed.entrance);
  const Choosing choosing{call, resumed.entrance, doorway.door(), resumed.attempt.id, challenge_responses};
  refuse_passkeys(factor);
  if (!holds_word(choices_of(call, resumed.entrance), factor))
    refuse_parameter("Invalid challenge selected.", "one of AvailableChallenges", std::string(shorten(factor, 40)));
  return take(choosing, factor);
}

/// Whoever just confirmed the account is in by that.
Json go_on_after_sign_up(Call& call, Entrance entrance) {
  const std::string id = call.visit.world.step([&](WorldState& state) {
    const Client& client = named_client(cognito_of(state), entrance.client_id);
    const SignInAttempt attempt = attempt_of(call.visit.world, state, call.text("Session"), client);
    if (attempt.user_id.empty() || attempt.user_id != entrance.user_id)
      refuse(invalid_session, "the session is of a sign-up that was confirmed, by its user");
    return attempt.id;
  });
  entrance.policy = &sign_up_policy();
  Doorway doorway(call.visit.world, entrance);
  const auto turn = doorway.door().answer(id, auto_sign_in_challenge, Json(true));
  if (turn.verdict != login::Verdict::accepted) refuse(invalid_session, "the session is of a sign-up");
  return proceed(call, entrance, doorway.door(), turn);
}

}  // namespace

Json begin_with_choice(Call& call, Side side) {
  refuse_step_up(call);
  const std::string_view preferred = call.entry(auth_parameters, "PREFERRED_CHALLENGE");
  refuse_passkeys(preferred);
  const Entrance entrance = enter(call, side, choice_policy_of_sign_in(), AskedAbout::later);
  if (call.has("Session")) return go_on_after_sign_up(call, entrance);
  Doorway doorway(call.visit.world, entrance);
  const std::string attempt = begin_attempt(call, entrance, doorway.door());
  const Choosing choosing{call, entrance, doorway.door(), attempt, auth_parameters};
  const auto choices = choices_of(call, entrance);
  if (choices.empty()) {
    require_open_account_of(call, entrance);
    refuse(wrong_password, "the user has a first factor that the pool allows");
  }
  if (holds_word(choices, preferred)) return take(choosing, preferred);
  return choices.size() == 1 ? take(choosing, choices.front()) : show_choices(choosing, choices);
}

Json answer_choice(Call& call, Side side) { return answer_resumed(call, side, required_response(call, "ANSWER")); }
Json answer_with_password(Call& call, Side side) {
  required_response(call, "PASSWORD");
  return answer_resumed(call, side, password_challenge);
}
Json answer_with_srp(Call& call, Side side) { return answer_resumed(call, side, "PASSWORD_SRP"); }

}  // namespace understudy::cognito
