// A pool's resource servers; and how much of a pool's equipment a world has room for.
#include <gtest/gtest.h>

#include "providers/cognito/pool_equipment.h"

namespace understudy::cognito {

TEST(ResourceServers, AreToldAsTheyWereGiven) {
  Equipment calls;
  const std::string members = R"("Identifier":"https://api.test","Name":"API",)"
                              R"("Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}])";
  const std::string told = R"({"ResourceServer":{"UserPoolId":")" + calls.pool + "\"," + members + "}}";
  const std::string identifier = R"("Identifier":"https://api.test")";
  EXPECT_EQ(calls.tell(create_resource_server, members), told);
  EXPECT_EQ(calls.tell(describe_resource_server, identifier), told);
  EXPECT_EQ(calls.refused(create_resource_server, members),
            invalid + "https://api.test already exists in user pool " + calls.pool + ".");
  const std::string renamed =
      R"({"ResourceServer":{"UserPoolId":")" + calls.pool + R"(","Identifier":"https://api.test","Name":"B"}})";
  EXPECT_EQ(calls.tell(update_resource_server, identifier + R"(,"Name":"B")"), renamed) << "scopes are replaced";
  EXPECT_EQ(calls.tell(describe_resource_server, identifier), renamed);
}

TEST(ResourceServers, AreListedAndDeleted) {
  Equipment calls;
  for (const auto* name : {"a", "b", "c"})
    calls.tell(create_resource_server, std::string(R"("Identifier":")") + name + R"(","Name":"n")");
  const Json page = calls.ask(list_resource_servers, calls.of_pool(R"("MaxResults":2)"));
  ASSERT_EQ(page.find("ResourceServers")->items().size(), 2u);
  EXPECT_EQ(page.find("ResourceServers")->items().front().dump(),
            R"({"UserPoolId":")" + calls.pool + R"(","Identifier":"a","Name":"n"})");
  EXPECT_FALSE(page.text_at("NextToken").empty());
  EXPECT_TRUE(calls.ask(delete_resource_server, calls.of_pool(R"("Identifier":"b")")).is_null());
  EXPECT_EQ(counts(calls)[8], 2u);
  for (const Operation operation : {describe_resource_server, update_resource_server, delete_resource_server}) {
    EXPECT_EQ(calls.refused(operation, R"("Identifier":"b")"),
              "ResourceNotFoundException: Resource server b does not exist.");
    EXPECT_EQ(calls.refusal_of(operation, naming(calls.new_pool("q"), R"(,"Identifier":"a")")),
              "ResourceNotFoundException: Resource server a does not exist.");
  }
  for (const Operation operation : {create_resource_server, list_resource_servers, describe_resource_server})
    EXPECT_EQ(calls.refusal_of(operation, naming("eu-central-1_none")), no_pool);
}

TEST(PoolEquipment, HasRoomForAThousandOfEachKind) {
  Equipment calls;
  calls.step([](WorldState& state) {
    auto& cognito = cognito_of(state);
    for (size_t i = 0; i < most_of_a_kind; ++i) {
      const std::string id = std::to_string(i);
      cognito.domains.put({id, "elsewhere", "", {}, {}});
      ResourceServer server;
      server.id = id;
      cognito.resource_servers.put(server);
      IdentityProvider provider;
      provider.id = id;
      cognito.identity_providers.put(provider);
    }
  });
  const std::string beginning = "LimitExceededException: There are at most 1000 ";
  EXPECT_EQ(calls.refused(create_user_pool_domain, domain_called("acme")), beginning + "domains.");
  EXPECT_EQ(calls.refused(create_resource_server, R"("Identifier":"a","Name":"n")"), beginning + "resource servers.");
  EXPECT_EQ(calls.refused(create_identity_provider, provider_called("Staff", "OIDC", oidc)),
            beginning + "identity providers.");
}

}  // namespace understudy::cognito
