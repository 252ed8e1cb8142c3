// The ids and secrets of app clients.
#include <gtest/gtest.h>

#include "providers/cognito/client_calls.h"

namespace understudy::cognito {

TEST(UserPoolClients, HaveIdsAndSecretsThatFollowFromTheirNames) {
  ClientCalls one;
  const auto id = one.new_client(R"(,"GenerateSecret":true)");
  const std::string secret(one.tell(id).text_at("ClientSecret"));
  EXPECT_EQ(secret.size(), 51u);
  EXPECT_EQ(secret.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos) << secret;
  ClientCalls other;
  other.ask(create_user_pool_client, naming(other.pool, R"(,"ClientName":"another","GenerateSecret":true)"));
  EXPECT_EQ(other.new_client(R"(,"GenerateSecret":true)"), id);
  EXPECT_EQ(other.tell(id).text_at("ClientSecret"), secret);
  EXPECT_NE(other.new_client(), id);
  EXPECT_EQ(other.create(R"(,"ClientSecret":"My1OwnSecret2Of3Sufficient")").text_at("ClientSecret"),
            "My1OwnSecret2Of3Sufficient");
}

TEST(UserPoolClients, ExchangeTheirSecrets) {
  ClientCalls calls;
  const auto id = calls.new_client(R"(,"GenerateSecret":true)");
  const auto first = calls.row(id).secrets.front();
  const Json added = *calls.ask(add_user_pool_client_secret, calls.naming_client(id)).find("ClientSecretDescriptor");
  const std::string second(added.text_at("ClientSecretId"));
  EXPECT_EQ(first.id, id + "--1767225600000");
  EXPECT_EQ(added.dump(), R"({"ClientSecretId":")" + id + R"(--1767225600001","ClientSecretValue":")" +
                              calls.row(id).secrets.back().value + R"(","ClientSecretCreateDate":1767225600})");
  EXPECT_EQ(calls.ask(list_user_pool_client_secrets, calls.naming_client(id)).dump(),
            R"({"ClientSecrets":[{"ClientSecretId":")" + first.id +
                R"(","ClientSecretCreateDate":1767225600},{"ClientSecretId":")" + second +
                R"(","ClientSecretCreateDate":1767225600}]})");
  EXPECT_EQ(calls.refusal_of(add_user_pool_client_secret, calls.naming_client(id)),
            "LimitExceededException: There are at most 2 secrets of an app client.");
  const auto drop = [&](const std::string& secret) {
    return calls.refusal_of(delete_user_pool_client_secret,
                            calls.naming_client(id, R"(,"ClientSecretId":")" + secret + "\""));
  };
  EXPECT_EQ(drop("none"), "ResourceNotFoundException: Client secret none does not exist.");
  EXPECT_EQ(drop(first.id), "accepted");
  EXPECT_EQ(drop(second), "InvalidParameterException: The only secret of an app client can not be deleted.");
  EXPECT_EQ(calls.tell(id).text_at("ClientSecret"), added.text_at("ClientSecretValue"));
}

TEST(UserPoolClients, AreNotToldTheSecretsThatTheyBrought) {
  ClientCalls calls;
  const auto id = calls.new_client();
  const Json added = calls.ask(add_user_pool_client_secret,
                               calls.naming_client(id, R"(,"ClientSecret":"My1OwnSecret2Of3Sufficient")"));
  EXPECT_EQ(added.dump(), R"({"ClientSecretDescriptor":{"ClientSecretId":")" + id +
                              R"(--1767225600000","ClientSecretCreateDate":1767225600}})");
  EXPECT_EQ(calls.row(id).secrets.front().value, "My1OwnSecret2Of3Sufficient");
}

}  // namespace understudy::cognito
