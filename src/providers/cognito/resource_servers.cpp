// Resource servers of a pool: whose scopes its clients may be given, beside the standard ones.
#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

Json to_json(const ResourceServer& server) {
  Json json = Json::object({{"UserPoolId", server.pool_id}, {"Identifier", server.name}});
  for (const auto& [name, value] : server.settings.members()) json.set(name, value);
  return json;
}

Json answer(const ResourceServer& server) { return Json::object({{"ResourceServer", to_json(server)}}); }

Json settings_of(const Call& call) {
  Json settings = Json::object({{"Name", call.text("Name")}});
  if (const Json* scopes = find_set(call.body, "Scopes")) settings.set("Scopes", *scopes);
  return settings;
}

const ResourceServer& server_of(const Call& call, const CognitoState& cognito) {
  const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
  const auto identifier = call.text("Identifier");
  const auto* server = cognito.resource_servers.find(within(pool.id, identifier));
  if (server == nullptr)
    refuse("ResourceNotFoundException", cat({"Resource server ", shorten(identifier, 260), " does not exist."}));
  return *server;
}

}  // namespace

Json create_resource_server(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    require_room(cognito.resource_servers, most_of_a_kind, "resource servers");
    ResourceServer server;
    server.name = call.text("Identifier");
    server.pool_id = pool.id;
    server.id = within(pool.id, server.name);
    if (cognito.resource_servers.find(server.id) != nullptr)
      refuse_parameter(cat({server.name, " already exists in user pool ", pool.id, "."}));
    server.settings = settings_of(call);
    cognito.resource_servers.put(server);
    return answer(server);
  });
}

Json describe_resource_server(Call& call) {
  return call.visit.world.step([&](WorldState& state) { return answer(server_of(call, cognito_of(state))); });
}

Json update_resource_server(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    ResourceServer server = server_of(call, cognito);
    server.settings = settings_of(call);
    cognito.resource_servers.put(server);
    return answer(server);
  });
}

Json delete_resource_server(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    cognito.resource_servers.erase(std::string(server_of(call, cognito).id));
  });
  return {};
}

Json list_resource_servers(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    const auto servers = cognito.resource_servers.find_all(ResourceServer::by_pool, pool.id);
    return listed(call, {"ResourceServers", 50}, servers.size(), [&](size_t row) { return to_json(*servers[row]); });
  });
}

}  // namespace understudy::cognito
