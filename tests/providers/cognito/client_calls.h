// Calls about app clients.
#pragma once

#include <string>

#include "providers/cognito/operation_calls.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

/// Calls with one pool, which has an attribute of its own, a resource server and a provider.
class ClientCalls : public OperationCalls {
 public:
  ClientCalls() {
    step([this](WorldState& state) {
      auto& cognito = cognito_of(state);
      ResourceServer server;
      server.id = within(pool, "https://api.acme.example");
      server.pool_id = pool;
      server.settings = *parse_json(R"({"Name":"API","Scopes":[{"ScopeName":"orders","ScopeDescription":"Orders"}]})");
      cognito.resource_servers.put(server);
      IdentityProvider provider;
      provider.id = within(pool, "Staff");
      provider.pool_id = pool;
      cognito.identity_providers.put(provider);
    });
  }

  /// A request for a new client.
  std::string request(const std::string& more = "") const { return naming(pool, R"(,"ClientName":"web")" + more); }
  std::string naming_client(const std::string& id, const std::string& more = "") const {
    return naming(pool, R"(,"ClientId":")" + id + "\"" + more);
  }

  Json create(const std::string& more = "") {
    return *ask(create_user_pool_client, request(more)).find("UserPoolClient");
  }
  std::string new_client(const std::string& more = "") { return std::string(create(more).text_at("ClientId")); }
  Json tell(const std::string& id) { return *ask(describe_user_pool_client, naming_client(id)).find("UserPoolClient"); }
  Client row(const std::string& id) {
    return step([&](WorldState& state) { return *cognito_of(state).clients.find(id); });
  }

  const std::string pool = new_pool("p", R"(,"Schema":[{"Name":"plan"}])");
};

}  // namespace understudy::cognito
