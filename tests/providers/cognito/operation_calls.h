// User pools of a world, asked by their operations' own functions.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/operations.h"
#include "support/mock.h"

namespace understudy::cognito {

/// Bodies are taken as they are: nothing here holds them against the service's model.
class OperationCalls {
 public:
  explicit OperationCalls(Seed seed = testing::small_seed()) : mock(std::move(seed)) {
    mock.world().step([&](WorldState& state) { state.parts.put(begin(mock.world().seed())); });
  }

  template <class Change>
  auto step(Change change) {
    return mock.world().step(change);
  }

  /// Throws Refusal.
  Json ask(Operation operation, std::string_view body) {
    testing::EmptyVisit empty(mock.world());
    const auto parsed = parse_json(body);
    if (!parsed) {
      ADD_FAILURE() << "no JSON: " << body;
      return {};
    }
    Call call{empty.visit, *parsed};
    Json answer = operation(call);
    deliver_post(call);
    return answer;
  }

  /// "InvalidParameterException: …", or "accepted".
  std::string refusal_of(Operation operation, std::string_view body) {
    try {
      ask(operation, body);
      return "accepted";
    } catch (const Refusal& refusal) {
      return refusal.said.code + ": " + refusal.message();
    }
  }

  /// The id of a new pool; `more` are further members of the request: ",\"MfaConfiguration\":\"OFF\"".
  std::string new_pool(const std::string& name, const std::string& more = "") {
    const Json answer = ask(create_user_pool, R"({"PoolName":")" + name + "\"" + more + "}");
    return std::string(answer.find("UserPool")->text_at("Id"));
  }

  testing::Mock mock;
};

/// A member of a member: "UserPool", "Policies".
inline Json within_json(const Json& json, std::initializer_list<std::string_view> way) {
  Json here = json;
  for (const auto name : way) {
    const Json* next = here.find(name);
    if (next == nullptr) return {};
    here = Json(*next);
  }
  return here;
}

/// A request that names the pool; `more` are its further members.
inline std::string naming(const std::string& pool_id, const std::string& more = "") {
  return R"({"UserPoolId":")" + pool_id + "\"" + more + "}";
}

inline Json described(OperationCalls& calls, const std::string& pool_id) {
  return *calls.ask(describe_user_pool, naming(pool_id)).find("UserPool");
}

/// The member as JSON, or "none".
inline std::string member(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value == nullptr ? "none" : value->dump();
}

/// How many rows there are: of the directory's tenants, roles and users, then of user pools' own.
inline std::vector<size_t> counts(OperationCalls& calls) {
  return calls.step([](WorldState& state) {
    const auto& cognito = cognito_of(state);
    return std::vector<size_t>{state.tenants.size(),
                               state.roles.size(),
                               state.users.size(),
                               cognito.pools.size(),
                               cognito.clients.size(),
                               cognito.accounts.size(),
                               cognito.groups.size(),
                               cognito.identity_providers.size(),
                               cognito.resource_servers.size(),
                               cognito.domains.size(),
                               cognito.families.size(),
                               cognito.codes.size()};
  });
}

}  // namespace understudy::cognito
