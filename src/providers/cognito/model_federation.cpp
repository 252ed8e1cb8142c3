// What the operations on identity providers, resource servers and domains take.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType attribute_mapping_key = text_of(1, 32);
constexpr MemberType attribute_mapping = map_of(attribute_mapping_key, string);
constexpr MemberType health_check_id = text_of(unlimited, 64);
constexpr MemberType idp_identifier = text_of(1, 40, Pattern::identifier_of_provider);
constexpr MemberType idp_identifiers = list_of(idp_identifier, 0, 50);
constexpr MemberType list_resource_servers_limit = number_of(1, 50);
constexpr MemberType new_provider_name = text_of(3, 32, Pattern::name_of_new_provider);
constexpr MemberType resource_server_identifier = text_of(1, 256, Pattern::printable_ascii);
constexpr MemberType resource_server_name = text_of(1, 256, Pattern::name);
constexpr MemberType resource_server_scope_description = text_of(1, 256);
constexpr MemberType resource_server_scope_name = text_of(1, 256, Pattern::name_of_scope);

constexpr auto identity_provider_type_words =
    words_of("SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC");
constexpr MemberType identity_provider_type = one_of(identity_provider_type_words);
constexpr auto security_policy_words = words_of("TLS_V1", "TLS_V1_2_2021", "TLS_V1_3_2025");
constexpr MemberType security_policy = one_of(security_policy_words);

constexpr Member create_identity_provider[]{
    {"UserPoolId", &user_pool_id, required},
    {"ProviderName", &new_provider_name, required},
    {"ProviderType", &identity_provider_type, required},
    {"ProviderDetails", &string_map, required},
    {"AttributeMapping", &attribute_mapping},
    {"IdpIdentifiers", &idp_identifiers},
    {"AcrMapping", &string_map},
};

constexpr Member provider_of_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"ProviderName", &provider_name, required},
};

constexpr Member get_identity_provider_by_identifier[]{
    {"UserPoolId", &user_pool_id, required},
    {"IdpIdentifier", &idp_identifier, required},
};

constexpr Member update_identity_provider[]{
    {"UserPoolId", &user_pool_id, required}, {"ProviderName", &provider_name, required},
    {"ProviderDetails", &string_map},        {"AttributeMapping", &attribute_mapping},
    {"IdpIdentifiers", &idp_identifiers},    {"AcrMapping", &string_map},
};

constexpr Member list_identity_providers[]{
    {"UserPoolId", &user_pool_id, required},
    {"MaxResults", &query_limit},
    {"NextToken", &pagination_key},
};

constexpr Member resource_server_scope_members[]{
    {"ScopeName", &resource_server_scope_name, required},
    {"ScopeDescription", &resource_server_scope_description, required},
};
constexpr MemberType resource_server_scope = structure_of(resource_server_scope_members);
constexpr MemberType resource_server_scopes = list_of(resource_server_scope, unlimited, 100);

constexpr Member server_settings[]{
    {"UserPoolId", &user_pool_id, required},
    {"Identifier", &resource_server_identifier, required},
    {"Name", &resource_server_name, required},
    {"Scopes", &resource_server_scopes},
};

constexpr Member server_of_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"Identifier", &resource_server_identifier, required},
};

constexpr Member list_resource_servers[]{
    {"UserPoolId", &user_pool_id, required},
    {"MaxResults", &list_resource_servers_limit},
    {"NextToken", &pagination_key},
};

constexpr Member custom_domain_config_members[]{
    {"CertificateArn", &arn, required},
    {"SecurityPolicy", &security_policy},
};
constexpr MemberType custom_domain_config = structure_of(custom_domain_config_members);

constexpr Member failover_members[]{
    {"SecondaryRegion", &region_code, required},
    {"PrimaryRoute53HealthCheckId", &health_check_id, required},
};
constexpr MemberType failover = structure_of(failover_members);

constexpr Member routing_members[]{
    {"Failover", &failover},
};
constexpr MemberType routing = structure_of(routing_members);

constexpr Member domain_settings[]{
    {"Domain", &domain, required},
    {"UserPoolId", &user_pool_id, required},
    {"ManagedLoginVersion", &integer},
    {"CustomDomainConfig", &custom_domain_config},
    {"Routing", &routing},
};

constexpr Member domain_alone[]{
    {"Domain", &domain, required},
};

constexpr Member domain_of_pool[]{
    {"Domain", &domain, required},
    {"UserPoolId", &user_pool_id, required},
};

constexpr OperationInput inputs[]{
    {"CreateIdentityProvider", {create_identity_provider}},
    {"DescribeIdentityProvider", {provider_of_pool}},
    {"GetIdentityProviderByIdentifier", {get_identity_provider_by_identifier}},
    {"UpdateIdentityProvider", {update_identity_provider}},
    {"DeleteIdentityProvider", {provider_of_pool}},
    {"ListIdentityProviders", {list_identity_providers}},
    {"CreateResourceServer", {server_settings}},
    {"DescribeResourceServer", {server_of_pool}},
    {"UpdateResourceServer", {server_settings}},
    {"DeleteResourceServer", {server_of_pool}},
    {"ListResourceServers", {list_resource_servers}},
    {"CreateUserPoolDomain", {domain_settings}},
    {"DescribeUserPoolDomain", {domain_alone}},
    {"UpdateUserPoolDomain", {domain_settings}},
    {"DeleteUserPoolDomain", {domain_of_pool}},
};

}  // namespace

const std::span<const OperationInput> federation_inputs = inputs;

}  // namespace understudy::cognito
