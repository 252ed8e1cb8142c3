// Worlds, listed, made, looked at, dropped and begun again.
#include "base/text.h"
#include "control/operations.h"
#include "front/world_choice.h"

namespace understudy::control {

namespace {

Json to_json(const Control& control, const World& world) {
  Json json = Json::object({{"name", world.name()}, {"base_url", control.base_of(world)}});
  if (!world.notice().empty()) json.set("notice", world.notice());
  return json;
}

}  // namespace

http::Reply list_worlds(const Control& control, front::Visit& /*visit*/) {
  Json list = Json::array();
  for (const auto& name : control.worlds.names())
    list.push(Json::object({{"name", name}, {"base_url", front::world_address(control.options.public_url, name)}}));
  return http::json(200, Json::object({{"worlds", std::move(list)}}));
}

http::Reply create_world(const Control& control, front::Visit& visit) {
  const Json body = read_body(visit, {"name"});
  // Naming a world that is there already is no error: a test that is run again names it again.
  const auto created = control.worlds.create(body.text_at("name"));
  return http::json(created.is_new ? 201 : 200, to_json(control, *created.world));
}

http::Reply get_world(const Control& control, front::Visit& visit) {
  return http::json(200, to_json(control, *control.known_world(visit)));
}

http::Reply delete_world(const Control& control, front::Visit& visit) {
  const std::string& name = visit.params["world"];
  if (name == default_world)
    throw Refusal{Reason::invalid_request, "the default world stays; it can be reset",
                  "POST /_understudy/v1/worlds/default/reset", ""};
  if (!control.worlds.remove(name)) throw control.worlds.unknown(name);
  return http::no_content();
}

http::Reply reset_world(const Control& control, front::Visit& visit) {
  return http::json(200, to_json(control, *control.worlds.reset(visit.params["world"])));
}

}  // namespace understudy::control
