#include "providers/sample/club.h"

#include <algorithm>

#include "base/text.h"
#include "gate/authorizer.h"
#include "login/attempt.h"
#include "login/password.h"
#include "providers/sample/passes.h"

namespace understudy::sample {

namespace {

/// The challenge: the last four digits of one's telephone, of whoever has one.
login::Factor digits_factor() {
  return {.name = "digits",
          .place = login::Factor::Place::second,
          .is_enrolled = [](const User& user) { return user.phone.size() >= 4; },
          .is_right =
              [](World& /*world*/, const login::Given& given) {
                return given.answer == std::string_view(given.user.phone).substr(given.user.phone.size() - 4);
              }};
}

const login::Factors& factors() {
  static const login::Factors all{login::password_factor(), digits_factor()};
  return all;
}

http::Reply to_reply(front::Visit& visit, const login::Turn& turn) {
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) {
    const Pass pass = visit.world.step([&](WorldState& state) {
      return issue_pass(state, visit.world, *state.users.find(done->user_id), std::nullopt);
    });
    return http::json(201, Json::object({{"pass", sign_pass(visit.world, visit.signer, visit.base, pass)}}));
  }
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  if (turn.verdict != login::Verdict::accepted || asking == nullptr)
    throw Refusal{
        Reason::bad_signature, "the answer is right", "", std::string(to_text(turn.verdict)), {.code = "WRONG_ANSWER"}};
  return http::json(200, Json::object({{"attempt", turn.attempt}, {"next", asking->factors.front()}}));
}

/// {"email":…,"password":…}, then {"attempt":…,"digits":…}
http::Reply sign_in(front::Visit& visit) {
  const Json body = parse_json(visit.request.body).value_or(Json());
  login::Door entrance(visit.world, {}, factors());
  std::string attempt(body.text_at("attempt"));
  const bool is_second = !attempt.empty();
  if (!is_second) attempt = entrance.identify("", {std::string(body.text_at("email")), ""}, visit.request.peer).attempt;
  const std::string_view factor = is_second ? "digits" : "password";
  return to_reply(visit, entrance.answer(attempt, factor, body.text_at(factor)));
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
