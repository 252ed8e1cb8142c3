#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/cognito/operation_calls.h"

namespace understudy::cognito {

namespace {

/// A pool of small_seed()'s tenant, with what it may have: a client, a group, an account, a token, a code and so on.
void put_full_pool(WorldState& state, const std::string& id, const std::string& tenant_id, const std::string& user_id,
                   Json settings) {
  auto& cognito = cognito_of(state);
  Pool pool;
  pool.id = id;
  pool.tenant_id = tenant_id;
  pool.settings = std::move(settings);
  cognito.pools.put(pool);
  const auto of_pool = [&](auto row) {
    row.id = id + "'s";
    row.pool_id = id;
    return row;
  };
  cognito.clients.put(of_pool(Client()));
  cognito.groups.put(of_pool(UserGroup()));
  cognito.identity_providers.put(of_pool(IdentityProvider()));
  cognito.resource_servers.put(of_pool(ResourceServer()));
  Account account;
  account.id = user_id;
  account.pool_id = id;
  cognito.accounts.put(account);
  TokenFamily family;
  family.id = user_id + "'s";
  family.user_id = user_id;
  cognito.families.put(family);
  Code code;
  code.id = user_id + " sign_up";
  code.user_id = user_id;
  cognito.codes.put(code);
}

}  // namespace

TEST(UserPools, AreToldWhenTheyAreMadeWithTagsWhereTheyHaveAny) {
  OperationCalls calls;
  Json made = *calls.ask(create_user_pool, R"({"PoolName":"a"})").find("UserPool");
  const std::string id(made.text_at("Id"));
  EXPECT_EQ(member(made, "UserPoolTags"), "none");
  Json told = described(calls, id);
  EXPECT_EQ(member(told, "UserPoolTags"), "{}");
  told.remove("UserPoolTags");
  EXPECT_EQ(made, told);
  const Json tagged = calls.ask(create_user_pool, R"({"PoolName":"b","UserPoolTags":{"team":"web"}})");
  EXPECT_EQ(member(*tagged.find("UserPool"), "UserPoolTags"), R"({"team":"web"})");
}

TEST(UserPools, HaveIdsAndTenantsThatFollowFromTheirNames) {
  OperationCalls one;
  const auto first = one.new_pool("Acme Shop");
  const auto second = one.new_pool("Acme Shop");
  OperationCalls other;
  other.new_pool("In between");
  EXPECT_EQ(other.new_pool("Acme Shop"), first);
  other.new_pool("日本");
  EXPECT_EQ(other.new_pool("Acme Shop"), second);

  EXPECT_TRUE(first.starts_with("eu-central-1_")) << first;
  EXPECT_EQ(first.size(), std::string("eu-central-1_").size() + 9);
  const auto tenants = other.step([](WorldState& state) {
    std::vector<Tenant> all;
    for (const Pool* pool : cognito_of(state).pools.find_all(Pool::all, ""))
      all.push_back(*state.tenants.find(pool->tenant_id));
    return all;
  });
  ASSERT_EQ(tenants.size(), 4u);
  std::vector<std::string> slugs;
  std::vector<std::string> names;
  for (const auto& tenant : tenants) {
    slugs.push_back(tenant.slug);
    names.push_back(tenant.name);
    EXPECT_EQ(tenant.id.size(), 6u) << tenant.id;
    EXPECT_TRUE(parse_number(tenant.id)) << tenant.id;
    EXPECT_NE(tenant.id, "739224");
  }
  EXPECT_EQ(join(slugs, " "), "in-between acme-shop pool acme-shop-2");
  EXPECT_EQ(join(names, ","), "In between,Acme Shop,日本,Acme Shop");
}

TEST(UserPools, ThatAreNotThereAreNotFound) {
  OperationCalls calls;
  const std::string refused = "ResourceNotFoundException: User pool eu-central-1_none does not exist.";
  for (const Operation operation :
       {describe_user_pool, update_user_pool, delete_user_pool, add_custom_attributes, get_user_pool_mfa_config})
    EXPECT_EQ(calls.refusal_of(operation, naming("eu-central-1_none", R"(,"CustomAttributes":[])")), refused);
}

TEST(UserPools, AreListedPageByPage) {
  OperationCalls calls;
  for (const auto* name : {"a", "b", "c"}) calls.new_pool(name);
  const Json first = calls.ask(list_user_pools, R"({"MaxResults":2})");
  ASSERT_EQ(first.find("UserPools")->items().size(), 2u);
  const Json& pool = first.find("UserPools")->items().front();
  EXPECT_EQ(pool.dump(), R"({"Id":")" + std::string(pool.text_at("Id")) +
                             R"(","Name":"a","LambdaConfig":{},"LastModifiedDate":1767225600,)"
                             R"("CreationDate":1767225600})");
  const std::string token(first.text_at("NextToken"));
  const Json last = calls.ask(list_user_pools, R"({"MaxResults":2,"NextToken":")" + token + "\"}");
  ASSERT_EQ(last.find("UserPools")->items().size(), 1u);
  EXPECT_EQ(last.find("UserPools")->items().front().text_at("Name"), "c");
  EXPECT_EQ(last.find("NextToken"), nullptr);
  EXPECT_EQ(calls.refusal_of(list_user_pools, R"({"MaxResults":2,"NextToken":"?"})"),
            "InvalidParameterException: Invalid pagination token.");
}

TEST(UserPools, TellTheirDomainsAndHowManyUsersTheyHave) {
  OperationCalls calls;
  const auto id = calls.new_pool("p");
  calls.step([&](WorldState& state) {
    const std::string tenant = cognito_of(state).pools.find(id)->tenant_id;
    for (const auto* user_id : {"1", "2", "3"}) {
      User user;
      user.id = user_id;
      user.tenant_id = tenant;
      if (user.id == "3") user.status = User::Status::deleted;
      state.users.put(user);
    }
    cognito_of(state).domains.put(
        {"login.acme.example", id, "", Json::object({{"CustomDomainConfig", Json::object()}}), {}});
    cognito_of(state).domains.put({"acme", id, "", Json::object(), {}});
  });
  const Json pool = described(calls, id);
  EXPECT_EQ(member(pool, "EstimatedNumberOfUsers"), "2");
  EXPECT_EQ(member(pool, "Domain"), R"("acme")");
  EXPECT_EQ(member(pool, "CustomDomain"), R"("login.acme.example")");
}

TEST(UserPools, LeaveNothingBehindWhenTheyAreDeleted) {
  OperationCalls calls;
  const auto before = counts(calls);
  const auto id = calls.new_pool("p");
  calls.step([&](WorldState& state) {
    const Pool made = *cognito_of(state).pools.find(id);
    User user;
    user.id = "1";
    user.tenant_id = made.tenant_id;
    state.users.put(user);
    Role role;
    role.id = made.tenant_id + ":r";
    role.tenant_id = made.tenant_id;
    state.roles.put(role);
    put_full_pool(state, id, made.tenant_id, "1", made.settings);
    cognito_of(state).pools.put(made);
  });
  EXPECT_EQ(counts(calls), (std::vector<size_t>{2, 5, 3, 1, 1, 1, 1, 1, 1, 0, 1, 1}));
  EXPECT_TRUE(calls.ask(delete_user_pool, naming(id)).is_null());
  EXPECT_EQ(counts(calls), before);
}

TEST(UserPools, OfTheFixturesTenantsLeaveTheirUsersWhereTheyAre) {
  OperationCalls calls;
  const auto before = counts(calls);
  calls.step([&](WorldState& state) {
    put_full_pool(state, "eu-central-1_Fixture01", "739224", "10000001", Json::object());
    TokenFamily other;
    other.id = "other";
    other.user_id = "somebody else";
    cognito_of(state).families.put(other);
  });
  calls.ask(delete_user_pool, naming("eu-central-1_Fixture01"));
  auto after = before;
  after[10] += 1;
  EXPECT_EQ(counts(calls), after);
}

TEST(UserPools, AreNotDeletedWhereTheyAreProtectedOrHaveADomain) {
  OperationCalls calls;
  const auto id = calls.new_pool("p", R"(,"DeletionProtection":"ACTIVE")");
  EXPECT_EQ(calls.refusal_of(delete_user_pool, naming(id)),
            "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. "
            "Deletion protection must be inactivated first.");
  calls.ask(update_user_pool, naming(id, R"(,"DeletionProtection":"INACTIVE")"));
  calls.step([&](WorldState& state) { cognito_of(state).domains.put({"acme", id, "", Json::object(), {}}); });
  EXPECT_EQ(calls.refusal_of(delete_user_pool, naming(id)),
            "InvalidParameterException: User pool cannot be deleted. It has a domain configured that should be "
            "deleted first.");
  calls.step([&](WorldState& state) { cognito_of(state).domains.erase("acme"); });
  EXPECT_EQ(calls.refusal_of(delete_user_pool, naming(id)), "accepted");
}

TEST(UserPools, AreAtMostAThousandInAWorld) {
  OperationCalls calls;
  calls.step([](WorldState& state) {
    for (size_t i = 0; i + 1 < most_pools; ++i) {
      Pool pool;
      pool.id = "p_" + std::to_string(i);
      cognito_of(state).pools.put(pool);
    }
  });
  calls.new_pool("the last");
  const auto full = counts(calls);
  EXPECT_EQ(calls.refusal_of(create_user_pool, R"({"PoolName":"one more"})"),
            "LimitExceededException: There are at most 1000 user pools.");
  EXPECT_EQ(counts(calls), full);
}

TEST(UserPools, TellWhatSecondFactorsTheyAskFor) {
  OperationCalls calls;
  EXPECT_EQ(calls.ask(get_user_pool_mfa_config, naming(calls.new_pool("a"))).dump(), R"({"MfaConfiguration":"OFF"})");
  const std::string sms = R"("SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"})";
  EXPECT_EQ(calls.ask(get_user_pool_mfa_config, naming(calls.new_pool("b", "," + sms))).dump(),
            R"({"MfaConfiguration":"OFF"})");
  const auto id = calls.new_pool("c", R"(,"MfaConfiguration":"ON","SmsAuthenticationMessage":"It is {####}",)" + sms);
  EXPECT_EQ(
      calls.ask(get_user_pool_mfa_config, naming(id)).dump(),
      R"({"SmsMfaConfiguration":{"SmsAuthenticationMessage":"It is {####}",)" + sms + R"(},"MfaConfiguration":"ON"})");
}

TEST(UserPools, AreTaggedByTheirArn) {
  OperationCalls calls;
  const auto id = calls.new_pool("p", R"(,"UserPoolTags":{"team":"web"})");
  const std::string arn = R"("ResourceArn":"arn:aws:cognito-idp:eu-central-1:123456789012:userpool/)" + id + "\"";
  EXPECT_EQ(calls.ask(tag_resource, "{" + arn + R"(,"Tags":{"stage":"test","team":"app"}})").dump(), "{}");
  EXPECT_EQ(calls.ask(list_tags_for_resource, "{" + arn + "}").dump(), R"({"Tags":{"team":"app","stage":"test"}})");
  EXPECT_EQ(calls.ask(untag_resource, "{" + arn + R"(,"TagKeys":["team","none"]})").dump(), "{}");
  EXPECT_EQ(member(described(calls, id), "UserPoolTags"), R"({"stage":"test"})");

  std::string many;
  for (int i = 0; i < 51; ++i) many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + R"(":"")";
  const std::string refused = "InvalidParameterException: A user pool has at most 50 tags.";
  EXPECT_EQ(calls.refusal_of(tag_resource, "{" + arn + ",\"Tags\":{" + many + "}}"), refused);
  EXPECT_EQ(calls.refusal_of(create_user_pool, R"({"PoolName":"q","UserPoolTags":{)" + many + "}}"), refused);
  EXPECT_EQ(member(described(calls, id), "UserPoolTags"), R"({"stage":"test"})");
}

TEST(UserPools, AreFoundByTheirOwnArnAlone) {
  OperationCalls calls;
  const auto id = calls.new_pool("p");
  const auto ask = [&](const std::string& arn) {
    return calls.refusal_of(list_tags_for_resource, R"({"ResourceArn":")" + arn + "\"}");
  };
  EXPECT_EQ(ask("arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_none"),
            "ResourceNotFoundException: User pool eu-central-1_none does not exist.");
  EXPECT_EQ(ask("arn:aws:cognito-idp:eu-central-1:000000000000:userpool/" + id),
            "ResourceNotFoundException: User pool " + id + " does not exist.");
  for (const std::string arn :
       {"arn:aws:s3:eu-central-1:123456789012:userpool/", "arn:aws:cognito-idp:a:b:pool/",
        "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/x:", "urn:a:cognito-idp:a:b:userpool/"})
    EXPECT_EQ(ask(arn + id), "InvalidParameterException: Invalid resource ARN.") << arn;
}

}  // namespace understudy::cognito
