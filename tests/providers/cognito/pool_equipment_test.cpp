// What a pool's hosted sign-in needs: domains, outside identity providers and resource servers.
#include <gtest/gtest.h>

#include "providers/cognito/operation_calls.h"

namespace understudy::cognito {

namespace {

struct Equipment : OperationCalls {
  const std::string pool = new_pool("p");

  std::string of_pool(const std::string& members) const { return naming(pool, "," + members); }
  std::string tell(Operation operation, const std::string& members) { return ask(operation, of_pool(members)).dump(); }
  std::string refused(Operation operation, const std::string& members) {
    return refusal_of(operation, of_pool(members));
  }
};

struct Refused {
  std::string members;
  std::string refusal;
};

const std::string invalid = "InvalidParameterException: ";
const std::string no_pool = "ResourceNotFoundException: User pool eu-central-1_none does not exist.";

std::string domain_called(const std::string& name) { return R"("Domain":")" + name + "\""; }

const std::string custom = R"(,"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:1:certificate/c"})";

std::string provider_called(const std::string& name, const std::string& type, const std::string& details,
                            const std::string& more = "") {
  return R"("ProviderName":")" + name + R"(","ProviderType":")" + type + R"(","ProviderDetails":)" + details + more;
}

const std::string oidc =
    R"({"client_id":"c","client_secret":"s","authorize_scopes":"openid","oidc_issuer":"http://idp.test",)"
    R"("attributes_request_method":"GET"})";

}  // namespace

TEST(UserPoolDomains, AreToldAsTheOriginalTellsThem) {
  Equipment calls;
  EXPECT_EQ(calls.tell(create_user_pool_domain, domain_called("acme-1")), R"({"ManagedLoginVersion":1})");
  const Json told = calls.ask(describe_user_pool_domain, "{" + domain_called("acme-1") + "}");
  const std::string front(told.find("DomainDescription")->text_at("CloudFrontDistribution"));
  EXPECT_EQ(front.size(), std::string("d.cloudfront.net").size() + 13) << front;
  EXPECT_EQ(told.dump(), R"({"DomainDescription":{"UserPoolId":")" + calls.pool +
                             R"(","AWSAccountId":"123456789012","Domain":"acme-1",)"
                             R"("S3Bucket":"aws-cognito-prod-eu-central-1-assets","CloudFrontDistribution":")" +
                             front + R"(","Version":"20260101000000","Status":"ACTIVE","ManagedLoginVersion":1}})");
  EXPECT_EQ(calls.ask(describe_user_pool_domain, R"({"Domain":"none"})").dump(), R"({"DomainDescription":{}})");
}

TEST(UserPoolDomains, MayBeOnesOwn) {
  Equipment calls;
  const Json made = calls.ask(create_user_pool_domain, calls.of_pool(domain_called("login.acme.example") +
                                                                     R"(,"ManagedLoginVersion":2)" + custom));
  const std::string front(made.text_at("CloudFrontDomain"));
  EXPECT_EQ(made.dump(), R"({"ManagedLoginVersion":2,"CloudFrontDomain":")" + front + "\"}");
  const Json told = calls.ask(describe_user_pool_domain, R"({"Domain":"login.acme.example"})");
  const Json& description = *told.find("DomainDescription");
  EXPECT_EQ(member(description, "CustomDomainConfig"), R"({"CertificateArn":"arn:aws:acm:us-east-1:1:certificate/c"})");
  EXPECT_EQ(member(description, "ManagedLoginVersion"), "2");
  EXPECT_EQ(description.text_at("CloudFrontDistribution"), front);
  EXPECT_EQ(calls.refused(create_user_pool_domain, domain_called("acme")), "accepted") << "one of each kind";
}

TEST(UserPoolDomains, RefuseWhatTheOriginalRefuses) {
  Equipment calls;
  const std::string character =
      invalid +
      "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and "
      "hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$";
  const std::vector<Refused> rows{
      {domain_called("login.acme.example"), character},
      {domain_called("Acme"), character},
      {domain_called("-acme"), character},
      {domain_called("acme-"), character},
      {domain_called("my-cognito-app"), invalid + "Domain cannot contain reserved word: cognito"},
      {domain_called("aws"), invalid + "Domain cannot contain reserved word: aws"},
      {domain_called("acme") + custom, invalid + "Custom domain is not a valid subdomain"},
      {domain_called("awesome"), "accepted"},
      {domain_called("second"), invalid + "User pool already has a domain configured."},
      {domain_called("a.acme.example") + custom, "accepted"},
      {domain_called("b.acme.example") + custom, invalid + "User pool already has a domain configured."},
  };
  for (const auto& row : rows)
    EXPECT_EQ(calls.refused(create_user_pool_domain, row.members), row.refusal) << row.members;
  EXPECT_EQ(counts(calls)[9], 2u);
  const auto other = calls.new_pool("q");
  EXPECT_EQ(calls.refusal_of(create_user_pool_domain, naming(other, "," + domain_called("awesome"))),
            invalid + "Domain already associated with another user pool.");
  EXPECT_EQ(calls.refusal_of(create_user_pool_domain, naming("eu-central-1_none", "," + domain_called("acme"))),
            no_pool);
  const auto lite = calls.new_pool("lite", R"(,"UserPoolTier":"LITE")");
  EXPECT_EQ(calls.refusal_of(create_user_pool_domain,
                             naming(lite, "," + domain_called("lite") + R"(,"ManagedLoginVersion":2)")),
            "FeatureUnavailableInTierException: The following feature is not available for the LITE pricing tier "
            "configured: Managed Login Version 2");
  EXPECT_EQ(calls.refusal_of(create_user_pool_domain, naming(lite, "," + domain_called("lite"))), "accepted");
}

TEST(UserPoolDomains, AreUpdatedAndDeleted) {
  Equipment calls;
  calls.tell(create_user_pool_domain, domain_called("acme"));
  calls.mock.machine += std::chrono::seconds(61);
  EXPECT_EQ(calls.tell(update_user_pool_domain, domain_called("acme") + R"(,"ManagedLoginVersion":2)"),
            R"({"ManagedLoginVersion":2})");
  EXPECT_EQ(calls.tell(update_user_pool_domain, domain_called("acme")), R"({"ManagedLoginVersion":2})") << "it stays";
  const Json told = calls.ask(describe_user_pool_domain, "{" + domain_called("acme") + "}");
  EXPECT_EQ(within_json(told, {"DomainDescription", "Version"}), Json("20260101000101"));
  EXPECT_EQ(calls.refused(update_user_pool_domain, domain_called("acme") + custom),
            invalid + "A prefix domain has no certificate.");

  const std::string none = invalid + "No such domain or user pool exists.";
  const auto other = calls.new_pool("q");
  for (const Operation operation : {update_user_pool_domain, delete_user_pool_domain}) {
    EXPECT_EQ(calls.refused(operation, domain_called("none")), none);
    EXPECT_EQ(calls.refusal_of(operation, naming(other, "," + domain_called("acme"))), none);
  }
  EXPECT_EQ(calls.tell(delete_user_pool_domain, domain_called("acme")), "{}");
  EXPECT_EQ(counts(calls)[9], 0u);
}

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
