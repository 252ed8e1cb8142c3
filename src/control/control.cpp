#include "control/control.h"

#include <algorithm>

#include "base/text.h"
#include "control/operations.h"
#include "front/problem.h"
#include "front/world_choice.h"

namespace understudy::control {

namespace {

using Operation = http::Reply (*)(const Control&, front::Visit&);

http::Reply refuse(const Refusal& refusal, const World& /*world*/) { return front::problem(refusal); }

}  // namespace

std::string Control::base_of(const World& world) const {
  return front::world_address(options.public_url, world.name());
}

Json read_body(const front::Visit& visit, std::initializer_list<std::string_view> known) {
  if (visit.request.body.empty()) return Json::object();
  JsonError error;
  auto body = parse_json(visit.request.body, &error);
  if (!body || !body->is_object())
    throw Refusal{Reason::invalid_request,
                  error.message.empty() ? "the body is a JSON object" : "the body is JSON: " + error.message,
                  "an object", body ? std::string(body->type_name()) : ""};
  for (const auto& member : body->members())
    if (std::find(known.begin(), known.end(), member.name) == known.end())
      throw Refusal{Reason::invalid_request, "the body has only members that this operation knows",
                    join({known.begin(), known.end()}, ", "), std::string(shorten(member.name, 40))};
  return *body;
}

uint64_t read_number(const http::Fields& query, std::string_view name, uint64_t otherwise, uint64_t most) {
  const auto* text = query.find(name);
  if (text == nullptr) return otherwise;
  const auto number = parse_number(*text);
  const bool is_bounded = most < std::numeric_limits<uint64_t>::max();
  if (!number || *number > most)
    throw Refusal{Reason::invalid_request,
                  cat({name, " is a whole number", is_bounded ? cat({" of at most ", std::to_string(most)}) : ""}), "",
                  std::string(shorten(*text, 40))};
  return *number;
}

http::Reply get_health(const Control& control, front::Visit& /*visit*/) {
  return http::json(200, Json::object({{"status", "ok"}, {"version", control.options.version}}));
}

std::vector<front::Emulator> emulators(Worlds& worlds, ControlOptions options) {
  auto admit = admission(std::move(options.admission));
  const auto control = std::make_shared<const Control>(Control{worlds, std::move(options)});
  const auto with = [control](Operation operation) {
    return [control, operation](front::Visit& visit) { return operation(*control, visit); };
  };
  front::Emulator health{.name = "control",
                         .routes = {{"GET", "/_understudy/v1/health", "health", with(get_health)}},
                         .refuse = refuse,
                         .scope = front::Scope::server};
  front::Emulator api{
      .name = "control",
      .routes =
          {
              {"GET", "/_understudy/v1/worlds", "listWorlds", with(list_worlds)},
              {"POST", "/_understudy/v1/worlds", "createWorld", with(create_world)},
              {"GET", "/_understudy/v1/worlds/{world}", "getWorld", with(get_world)},
              {"DELETE", "/_understudy/v1/worlds/{world}", "deleteWorld", with(delete_world)},
              {"POST", "/_understudy/v1/worlds/{world}/reset", "resetWorld", with(reset_world)},
              {"GET", "/_understudy/v1/worlds/{world}/clock", "getClock", with(get_clock)},
              {"POST", "/_understudy/v1/worlds/{world}/clock/set", "setClock", with(set_clock)},
              {"POST", "/_understudy/v1/worlds/{world}/clock/advance", "advanceClock", with(advance_clock)},
              {"POST", "/_understudy/v1/worlds/{world}/clock/freeze", "freezeClock", with(freeze_clock)},
              {"POST", "/_understudy/v1/worlds/{world}/clock/release", "releaseClock", with(release_clock)},
              {"GET", "/_understudy/v1/worlds/{world}/credentials", "listCredentials", with(list_credentials)},
              {"POST", "/_understudy/v1/worlds/{world}/tokens", "mintToken", with(mint_token)},
              {"POST", "/_understudy/v1/worlds/{world}/revoke", "revoke", with(revoke)},
              {"GET", "/_understudy/v1/worlds/{world}/journal", "readJournal", with(read_journal)},
              {"GET", "/_understudy/v1/worlds/{world}/keys", "listKeys", with(list_keys)},
              {"POST", "/_understudy/v1/worlds/{world}/keys/{set}/rotate", "rotateKeys", with(rotate_keys)},
              {"GET", "/_understudy/v1/worlds/{world}/keys/{set}/private", "exportKey", with(export_key)},
          },
      .refuse = refuse,
      .scope = front::Scope::server,
      .admit = std::move(admit),
      .headers = protective_headers()};
  return {std::move(health), std::move(api)};
}

}  // namespace understudy::control
