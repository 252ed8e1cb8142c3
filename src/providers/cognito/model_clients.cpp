// What the operations on app clients take, and what describes a client.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType access_token_validity = number_of(1, 86400);
constexpr MemberType auth_session_validity = number_of(3, 15);
constexpr MemberType client_name = text_of(1, 128, Pattern::name);
constexpr MemberType client_permission = text_of(1, 2048);
constexpr MemberType client_permission_list = list_of(client_permission);
constexpr MemberType client_secret_id = text_of(1, 128);
constexpr MemberType hex_string{.pattern = Pattern::hexadecimal};
constexpr MemberType redirect_url = text_of(1, 1024, Pattern::printable);
constexpr MemberType redirect_urls = list_of(redirect_url, 0, 100);
constexpr MemberType refresh_token_validity = number_of(0, 315360000);
constexpr MemberType retry_grace_period_seconds = number_of(0, 60);
constexpr MemberType supported_identity_providers = list_of(provider_name);

constexpr auto client_type_words = words_of("REGULAR", "DCR");
constexpr MemberType client_type = one_of(client_type_words);
constexpr auto explicit_auth_flow_words =
    words_of("ALLOW_CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH",
             "ALLOW_USER_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH",
             "ALLOW_USER_AUTH");
constexpr MemberType explicit_auth_flow = one_of(explicit_auth_flow_words);
constexpr MemberType explicit_auth_flows = list_of(explicit_auth_flow);
constexpr auto feature_words = words_of("ENABLED", "DISABLED");
constexpr MemberType feature = one_of(feature_words);
constexpr auto existence_error_words = words_of("LEGACY", "ENABLED");
constexpr MemberType prevent_user_existence_errors = one_of(existence_error_words);
constexpr auto time_unit_words = words_of("seconds", "minutes", "hours", "days");
constexpr MemberType time_units = one_of(time_unit_words);

constexpr Member token_validity_units_members[]{
    {"AccessToken", &time_units},
    {"IdToken", &time_units},
    {"RefreshToken", &time_units},
};
constexpr MemberType token_validity_units = structure_of(token_validity_units_members);

constexpr Member analytics_configuration_members[]{
    {"ApplicationId", &hex_string}, {"ApplicationArn", &arn},  {"RoleArn", &arn},
    {"ExternalId", &string},        {"UserDataShared", &flag},
};
constexpr MemberType analytics_configuration = structure_of(analytics_configuration_members);

constexpr Member refresh_token_rotation_members[]{
    {"Feature", &feature, required},
    {"RetryGracePeriodSeconds", &retry_grace_period_seconds},
};
constexpr MemberType refresh_token_rotation = structure_of(refresh_token_rotation_members);

constexpr Member create_user_pool_client[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientName", &client_name, required},
    {"GenerateSecret", &flag},
    {"ClientSecret", &client_secret},
    {"RefreshTokenValidity", &refresh_token_validity},
    {"AccessTokenValidity", &access_token_validity},
    {"IdTokenValidity", &access_token_validity},
    {"TokenValidityUnits", &token_validity_units},
    {"ReadAttributes", &client_permission_list},
    {"WriteAttributes", &client_permission_list},
    {"ExplicitAuthFlows", &explicit_auth_flows},
    {"SupportedIdentityProviders", &supported_identity_providers},
    {"CallbackURLs", &redirect_urls},
    {"LogoutURLs", &redirect_urls},
    {"DefaultRedirectURI", &redirect_url},
    {"AllowedOAuthFlows", &oauth_flows},
    {"AllowedOAuthScopes", &scope_list},
    {"AllowedOAuthFlowsUserPoolClient", &flag},
    {"AnalyticsConfiguration", &analytics_configuration},
    {"PreventUserExistenceErrors", &prevent_user_existence_errors},
    {"EnableTokenRevocation", &flag},
    {"EnablePropagateAdditionalUserContextData", &flag},
    {"AuthSessionValidity", &auth_session_validity},
    {"RefreshTokenRotation", &refresh_token_rotation},
};

constexpr Member client_of_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
};

constexpr Member update_user_pool_client[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
    {"ClientName", &client_name},
    {"RefreshTokenValidity", &refresh_token_validity},
    {"AccessTokenValidity", &access_token_validity},
    {"IdTokenValidity", &access_token_validity},
    {"TokenValidityUnits", &token_validity_units},
    {"ReadAttributes", &client_permission_list},
    {"WriteAttributes", &client_permission_list},
    {"ExplicitAuthFlows", &explicit_auth_flows},
    {"SupportedIdentityProviders", &supported_identity_providers},
    {"CallbackURLs", &redirect_urls},
    {"LogoutURLs", &redirect_urls},
    {"DefaultRedirectURI", &redirect_url},
    {"AllowedOAuthFlows", &oauth_flows},
    {"AllowedOAuthScopes", &scope_list},
    {"AllowedOAuthFlowsUserPoolClient", &flag},
    {"AnalyticsConfiguration", &analytics_configuration},
    {"PreventUserExistenceErrors", &prevent_user_existence_errors},
    {"EnableTokenRevocation", &flag},
    {"EnablePropagateAdditionalUserContextData", &flag},
    {"AuthSessionValidity", &auth_session_validity},
    {"RefreshTokenRotation", &refresh_token_rotation},
};

constexpr Member list_user_pool_clients[]{
    {"UserPoolId", &user_pool_id, required},
    {"MaxResults", &query_limit_from_one},
    {"NextToken", &pagination_key},
    {"ClientType", &client_type},
};

constexpr Member add_user_pool_client_secret[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
    {"ClientSecret", &client_secret},
};

constexpr Member list_user_pool_client_secrets[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
    {"NextToken", &pagination_key},
};

constexpr Member delete_user_pool_client_secret[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
    {"ClientSecretId", &client_secret_id, required},
};

constexpr Member user_pool_client_members[]{
    {"UserPoolId", &user_pool_id},
    {"ClientName", &client_name},
    {"ClientId", &client_id},
    {"ClientSecret", &client_secret},
    {"LastModifiedDate", &date},
    {"CreationDate", &date},
    {"RefreshTokenValidity", &refresh_token_validity},
    {"AccessTokenValidity", &access_token_validity},
    {"IdTokenValidity", &access_token_validity},
    {"TokenValidityUnits", &token_validity_units},
    {"ReadAttributes", &client_permission_list},
    {"WriteAttributes", &client_permission_list},
    {"ExplicitAuthFlows", &explicit_auth_flows},
    {"SupportedIdentityProviders", &supported_identity_providers},
    {"CallbackURLs", &redirect_urls},
    {"LogoutURLs", &redirect_urls},
    {"DefaultRedirectURI", &redirect_url},
    {"AllowedOAuthFlows", &oauth_flows},
    {"AllowedOAuthScopes", &scope_list},
    {"AllowedOAuthFlowsUserPoolClient", &flag},
    {"AnalyticsConfiguration", &analytics_configuration},
    {"PreventUserExistenceErrors", &prevent_user_existence_errors},
    {"EnableTokenRevocation", &flag},
    {"EnablePropagateAdditionalUserContextData", &flag},
    {"AuthSessionValidity", &auth_session_validity},
    {"RefreshTokenRotation", &refresh_token_rotation},
    {"ClientType", &client_type},
};

constexpr OperationInput inputs[]{
    {"CreateUserPoolClient", {create_user_pool_client}},
    {"DescribeUserPoolClient", {client_of_pool}},
    {"UpdateUserPoolClient", {update_user_pool_client}},
    {"DeleteUserPoolClient", {client_of_pool}},
    {"ListUserPoolClients", {list_user_pool_clients}},
    {"AddUserPoolClientSecret", {add_user_pool_client_secret}},
    {"ListUserPoolClientSecrets", {list_user_pool_client_secrets}},
    {"DeleteUserPoolClientSecret", {delete_user_pool_client_secret}},
};

}  // namespace

const std::span<const OperationInput> client_inputs = inputs;
const Structure user_pool_client{user_pool_client_members};

}  // namespace understudy::cognito
