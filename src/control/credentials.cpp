#include "access/key_sets.h"
#include "access/ready_tokens.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

Json to_json(const User& user) {
  Json json = Json::object({{"id", user.id},
                            {"tenant_id", user.tenant_id},
                            {"email", user.email},
                            {"display_name", user.display_name},
                            {"status", to_text(user.status)}});
  if (!user.password.empty()) json.set("password", user.password);
  json.set("roles", Json::array_of(user.roles));
  return json;
}

Json to_json(const access::ReadyToken& ready) {
  return Json::object({{"id", ready.row.id},
                       {"name", ready.row.name},
                       {"token_type", to_text(ready.row.type)},
                       {"tenant_id", ready.row.tenant_id},
                       {"user_id", ready.row.user_id},
                       {"roles", Json::array_of(ready.row.assignments)},
                       {"state", ready.state},
                       {"token", ready.token}});
}

}  // namespace

http::Reply list_credentials(const Control& control, front::Visit& visit) {
  const auto world = control.world(visit);
  const std::string base = control.base_of(*world);
  Json users = Json::array();
  world->step([&](WorldState& state) {
    for (const auto& seeded : world->seed().users.rows())
      if (const User* user = state.users.find(seeded.id)) users.push(to_json(*user));
  });
  Json tokens = Json::array();
  for (const auto& ready : access::ready_tokens(*world, base)) tokens.push(to_json(ready));
  return http::json(200, Json::object({{"world", world->name()},
                                       {"base_url", base},
                                       {"issuer", access::issuer(access::epilot_api, *world, base)},
                                       {"users", std::move(users)},
                                       {"access_tokens", std::move(tokens)}}));
}

}  // namespace understudy::control
