// A world's clock, told, set, moved, frozen and released.
#include "base/text.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

http::Reply tell(World& world) {
  return world.step([](WorldState& state) {
    return http::json(200, Json::object({{"now", to_iso8601_milliseconds(state.clock.now())},
                                         {"mode", to_text(state.clock.mode())},
                                         {"started", to_iso8601_milliseconds(state.started)}}));
  });
}

template <class Change>
http::Reply change_clock(World& world, Change change) {
  world.step([&](WorldState& state) { change(state.clock); });
  return tell(world);
}

Instant read_time(const Json& body, std::string_view name) {
  const auto time = parse_iso8601(body.text_at(name));
  if (!time)
    throw Refusal{Reason::invalid_request, cat({name, " is a time in ISO 8601, of the years 1970 to 9998"}),
                  "2026-01-01T00:00:00Z", std::string(shorten(body.text_at(name), 60))};
  return *time;
}

/// "1h30m", "-30s", or whole seconds as a number.
Milliseconds read_distance(const Json& body) {
  const Json* by = body.find("by");
  const bool is_number = by != nullptr && by->integer() != nullptr;
  const auto distance = parse_distance(is_number ? by->dump() : std::string(body.text_at("by")));
  if (!distance)
    throw Refusal{Reason::invalid_request, "by is a length of time of at most 100 years", "\"1h30m\", \"-30s\" or 90",
                  std::string(shorten(by == nullptr ? "nothing" : by->dump(), 60))};
  return *distance;
}

}  // namespace

http::Reply get_clock(const Control& control, front::Visit& visit) { return tell(*control.known_world(visit)); }

http::Reply set_clock(const Control& control, front::Visit& visit) {
  const Instant time = read_time(read_body(visit, {"now"}), "now");
  return change_clock(*control.world(visit), [&](Clock& clock) { clock.set(time); });
}

http::Reply advance_clock(const Control& control, front::Visit& visit) {
  const Milliseconds distance = read_distance(read_body(visit, {"by"}));
  return change_clock(*control.world(visit), [&](Clock& clock) { clock.advance(distance); });
}

http::Reply freeze_clock(const Control& control, front::Visit& visit) {
  const Json body = read_body(visit, {"at"});
  const bool at_a_time = body.find("at") != nullptr;
  const Instant time = at_a_time ? read_time(body, "at") : Instant();
  return change_clock(*control.world(visit), [&](Clock& clock) {
    if (at_a_time)
      clock.freeze_at(time);
    else
      clock.freeze();
  });
}

http::Reply release_clock(const Control& control, front::Visit& visit) {
  const Json body = read_body(visit, {"to"});
  const bool to_machine = body.text_at("to") == "system";
  if (body.find("to") != nullptr && !to_machine)
    throw Refusal{Reason::invalid_request, "to is system, or absent to tick on from where the clock stands", "system",
                  std::string(shorten(body.find("to")->dump(), 40))};
  return change_clock(*control.world(visit), [&](Clock& clock) {
    if (to_machine)
      clock.follow_machine();
    else
      clock.release();
  });
}

}  // namespace understudy::control
