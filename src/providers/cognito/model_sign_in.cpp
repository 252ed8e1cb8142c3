// What the operations of signing up and in take.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType device_key = text_of(1, 55, Pattern::device_key);
constexpr MemberType secret_hash = secret_of(1, 128, Pattern::secret_hash);
constexpr MemberType session = secret_of(20, 4096);
constexpr MemberType auth_parameters = map_of(string, string, true);
constexpr MemberType challenge_responses = map_of(string, string, true);

constexpr auto auth_flow_words =
    words_of("USER_SRP_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN", "CUSTOM_AUTH", "ADMIN_NO_SRP_AUTH",
             "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH");
constexpr MemberType auth_flow = one_of(auth_flow_words);
constexpr auto challenge_name_words =
    words_of("SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "SELECT_MFA_TYPE", "MFA_SETUP", "PASSWORD_VERIFIER",
             "CUSTOM_CHALLENGE", "SELECT_CHALLENGE", "DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER", "ADMIN_NO_SRP_AUTH",
             "NEW_PASSWORD_REQUIRED", "SMS_OTP", "PASSWORD", "WEB_AUTHN", "PASSWORD_SRP");
constexpr MemberType challenge_name = one_of(challenge_name_words);
constexpr auto revoke_associated_sessions_words = words_of("NONE", "LINKED");
constexpr MemberType revoke_associated_sessions = one_of(revoke_associated_sessions_words);

constexpr Member analytics_metadata_members[]{
    {"AnalyticsEndpointId", &string},
};
constexpr MemberType analytics_metadata = structure_of(analytics_metadata_members);

constexpr Member user_context_data_members[]{
    {"IpAddress", &string},
    {"EncodedData", &string},
};
constexpr MemberType user_context_data = structure_of(user_context_data_members);

constexpr Member sign_up[]{
    {"ClientId", &client_id, required},
    {"Username", &username, required},
    {"SecretHash", &secret_hash},
    {"Password", &password_or_none},
    {"UserAttributes", &attribute_list},
    {"ValidationData", &attribute_list},
    {"AnalyticsMetadata", &analytics_metadata},
    {"UserContextData", &user_context_data},
    {"ClientMetadata", &client_metadata},
};

constexpr Member confirm_sign_up[]{
    {"ClientId", &client_id, required},
    {"Username", &username, required},
    {"ConfirmationCode", &confirmation_code, required},
    {"SecretHash", &secret_hash},
    {"ForceAliasCreation", &flag},
    {"AnalyticsMetadata", &analytics_metadata},
    {"UserContextData", &user_context_data},
    {"ClientMetadata", &client_metadata},
    {"Session", &session},
};

constexpr Member code_request[]{
    {"ClientId", &client_id, required},
    {"Username", &username, required},
    {"SecretHash", &secret_hash},
    {"UserContextData", &user_context_data},
    {"AnalyticsMetadata", &analytics_metadata},
    {"ClientMetadata", &client_metadata},
};

constexpr Member initiate_auth[]{
    {"AuthFlow", &auth_flow, required},
    {"ClientId", &client_id, required},
    {"AuthParameters", &auth_parameters},
    {"ClientMetadata", &client_metadata},
    {"AnalyticsMetadata", &analytics_metadata},
    {"UserContextData", &user_context_data},
    {"Session", &session},
};

constexpr Member respond_to_auth_challenge[]{
    {"ClientId", &client_id, required},
    {"ChallengeName", &challenge_name, required},
    {"Session", &session},
    {"ChallengeResponses", &challenge_responses},
    {"AnalyticsMetadata", &analytics_metadata},
    {"UserContextData", &user_context_data},
    {"ClientMetadata", &client_metadata},
};

constexpr Member confirm_forgot_password[]{
    {"ClientId", &client_id, required},
    {"Username", &username, required},
    {"ConfirmationCode", &confirmation_code, required},
    {"Password", &password, required},
    {"SecretHash", &secret_hash},
    {"AnalyticsMetadata", &analytics_metadata},
    {"UserContextData", &user_context_data},
    {"ClientMetadata", &client_metadata},
};

constexpr Member get_tokens_from_refresh_token[]{
    {"RefreshToken", &token, required}, {"ClientId", &client_id, required},   {"ClientSecret", &client_secret},
    {"DeviceKey", &device_key},         {"ClientMetadata", &client_metadata},
};

constexpr Member revoke_token[]{
    {"Token", &token, required},
    {"ClientId", &client_id, required},
    {"ClientSecret", &client_secret},
    {"RevokeAssociatedSessions", &revoke_associated_sessions},
};

constexpr Member http_header_members[]{
    {"headerName", &string},
    {"headerValue", &string},
};
constexpr MemberType http_header = structure_of(http_header_members);
constexpr MemberType http_header_list = list_of(http_header);

constexpr Member context_data_members[]{
    {"IpAddress", &string, required},  {"ServerName", &string, required},
    {"ServerPath", &string, required}, {"HttpHeaders", &http_header_list, required},
    {"EncodedData", &string},
};
constexpr MemberType context_data = structure_of(context_data_members);

constexpr Member admin_initiate_auth[]{
    {"UserPoolId", &user_pool_id, required}, {"ClientId", &client_id, required},
    {"AuthFlow", &auth_flow, required},      {"AuthParameters", &auth_parameters},
    {"ClientMetadata", &client_metadata},    {"AnalyticsMetadata", &analytics_metadata},
    {"ContextData", &context_data},          {"Session", &session},
};

constexpr Member admin_respond_to_auth_challenge[]{
    {"UserPoolId", &user_pool_id, required},
    {"ClientId", &client_id, required},
    {"ChallengeName", &challenge_name, required},
    {"ChallengeResponses", &challenge_responses},
    {"Session", &session},
    {"AnalyticsMetadata", &analytics_metadata},
    {"ContextData", &context_data},
    {"ClientMetadata", &client_metadata},
};

constexpr OperationInput inputs[]{
    {"SignUp", {sign_up}},
    {"ConfirmSignUp", {confirm_sign_up}},
    {"ResendConfirmationCode", {code_request}},
    {"InitiateAuth", {initiate_auth}},
    {"RespondToAuthChallenge", {respond_to_auth_challenge}},
    {"ForgotPassword", {code_request}},
    {"ConfirmForgotPassword", {confirm_forgot_password}},
    {"GetTokensFromRefreshToken", {get_tokens_from_refresh_token}},
    {"RevokeToken", {revoke_token}},
    {"AdminInitiateAuth", {admin_initiate_auth}},
    {"AdminRespondToAuthChallenge", {admin_respond_to_auth_challenge}},
};

}  // namespace

const std::span<const OperationInput> sign_in_inputs = inputs;

}  // namespace understudy::cognito
