#include "providers/sample/club.h"

#include <algorithm>

#include "base/text.h"
#include "gate/authorizer.h"
#include "login/attempt.h"
#include "login/password.h"
#include "providers/sample/passes.h"

namespace understudy::sample {

namespace {

/// A factor: the last four digits of one's telephone, of whoever has one.
login::Challenge digits() {
  return {.name = "digits",
          .is_open_to = [](const WorldState& /*state*/, const User& user,
                           const SignInAttempt& /*attempt*/) { return user.phone.size() >= 4; },
          .is_right =
              [](World& /*world*/, const login::Given& given) {
                return given.answer == Json(std::string_view(given.user.phone).substr(given.user.phone.size() - 4));
              }};
}

/// A task: to agree to the rules of the house, where it has any, once in a world. The answer is true.
login::Challenge rules() {
  return {.name = "rules",
          .is_open_to =
              [](const WorldState& state, const User& user, const SignInAttempt& /*attempt*/) {
                const auto& club = club_of(state);
                return club.has_rules && club.agreements.find(user.id) == nullptr;
              },
          .is_right = [](World& /*world*/, const login::Given& given) { return given.answer == Json(true); },
          .ask =
              [](World& world, const login::Opening& /*opening*/) {
                return login::Asked{Json(club_of(world.seed()).rules), {}};
              },
          .settle =
              [](WorldState& state, const login::Given& given) {
                club_of(state).agreements.put({given.user.id, given.now});
                return true;
              }};
}

http::Reply let_in(front::Visit& visit, const std::string& user_id) {
  const Pass pass = visit.world.step(
      [&](WorldState& state) { return issue_pass(state, visit.world, *state.users.find(user_id), std::nullopt); });
  return http::json(201, Json::object({{"pass", sign_pass(visit.world, visit.signer, visit.base, pass)}}));
}

/// {"attempt":…,"next":"rules","shown":"Knock twice."}
http::Reply to_reply(front::Visit& visit, login::Door& entrance, login::Turn turn) {
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  if (turn.verdict == login::Verdict::accepted && asking != nullptr && asking->challenges.front() == "rules") {
    turn = entrance.ask(turn.attempt, "rules");
    asking = std::get_if<login::Asking>(&turn.step);
  }
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) return let_in(visit, done->user_id);
  if (turn.verdict != login::Verdict::accepted || asking == nullptr)
    throw Refusal{
        Reason::bad_signature, "the answer is right", "", std::string(to_text(turn.verdict)), {.code = "WRONG_ANSWER"}};
  Json body = Json::object({{"attempt", turn.attempt}, {"next", asking->challenges.front()}});
  if (turn.shown.text() != nullptr) body.set("shown", turn.shown);
  return http::json(200, body);
}

/// {"email":…,"password":…}, then {"attempt":…} with "digits" or "rules".
http::Reply sign_in(front::Visit& visit) {
  const Json body = parse_json(visit.request.body).value_or(Json());
  login::Door entrance(visit.world, policy());
  std::string attempt(body.text_at("attempt"));
  if (attempt.empty())
    attempt = entrance.identify("", {std::string(body.text_at("email")), ""}, visit.request.peer).attempt;
  for (const std::string_view name : {"password", "digits", "rules"})
    if (const Json* answer = body.find(name)) return to_reply(visit, entrance, entrance.answer(attempt, name, *answer));
  throw Refusal{Reason::invalid_request, "password, digits or rules", "", "none of them", {.code = "NO_ANSWER"}};
}

http::Reply show_keys(front::Visit& visit) {
  return http::text(200, "application/json", access::jwks(visit.world, pass_keys));
}

const access::Identity& holder_of(const front::Visit& visit) { return visit.caller.as<access::Identity>(); }

std::vector<std::string> open_rooms(const front::Visit& visit) {
  std::vector<std::string> rooms;
  for (const auto& role : holder_of(visit).roles)
    if (const Opener* opener = club_of(visit.world.seed()).openers.find(role))
      rooms.insert(rooms.end(), opener->opens.begin(), opener->opens.end());
  return rooms;
}

http::Reply list_rooms(front::Visit& visit) { return http::json(200, Json::array_of(open_rooms(visit))); }

http::Reply enter_room(front::Visit& visit) {
  const auto rooms = open_rooms(visit);
  const std::string& room = visit.params["room"];
  if (std::find(rooms.begin(), rooms.end(), room) == rooms.end())
    throw Refusal{Reason::permission_denied,
                  "a role of the holder opens the room",
                  join(rooms, ", "),
                  std::string(shorten(room, 40)),
                  {.code = "CLOSED", .member = "room"}};
  return http::no_content();
}

/// {"code":"CLOSED","at":"room","operation":"enterRoom"}
http::Reply refuse(const Refusal& refusal, const front::Visit& visit) {
  const int status = is_about_credential(refusal.reason)           ? 401
                     : refusal.reason == Reason::permission_denied ? 403
                                                                   : 400;
  const std::string code = refusal.said.code.empty() ? "REFUSED" : refusal.said.code;
  return http::json(
      status, Json::object({{"code", code}, {"at", refusal.said.member}, {"operation", visit.journal.operation}}));
}

}  // namespace

const login::Policy& policy() {
  static const login::Policy policy{.door = "sample.sign-in",
                                    .stages = {{login::password()}, {digits()}, {rules()}},
                                    .ticket = login::Policy::Ticket::renewed_with_each_step};
  return policy;
}

std::vector<front::Api> apis() {
  const front::Group anonymous{
      {{"POST", "/sample/sign-in", "signIn", sign_in}, {"GET", "/sample/passes/keys", "showKeys", show_keys}}, refuse};
  const front::Group holders{
      {{"GET", "/sample/rooms", "listRooms", list_rooms}, {"POST", "/sample/rooms/{room}", "enterRoom", enter_room}},
      refuse,
      [](front::Visit& visit) {
        visit.caller.set(gate::admit(visit, {{"sample_pass"}, {}}, gate::OrgHeader::ignored));
      }};
  return {{"sample", {anonymous, holders}}};
}

}  // namespace understudy::sample
