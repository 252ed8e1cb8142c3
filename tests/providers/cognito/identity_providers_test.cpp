// A pool's outside identity providers.
#include <gtest/gtest.h>

#include "providers/cognito/pool_equipment.h"

namespace understudy::cognito {

TEST(IdentityProviders, AreCompletedByTheirType) {
  Equipment calls;
  struct Row {
    std::string type;
    std::string details;
    std::string added;  ///< to these
    std::string mapping;
  };
  const std::string social = R"("client_id":"c","client_secret":"s","authorize_scopes":"email")";
  const std::vector<Row> rows{
      {"Google", social,
       R"("attributes_url":"https://people.googleapis.com/v1/people/me?personFields=",)"
       R"("attributes_url_add_attributes":"true","authorize_url":"https://accounts.google.com/o/oauth2/v2/auth",)"
       R"("oidc_issuer":"https://accounts.google.com","token_request_method":"POST",)"
       R"("token_url":"https://www.googleapis.com/oauth2/v4/token")",
       R"({"username":"sub"})"},
      {"Facebook", social,
       R"("attributes_url":"https://graph.facebook.com/v17.0/me?fields=","attributes_url_add_attributes":"true",)"
       R"("authorize_url":"https://www.facebook.com/v17.0/dialog/oauth","token_request_method":"GET",)"
       R"("token_url":"https://graph.facebook.com/v17.0/oauth/access_token")",
       R"({"username":"id"})"},
      {"LoginWithAmazon", social,
       R"("attributes_url":"https://api.amazon.com/user/profile","attributes_url_add_attributes":"false",)"
       R"("authorize_url":"https://www.amazon.com/ap/oa","token_request_method":"POST",)"
       R"("token_url":"https://api.amazon.com/auth/o2/token")",
       R"({"username":"user_id"})"},
      {"SignInWithApple", R"("client_id":"c","private_key":"k","team_id":"t","key_id":"i")",
       R"("attributes_url_add_attributes":"false","authorize_url":"https://appleid.apple.com/auth/authorize",)"
       R"("oidc_issuer":"https://appleid.apple.com","token_request_method":"POST",)"
       R"("token_url":"https://appleid.apple.com/auth/token")",
       R"({"username":"sub"})"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.type);
    calls.tell(create_identity_provider, provider_called(row.type, row.type, "{" + row.details + "}"));
    EXPECT_EQ(calls.tell(describe_identity_provider, R"("ProviderName":")" + row.type + "\""),
              R"({"IdentityProvider":{"UserPoolId":")" + calls.pool + R"(","ProviderName":")" + row.type +
                  R"(","ProviderType":")" + row.type + R"(","ProviderDetails":{)" + row.details + "," + row.added +
                  R"(},"AttributeMapping":)" + row.mapping +
                  R"(,"LastModifiedDate":1767225600,"CreationDate":1767225600}})");
  }
}

TEST(IdentityProviders, GiveBackWhatTheyWereGiven) {
  Equipment calls;
  Json details = *parse_json(oidc);
  details.set("attributes_url_add_attributes", "false");
  EXPECT_EQ(calls.tell(create_identity_provider,
                       provider_called("Staff", "OIDC", oidc,
                                       R"(,"AttributeMapping":{"email":"mail"},"IdpIdentifiers":["acme.test"])")),
            R"({"IdentityProvider":{"UserPoolId":")" + calls.pool +
                R"(","ProviderName":"Staff","ProviderType":"OIDC","ProviderDetails":)" + details.dump() +
                R"(,"AttributeMapping":{"email":"mail","username":"sub"},"IdpIdentifiers":["acme.test"],)"
                R"("LastModifiedDate":1767225600,"CreationDate":1767225600}})");
  EXPECT_EQ(calls.tell(create_identity_provider,
                       provider_called("Corp", "SAML", R"({"MetadataURL":"https://idp.test/saml"})")),
            R"({"IdentityProvider":{"UserPoolId":")" + calls.pool +
                R"(","ProviderName":"Corp","ProviderType":"SAML",)"
                R"("ProviderDetails":{"MetadataURL":"https://idp.test/saml"},"LastModifiedDate":1767225600,)"
                R"("CreationDate":1767225600}})");
}

TEST(IdentityProviders, RefuseWhatTheOriginalRefuses) {
  Equipment calls;
  const std::string of_oidc =
      invalid + "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.";
  const std::string of_social = invalid + "clientId, clientSecret and authorizeScopes are all required idp details.";
  const std::vector<Refused> rows{
      {provider_called("Corp", "SAML", "{}"),
       invalid + "At least one of the MetadataURL or MetadataFile should be provided."},
      {provider_called("Corp", "SAML", R"({"MetadataURL":"https://a","MetadataFile":"<a/>"})"),
       invalid + "Only one of the MetadataURL or MetadataFile should be provided."},
      {provider_called("Staff", "OIDC", R"({"client_id":"c","authorize_scopes":"openid","oidc_issuer":"https://a"})"),
       of_oidc},
      {provider_called("Staff", "OIDC", "{}"), of_oidc},
      {provider_called("Google", "Google", R"({"client_id":"c","client_secret":"s"})"), of_social},
      {provider_called("Facebook", "Facebook", R"({"client_id":"c","authorize_scopes":"email"})"), of_social},
      {provider_called("SignInWithApple", "SignInWithApple", R"({"client_id":"c"})"),
       invalid + "clientId, privateKey, teamId, and keyId are all required idp details."},
      {provider_called("Mine", "Google", "{}"), invalid + "Provider Mine cannot be of type Google."},
      {provider_called("Google", "OIDC", oidc), invalid + "Provider Google cannot be of type OIDC."},
      {provider_called("SAML", "OIDC", oidc), "accepted"},
      {provider_called("Staff", "OIDC", oidc), "accepted"},
      {provider_called("Staff", "OIDC", oidc),
       "DuplicateProviderException: Staff already exists in user pool " + calls.pool},
  };
  for (const auto& row : rows)
    EXPECT_EQ(calls.refused(create_identity_provider, row.members), row.refusal) << row.members;
  EXPECT_EQ(counts(calls)[7], 2u);
  EXPECT_EQ(calls.refused(update_identity_provider, R"("ProviderName":"Staff","ProviderDetails":{"client_id":"d"})"),
            of_oidc);
}

TEST(IdentityProviders, AreUpdatedByWhatIsGiven) {
  Equipment calls;
  calls.tell(create_identity_provider,
             provider_called("Staff", "OIDC", oidc,
                             R"(,"AttributeMapping":{"email":"mail"},"IdpIdentifiers":["a.test","b.test"])"));
  calls.mock.machine += std::chrono::seconds(1);
  const std::string name = R"("ProviderName":"Staff")";
  Json told = *calls.ask(update_identity_provider, calls.of_pool(name)).find("IdentityProvider");
  EXPECT_EQ(member(told, "AttributeMapping"), R"({"email":"mail","username":"sub"})");
  EXPECT_EQ(member(told, "IdpIdentifiers"), R"(["a.test","b.test"])");
  EXPECT_EQ(member(told, "LastModifiedDate"), "1767225601");
  EXPECT_EQ(within_json(told, {"ProviderDetails", "client_id"}), Json("c"));

  Json details = *parse_json(oidc);
  details.set("client_id", "d");
  calls.ask(update_identity_provider,
            calls.of_pool(name + R"(,"AttributeMapping":{"name":"n"},"IdpIdentifiers":[],"ProviderDetails":)" +
                          details.dump()));
  told = *calls.ask(describe_identity_provider, calls.of_pool(name)).find("IdentityProvider");
  EXPECT_EQ(member(told, "AttributeMapping"), R"({"name":"n","username":"sub"})");
  EXPECT_EQ(member(told, "IdpIdentifiers"), "none");
  EXPECT_EQ(within_json(told, {"ProviderDetails", "client_id"}), Json("d"));
}

TEST(IdentityProviders, AreFoundByIdentifiersListedAndDeleted) {
  Equipment calls;
  for (const auto* name : {"A", "B", "C"})
    calls.tell(create_identity_provider,
               provider_called(name, "OIDC", oidc, std::string(R"(,"IdpIdentifiers":["x","of )") + name + "\"]"));
  const Json found = calls.ask(get_identity_provider_by_identifier, calls.of_pool(R"("IdpIdentifier":"of B")"));
  EXPECT_EQ(found, calls.ask(describe_identity_provider, calls.of_pool(R"("ProviderName":"B")")));
  const std::string missing = "ResourceNotFoundException: Identity provider D does not exist.";
  EXPECT_EQ(calls.refused(get_identity_provider_by_identifier, R"("IdpIdentifier":"D")"), missing);

  const Json page = calls.ask(list_identity_providers, calls.of_pool(R"("MaxResults":2)"));
  ASSERT_EQ(page.find("Providers")->items().size(), 2u);
  EXPECT_EQ(page.find("Providers")->items().front().dump(),
            R"({"ProviderName":"A","ProviderType":"OIDC","LastModifiedDate":1767225600,"CreationDate":1767225600})");
  const Json last = calls.ask(list_identity_providers,
                              calls.of_pool(R"("NextToken":")" + std::string(page.text_at("NextToken")) + "\""));
  EXPECT_EQ(last.find("Providers")->items().size(), 1u);

  EXPECT_TRUE(calls.ask(delete_identity_provider, calls.of_pool(R"("ProviderName":"B")")).is_null());
  EXPECT_EQ(counts(calls)[7], 2u);
  for (const Operation operation : {describe_identity_provider, update_identity_provider, delete_identity_provider}) {
    EXPECT_EQ(calls.refused(operation, R"("ProviderName":"D")"), missing);
    EXPECT_EQ(calls.refusal_of(operation, naming(calls.new_pool("q"), R"(,"ProviderName":"A")")),
              "ResourceNotFoundException: Identity provider A does not exist.");
  }
  for (const Operation operation : {create_identity_provider, list_identity_providers,
                                    get_identity_provider_by_identifier, describe_identity_provider})
    EXPECT_EQ(calls.refusal_of(operation, naming("eu-central-1_none")), no_pool);
}

}  // namespace understudy::cognito
