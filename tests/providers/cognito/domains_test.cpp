// A pool's domains.
#include <gtest/gtest.h>

#include "providers/cognito/pool_equipment.h"

namespace understudy::cognito {

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

}  // namespace understudy::cognito
