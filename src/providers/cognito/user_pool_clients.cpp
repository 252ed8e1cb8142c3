// App clients of a pool: made, told, changed, deleted and listed. A client may have a second secret beside the first,
// so that it can be exchanged while programs run that know the first.
#include <algorithm>

#include "base/text.h"
#include "providers/cognito/client_settings.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_secrets = 2;

Json to_json(const Client& client, const WorldState& state) {
  Json json = Json::object({{"UserPoolId", client.pool_id}, {"ClientName", client.name}, {"ClientId", client.id}});
  if (!client.secrets.empty()) json.set("ClientSecret", client.secrets.front().value);
  add_dates(json, client.dates, state);
  for (const auto& [name, value] : client.settings.members()) json.set(name, value);
  return json;
}

Json answer(const Client& client, const WorldState& state) {
  return Json::object({{"UserPoolClient", to_json(client, state)}});
}

/// A ClientSecretDescriptorType; its value is told once, to whom it is new.
Json describe(const Secret& secret, const WorldState& state, bool tells_value) {
  Json json = Json::object({{"ClientSecretId", secret.id}});
  if (tells_value) json.set("ClientSecretValue", secret.value);
  json.set("ClientSecretCreateDate", cognito::to_json(secret.created.at(state.started)));
  return json;
}

const Client& client_of(const Call& call, const CognitoState& cognito) {
  return named_client(cognito, call.text("ClientId"), named_pool(cognito, call.text("UserPoolId")));
}

}  // namespace

Json create_user_pool_client(Call& call) {
  const bool has_secret = call.flag("GenerateSecret") || call.has("ClientSecret");
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    require_room(cognito.clients, most_of_a_kind, "app clients");
    Client client;
    client.pool_id = pool.id;
    client.name = call.text("ClientName");
    client.settings = new_client_settings(call.body, pool, cognito, has_secret);
    client.id = new_client_id(state, pool, client.name);
    client.dates = dates_now(state);
    if (has_secret) client.secrets.push_back(new_secret(state, client, call.text("ClientSecret")));
    cognito.clients.put(client);
    return answer(client, state);
  });
}

Json describe_user_pool_client(Call& call) {
  return call.visit.world.step([&](WorldState& state) { return answer(client_of(call, cognito_of(state)), state); });
}

Json update_user_pool_client(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Client client = client_of(call, cognito);
    const Pool& pool = named_pool(cognito, client.pool_id);
    client.settings = changed_client_settings(client.settings, call.body, pool, cognito, !client.secrets.empty());
    if (call.has("ClientName")) client.name = call.text("ClientName");
    touch(client.dates, state);
    cognito.clients.put(client);
    return answer(client, state);
  });
}

/// Its tokens stay in the table: whoever brings one is asked for the client first.
Json delete_user_pool_client(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    cognito.clients.erase(std::string(client_of(call, cognito).id));
  });
  return {};
}

Json list_user_pool_clients(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    const auto clients = cognito.clients.find_all(Client::by_pool, pool.id);
    return listed(call, {"UserPoolClients"}, clients.size(), [&](size_t row) {
      const Client& client = *clients[row];
      return Json::object({{"ClientId", client.id}, {"UserPoolId", client.pool_id}, {"ClientName", client.name}});
    });
  });
}

Json add_user_pool_client_secret(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Client client = client_of(call, cognito);
    if (client.secrets.size() >= most_secrets) refuse_beyond(most_secrets, "secrets of an app client");
    const Secret secret = new_secret(state, client, call.text("ClientSecret"));
    client.secrets.push_back(secret);
    touch(client.dates, state);
    cognito.clients.put(std::move(client));
    return Json::object({{"ClientSecretDescriptor", describe(secret, state, !call.has("ClientSecret"))}});
  });
}

Json list_user_pool_client_secrets(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    Json list = Json::array();
    for (const auto& secret : client_of(call, cognito_of(state)).secrets) list.push(describe(secret, state, false));
    return Json::object({{"ClientSecrets", std::move(list)}});
  });
}

Json delete_user_pool_client_secret(Call& call) {
  const auto id = call.text("ClientSecretId");
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Client client = client_of(call, cognito);
    const auto secret =
        std::find_if(client.secrets.begin(), client.secrets.end(), [&](const Secret& known) { return known.id == id; });
    if (secret == client.secrets.end())
      refuse("ResourceNotFoundException", cat({"Client secret ", shorten(id, 160), " does not exist."}));
    if (client.secrets.size() == 1) refuse_parameter("The only secret of an app client can not be deleted.");
    client.secrets.erase(secret);
    touch(client.dates, state);
    cognito.clients.put(std::move(client));
  });
  return Json::object();
}

}  // namespace understudy::cognito
