#include "providers/cognito/custom_auth.h"

#include "base/text.h"
#include "login/login_tokens.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/firing.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/resumed.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view rounds_member = "rounds";

/// One entry of what triggers know of the rounds before.
Json round(std::string_view challenge, bool is_right, const Json& metadata = {}) {
  return Json::object({{"challengeName", challenge}, {"challengeResult", is_right}, {"challengeMetadata", metadata}});
}

Json noted_of(const Entrance& entrance, const Json& rounds) {
  Json noted = noted_device(entrance.device_key);
  noted.set(rounds_member, rounds);
  return noted;
}

Json rounds_of(const SignInAttempt& attempt) {
  const Json* rounds = attempt.noted.find(rounds_member);
  return rounds == nullptr ? Json::array() : *rounds;
}

/// Whom the triggers are asked about.
struct Person {
  std::string username;
  Json attributes;
  std::optional<bool> is_unknown;  ///< told where the client hides users
};
Person person_of(Call& call, const Entrance& entrance) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, entrance.pool_id);
    const auto member = pool_user_of(state, pool, entrance.user_id);
    Person person{member ? member->account.username : entrance.username, event_attributes(member), std::nullopt};
    if (hides_users(named_client(cognito, entrance.client_id))) person.is_unknown = !member;
    return person;
  });
}

/// Asks one of the three. Of what a call brings only an answer reaches them.
Json ask_trigger(Call& call, const Entrance& entrance, Trigger trigger, std::string_view source,
                 std::initializer_list<Json::NewMember> more) {
  const Person person = person_of(call, entrance);
  Json request = Json::object({{"userAttributes", person.attributes}});
  for (const auto& member : more) request.set(member.name, member.value);
  if (person.is_unknown) request.set("userNotFound", *person.is_unknown);
  return fire_with(call, {trigger, source, entrance.pool_id, entrance.client_id, person.username, std::move(request)},
                   call.has("AuthFlow") ? Json() : client_metadata(call));
}

/// Whether the pool's triggers say what is asked; else a login token is.
bool has_triggers(Call& call, const Entrance& entrance) {
  return call.visit.world.step([&](WorldState& state) {
    const auto triggers = triggers_of(cognito_of(state), entrance.pool_id);
    return triggers->challenge || triggers->find_hook(Trigger::define_auth_challenge) != nullptr;
  });
}

bool knows_login_token(Call& call, const Entrance& entrance) {
  return call.visit.world.step([&](WorldState& state) { return login::has_login_token(state, entrance.user_id); });
}

/// What comes after the rounds so far.
enum class Next { let_in, refuse, ask, ask_password };

[[noreturn]] void refuse_output(std::string_view why) {
  refuse("InvalidLambdaResponseException", "Unrecognizable lambda output", "DefineAuthChallenge says what comes next",
         "issueTokens, failAuthentication or CUSTOM_CHALLENGE", why);
}

/// Without triggers one answer is all there is.
Next decide_by_login_token(const Json& rounds) {
  if (rounds.items().empty()) return Next::ask;
  const bool is_right = *rounds.items().back().find("challengeResult") == Json(true);
  return is_right ? Next::let_in : Next::refuse;
}

Next decide(Call& call, const Entrance& entrance, const Json& rounds) {
  if (!has_triggers(call, entrance)) return decide_by_login_token(rounds);
  const Json said = ask_trigger(call, entrance, Trigger::define_auth_challenge, "DefineAuthChallenge_Authentication",
                                {{"session", rounds}});
  if (says(said, "failAuthentication")) return Next::refuse;
  if (says(said, "issueTokens")) return Next::let_in;
  const auto name = said.text_at("challengeName");
  if (name == custom_challenge) return Next::ask;
  if (name == srp_challenge) return Next::ask_password;
  if (name.empty()) refuse_output("none of them");
  refuse_as_lacking(cat({"the challenge ", shorten(name, 40), " of DefineAuthChallenge of Amazon Cognito user pools"}));
}

/// Parameters as clients get them: texts.
Json texts_of(const Json& parameters) {
  Json texts = Json::object();
  for (const auto& [name, value] : parameters.members())
    texts.set(name, value.text() != nullptr ? *value.text() : value.dump());
  return texts;
}

/// The code of a fixture's challenge that sends one, and to where it goes.
struct SentCode {
  std::string code;
  std::optional<Message> message;
};
SentCode code_to_send(Call& call, const Entrance& entrance) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const auto triggers = triggers_of(cognito, entrance.pool_id);
    SentCode sent;
    const bool is_told = triggers->challenge && triggers->find_hook(Trigger::create_auth_challenge) == nullptr;
    if (!is_told || !triggers->challenge->sends_code) return sent;
    const Pool& pool = named_pool(cognito, entrance.pool_id);
    const auto member = pool_user_of(state, pool, entrance.user_id);
    if (!member) return sent;
    sent.code = make_code(state, pool, member->user.id);
    for (const std::string_view attribute : {"email", "phone_number"})
      if (const auto value = attribute_of(*member, attribute); value && !sent.message)
        sent.message = Message{*member, pool.id, &custom_challenge_code, std::string(attribute), *value, sent.code};
    return sent;
  });
}

/// What is asked in the next round: {"shown":…,"kept":…}, where shown goes to the client.
Json create_challenge(Call& call, const Entrance& entrance, const Json& rounds) {
  const Json made = ask_trigger(call, entrance, Trigger::create_auth_challenge, "CreateAuthChallenge_Authentication",
                                {{"challengeName", custom_challenge}, {"session", rounds}});
  const auto part = [&](std::string_view name) {
    const Json* given = made.find(name);
    return given != nullptr && given->is_object() ? texts_of(*given) : Json::object();
  };
  Json shown = Json::object({{"USERNAME", person_of(call, entrance).username}});
  const Json parameters = part("publicChallengeParameters");
  for (const auto& [name, value] : parameters.members()) shown.set(name, value);
  Json secrets = part("privateChallengeParameters");
  if (auto sent = code_to_send(call, entrance); !sent.code.empty()) {
    secrets.set("code", sent.code);
    if (sent.message) call.post.add(std::move(*sent.message));
  }
  const Json* metadata = made.find("challengeMetadata");
  return Json::object({{"shown", std::move(shown)},
                       {"kept", Json::object({{"private", std::move(secrets)},
                                              {"metadata", metadata == nullptr ? Json() : *metadata}})}});
}

bool is_answer_right(Call& call, const Entrance& entrance, const SignInAttempt& attempt, const std::string& answer) {
  const bool is_login_token = call.visit.world.step(
      [&](WorldState& state) { return login::take_login_token(state, answer, entrance.user_id); });
  if (is_login_token) return true;
  const Json* secrets = attempt.awaited.kept.find("private");
  return says(
      ask_trigger(call, entrance, Trigger::verify_auth_challenge_response, "VerifyAuthChallengeResponse_Authentication",
                  {{"privateChallengeParameters", secrets == nullptr ? Json::object() : *secrets},
                   {"challengeAnswer", answer}}),
      "answerCorrect");
}

/// A sign-in in the middle of its rounds.
struct Rounds {
  Call& call;
  const Entrance& entrance;
  login::Door& door;
  std::string attempt;
  Json done;
};

/// What one sign-in may keep of what its triggers said, in bytes of JSON.
constexpr size_t longest_kept = 16 * 1024;

Json show_round(const Rounds& rounds) {
  const Json sent = create_challenge(rounds.call, rounds.entrance, rounds.done);
  if (const size_t length = rounds.done.dump().size() + sent.find("kept")->dump().size(); length > longest_kept)
    refuse("InvalidLambdaResponseException", "Unrecognizable lambda output",
           "what a custom sign-in keeps of its rounds is not too long", counted(longest_kept, "byte"),
           counted(length, "byte"));
  rounds.door.note(rounds.attempt, noted_of(rounds.entrance, rounds.done));
  const auto asked = rounds.door.ask(rounds.attempt, custom_challenge, sent);
  if (asked.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  return shown_challenge(rounds.call.visit.world, custom_challenge, asked, asked.shown);
}

/// The engine is told what the triggers said: it lets in, or forgets.
Json end(const Rounds& rounds, bool is_let_in) {
  std::string attempt = rounds.attempt;
  const auto asked = rounds.door.ask(attempt, custom_challenge);
  if (asked.verdict == login::Verdict::accepted) attempt = asked.attempt;
  const auto turn = rounds.door.answer(attempt, custom_challenge, Json(is_let_in));
  if (turn.verdict != login::Verdict::accepted) refuse(wrong_password, "the triggers let the user in");
  return proceed(rounds.call, rounds.entrance, rounds.door, turn);
}

Json go_on(const Rounds& rounds) {
  switch (decide(rounds.call, rounds.entrance, rounds.done)) {
    case Next::let_in: return end(rounds, true);
    case Next::refuse: return end(rounds, false);
    case Next::ask: return show_round(rounds);
    case Next::ask_password: break;
  }
  refuse_output("PASSWORD_VERIFIER, where no SRP_A came");
}

Json begin_with_srp_first(Call& call, Side side) {
  const Json sent = sent_public_value(call.entry(auth_parameters, "SRP_A"));
  const Entrance entrance = enter(call, side, custom_after_srp_policy(), AskedAbout::later);
  const Json rounds = Json::array({round("SRP_A", true)});
  if (!has_triggers(call, entrance)) refuse(no_custom_auth, "the pool has a trigger that defines challenges");
  const auto next = decide(call, entrance, rounds);
  if (next == Next::refuse) refuse(wrong_password, "the triggers go on after SRP_A");
  if (next != Next::ask_password) refuse_output("another than PASSWORD_VERIFIER after SRP_A");
  auto& world = call.visit.world;
  Doorway doorway(world, entrance);
  auto& door = doorway.door();
  const std::string attempt = begin_attempt(call, entrance, door);
  door.note(attempt, noted_of(entrance, rounds));
  const auto asked = door.ask(attempt, srp_challenge, sent);
  return shown_challenge(world, srp_challenge, asked, proof_parameters(world, asked));
}

bool waits(const SignInAttempt& attempt) { return attempt.awaited.challenge == custom_challenge; }

}  // namespace

Json begin_with_custom(Call& call, Side side) {
  // One client writes it in capitals, another as the API writes its members.
  for (const std::string_view name : {"CHALLENGE_NAME", "ChallengeName"})
    if (call.entry(auth_parameters, name) == "SRP_A") return begin_with_srp_first(call, side);
  const Entrance entrance = enter(call, side, custom_policy_of_sign_in(), AskedAbout::now);
  if (!has_triggers(call, entrance) && !knows_login_token(call, entrance))
    refuse(no_custom_auth, "the pool has a trigger that defines challenges, or the user a login token");
  Doorway doorway(call.visit.world, entrance);
  auto& door = doorway.door();
  return go_on({call, entrance, door, begin_attempt(call, entrance, door), Json::array()});
}

Json answer_custom(Call& call, Side side) {
  const auto session = required_session(call);
  const std::string answer(required_response(call, "ANSWER"));
  const Resumed resumed = resume(call, side, session, waits);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  // Of answers that come at once one is heard: however long the triggers take, each round has one.
  const auto mine = door.renew(resumed.attempt.id);
  if (mine.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  const bool is_right = is_answer_right(call, resumed.entrance, resumed.attempt, answer);
  Json rounds = rounds_of(resumed.attempt);
  const Json* metadata = resumed.attempt.awaited.kept.find("metadata");
  rounds.push(round(custom_challenge, is_right, metadata == nullptr ? Json() : *metadata));
  return go_on({call, resumed.entrance, door, mine.attempt, std::move(rounds)});
}

Json show_custom(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn) {
  const Json before = call.visit.world.step([&](WorldState& state) {
    const SignInAttempt* attempt = state.sign_ins.find(turn.attempt);
    return attempt == nullptr ? Json::array() : rounds_of(*attempt);
  });
  Json rounds = before;
  rounds.push(round(srp_challenge, true));
  return go_on({call, entrance, door, turn.attempt, std::move(rounds)});
}

}  // namespace understudy::cognito
