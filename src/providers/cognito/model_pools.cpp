// What the operations on user pools and their tags take, and what describes a pool.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_pool_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType tag_key = text_of(1, 128);
constexpr MemberType tag_value = text_of(0, 256);
constexpr MemberType user_pool_tags = map_of(tag_key, tag_value);
constexpr MemberType tag_keys = list_of(tag_key);
constexpr MemberType user_pool_name = text_of(1, 128, Pattern::name);

constexpr auto alias_attribute_words = words_of("phone_number", "email", "preferred_username");
constexpr MemberType alias_attribute = one_of(alias_attribute_words);
constexpr MemberType alias_attributes_list = list_of(alias_attribute);
constexpr auto deletion_protection_words = words_of("ACTIVE", "INACTIVE");
constexpr MemberType deletion_protection = one_of(deletion_protection_words);
constexpr auto user_pool_tier_words = words_of("LITE", "ESSENTIALS", "PLUS");
constexpr MemberType user_pool_tier = one_of(user_pool_tier_words);

constexpr Member create_user_pool[]{
    {"PoolName", &user_pool_name, required},
    {"Policies", &user_pool_policy},
    {"DeletionProtection", &deletion_protection},
    {"LambdaConfig", &lambda_config},
    {"AutoVerifiedAttributes", &verified_attributes_list},
    {"AliasAttributes", &alias_attributes_list},
    {"UsernameAttributes", &verified_attributes_list},
    {"SmsVerificationMessage", &sms_verification_message},
    {"EmailVerificationMessage", &email_verification_message},
    {"EmailVerificationSubject", &email_verification_subject},
    {"VerificationMessageTemplate", &verification_message_template},
    {"SmsAuthenticationMessage", &sms_verification_message},
    {"MfaConfiguration", &user_pool_mfa},
    {"UserAttributeUpdateSettings", &user_attribute_update_settings},
    {"DeviceConfiguration", &device_configuration},
    {"EmailConfiguration", &email_configuration},
    {"SmsConfiguration", &sms_configuration},
    {"UserPoolTags", &user_pool_tags},
    {"AdminCreateUserConfig", &admin_create_user_config},
    {"Schema", &schema_attributes_list},
    {"UserPoolAddOns", &user_pool_add_ons},
    {"DcrConfiguration", &dcr_configuration},
    {"UsernameConfiguration", &username_configuration},
    {"AccountRecoverySetting", &account_recovery_setting},
    {"UserPoolTier", &user_pool_tier},
    {"KeyConfiguration", &key_configuration},
    {"IssuerConfiguration", &issuer_configuration},
    {"AcrConfiguration", &acr_configuration},
};

constexpr Member pool_alone[]{
    {"UserPoolId", &user_pool_id, required},
};

constexpr Member update_user_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"Policies", &user_pool_policy},
    {"DeletionProtection", &deletion_protection},
    {"LambdaConfig", &lambda_config},
    {"AutoVerifiedAttributes", &verified_attributes_list},
    {"SmsVerificationMessage", &sms_verification_message},
    {"EmailVerificationMessage", &email_verification_message},
    {"EmailVerificationSubject", &email_verification_subject},
    {"VerificationMessageTemplate", &verification_message_template},
    {"SmsAuthenticationMessage", &sms_verification_message},
    {"UserAttributeUpdateSettings", &user_attribute_update_settings},
    {"MfaConfiguration", &user_pool_mfa},
    {"DeviceConfiguration", &device_configuration},
    {"EmailConfiguration", &email_configuration},
    {"SmsConfiguration", &sms_configuration},
    {"UserPoolTags", &user_pool_tags},
    {"AdminCreateUserConfig", &admin_create_user_config},
    {"UserPoolAddOns", &user_pool_add_ons},
    {"DcrConfiguration", &dcr_configuration},
    {"AccountRecoverySetting", &account_recovery_setting},
    {"PoolName", &user_pool_name},
    {"UserPoolTier", &user_pool_tier},
    {"KeyConfiguration", &key_configuration},
    {"IssuerConfiguration", &issuer_configuration},
    {"AcrConfiguration", &acr_configuration},
};

constexpr Member list_user_pools[]{
    {"MaxResults", &query_limit_from_one, required},
    {"NextToken", &pagination_key},
};

constexpr Member add_custom_attributes[]{
    {"UserPoolId", &user_pool_id, required},
    {"CustomAttributes", &custom_attributes_list, required},
};

constexpr Member tag_resource[]{
    {"ResourceArn", &arn, required},
    {"Tags", &user_pool_tags, required},
};

constexpr Member untag_resource[]{
    {"ResourceArn", &arn, required},
    {"TagKeys", &tag_keys, required},
};

constexpr Member list_tags_for_resource[]{
    {"ResourceArn", &arn, required},
};

constexpr Member user_pool_members[]{
    {"Id", &user_pool_id},
    {"Name", &user_pool_name},
    {"Policies", &user_pool_policy},
    {"DeletionProtection", &deletion_protection},
    {"LambdaConfig", &lambda_config},
    {"Status", &status},
    {"LastModifiedDate", &date},
    {"CreationDate", &date},
    {"SchemaAttributes", &schema_attributes_list},
    {"AutoVerifiedAttributes", &verified_attributes_list},
    {"AliasAttributes", &alias_attributes_list},
    {"UsernameAttributes", &verified_attributes_list},
    {"SmsVerificationMessage", &sms_verification_message},
    {"EmailVerificationMessage", &email_verification_message},
    {"EmailVerificationSubject", &email_verification_subject},
    {"VerificationMessageTemplate", &verification_message_template},
    {"SmsAuthenticationMessage", &sms_verification_message},
    {"UserAttributeUpdateSettings", &user_attribute_update_settings},
    {"MfaConfiguration", &user_pool_mfa},
    {"DeviceConfiguration", &device_configuration},
    {"EstimatedNumberOfUsers", &integer},
    {"EmailConfiguration", &email_configuration},
    {"SmsConfiguration", &sms_configuration},
    {"UserPoolTags", &user_pool_tags},
    {"SmsConfigurationFailure", &string},
    {"EmailConfigurationFailure", &string},
    {"Domain", &domain},
    {"CustomDomain", &domain},
    {"AdminCreateUserConfig", &admin_create_user_config},
    {"UserPoolAddOns", &user_pool_add_ons},
    {"DcrConfiguration", &dcr_configuration},
    {"UsernameConfiguration", &username_configuration},
    {"Arn", &arn},
    {"AccountRecoverySetting", &account_recovery_setting},
    {"UserPoolTier", &user_pool_tier},
    {"KeyConfiguration", &key_configuration},
    {"IssuerConfiguration", &issuer_configuration},
    {"AcrConfiguration", &acr_configuration},
};

constexpr OperationInput inputs[]{
    {"CreateUserPool", {create_user_pool}}, {"DescribeUserPool", {pool_alone}},
    {"UpdateUserPool", {update_user_pool}}, {"DeleteUserPool", {pool_alone}},
    {"ListUserPools", {list_user_pools}},   {"AddCustomAttributes", {add_custom_attributes}},
    {"GetUserPoolMfaConfig", {pool_alone}}, {"TagResource", {tag_resource}},
    {"UntagResource", {untag_resource}},    {"ListTagsForResource", {list_tags_for_resource}},
};

}  // namespace

const std::span<const OperationInput> pool_inputs = inputs;
const Structure user_pool{user_pool_members};

}  // namespace understudy::cognito
