// What a user pool's settings are made of. For the tables of pools alone.
#pragma once

#include "providers/cognito/model_types.h"

namespace understudy::cognito::types {

inline constexpr MemberType acr_value = text_of(1, 64, Pattern::printable_ascii);
inline constexpr MemberType custom_attribute_name = text_of(1, 20, Pattern::printable);
inline constexpr MemberType days_of_a_year = number_of(0, 365);
inline constexpr MemberType email_address{.pattern = Pattern::email_address};
inline constexpr MemberType email_invite_message = text_of(6, 20000, Pattern::email_text);
inline constexpr MemberType email_verification_message = text_of(6, 20000, Pattern::email_message);
inline constexpr MemberType email_verification_message_by_link = text_of(6, 20000, Pattern::email_message_by_link);
inline constexpr MemberType email_verification_subject = text_of(1, 140, Pattern::email_subject);
inline constexpr MemberType password_history_size = number_of(0, 24);
inline constexpr MemberType password_policy_min_length = number_of(6, 99);
inline constexpr MemberType priority = number_of(1, 2);
inline constexpr MemberType ses_configuration_set = text_of(1, 64, Pattern::set_of_configuration);
inline constexpr MemberType sms_invite_message = text_of(6, 140);
inline constexpr MemberType sms_verification_message = text_of(6, 140, Pattern::sms_message);

inline constexpr auto advanced_security_enabled_mode_words = words_of("AUDIT", "ENFORCED");
inline constexpr MemberType advanced_security_enabled_mode = one_of(advanced_security_enabled_mode_words);
inline constexpr auto advanced_security_mode_words = words_of("OFF", "AUDIT", "ENFORCED");
inline constexpr MemberType advanced_security_mode = one_of(advanced_security_mode_words);
inline constexpr auto attribute_data_words = words_of("String", "Number", "DateTime", "Boolean");
inline constexpr MemberType attribute_data = one_of(attribute_data_words);
inline constexpr auto auth_factor_words = words_of("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN");
inline constexpr MemberType auth_factor = one_of(auth_factor_words);
inline constexpr auto default_email_option_words = words_of("CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE");
inline constexpr MemberType default_email_option = one_of(default_email_option_words);
inline constexpr auto email_sending_account_words = words_of("COGNITO_DEFAULT", "DEVELOPER");
inline constexpr MemberType email_sending_account = one_of(email_sending_account_words);
inline constexpr auto encryption_key_words = words_of("AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY");
inline constexpr MemberType encryption_key = one_of(encryption_key_words);
inline constexpr auto issuer_words = words_of("ORIGINAL", "UPDATED");
inline constexpr MemberType issuer = one_of(issuer_words);
inline constexpr auto lambda_version_words = words_of("V1_0");
inline constexpr MemberType lambda_version = one_of(lambda_version_words);
inline constexpr auto pre_token_lambda_version_words = words_of("V1_0", "V2_0", "V3_0");
inline constexpr MemberType pre_token_lambda_version = one_of(pre_token_lambda_version_words);
inline constexpr auto recovery_option_name_words = words_of("verified_email", "verified_phone_number", "admin_only");
inline constexpr MemberType recovery_option_name = one_of(recovery_option_name_words);
inline constexpr auto status_words = words_of("Enabled", "Disabled");
inline constexpr MemberType status = one_of(status_words);
inline constexpr auto user_pool_mfa_words = words_of("OPTIONAL", "OFF", "ON");
inline constexpr MemberType user_pool_mfa = one_of(user_pool_mfa_words);
inline constexpr auto verified_attribute_words = words_of("phone_number", "email");
inline constexpr MemberType verified_attribute = one_of(verified_attribute_words);
inline constexpr MemberType allowed_first_auth_factors = list_of(auth_factor, 1, 5);
inline constexpr MemberType verified_attributes_list = list_of(verified_attribute);

inline constexpr Member password_policy_members[]{
    {"MinimumLength", &password_policy_min_length},
    {"RequireUppercase", &flag},
    {"RequireLowercase", &flag},
    {"RequireNumbers", &flag},
    {"RequireSymbols", &flag},
    {"PasswordHistorySize", &password_history_size},
    {"TemporaryPasswordValidityDays", &days_of_a_year},
};
inline constexpr MemberType password_policy = structure_of(password_policy_members);

inline constexpr Member sign_in_policy_members[]{
    {"AllowedFirstAuthFactors", &allowed_first_auth_factors},
};
inline constexpr MemberType sign_in_policy = structure_of(sign_in_policy_members);

inline constexpr Member user_pool_policy_members[]{
    {"PasswordPolicy", &password_policy},
    {"SignInPolicy", &sign_in_policy},
};
inline constexpr MemberType user_pool_policy = structure_of(user_pool_policy_members);

inline constexpr Member pre_token_version_config_members[]{
    {"LambdaVersion", &pre_token_lambda_version, required},
    {"LambdaArn", &arn, required},
};
inline constexpr MemberType pre_token_version_config = structure_of(pre_token_version_config_members);

inline constexpr Member lambda_version_config_members[]{
    {"LambdaVersion", &lambda_version, required},
    {"LambdaArn", &arn, required},
};
inline constexpr MemberType lambda_version_config = structure_of(lambda_version_config_members);

inline constexpr Member lambda_config_members[]{
    {"PreSignUp", &arn},
    {"CustomMessage", &arn},
    {"PostConfirmation", &arn},
    {"PreAuthentication", &arn},
    {"PostAuthentication", &arn},
    {"DefineAuthChallenge", &arn},
    {"CreateAuthChallenge", &arn},
    {"VerifyAuthChallengeResponse", &arn},
    {"PreTokenGeneration", &arn},
    {"UserMigration", &arn},
    {"PreTokenGenerationConfig", &pre_token_version_config},
    {"CustomSMSSender", &lambda_version_config},
    {"CustomEmailSender", &lambda_version_config},
    {"KMSKeyID", &arn},
    {"InboundFederation", &lambda_version_config},
};
inline constexpr MemberType lambda_config = structure_of(lambda_config_members);

inline constexpr Member verification_message_template_members[]{
    {"SmsMessage", &sms_verification_message},           {"EmailMessage", &email_verification_message},
    {"EmailSubject", &email_verification_subject},       {"EmailMessageByLink", &email_verification_message_by_link},
    {"EmailSubjectByLink", &email_verification_subject}, {"DefaultEmailOption", &default_email_option},
};
inline constexpr MemberType verification_message_template = structure_of(verification_message_template_members);

inline constexpr Member user_attribute_update_settings_members[]{
    {"AttributesRequireVerificationBeforeUpdate", &verified_attributes_list},
};
inline constexpr MemberType user_attribute_update_settings = structure_of(user_attribute_update_settings_members);

inline constexpr Member device_configuration_members[]{
    {"ChallengeRequiredOnNewDevice", &flag},
    {"DeviceOnlyRememberedOnUserPrompt", &flag},
};
inline constexpr MemberType device_configuration = structure_of(device_configuration_members);

inline constexpr Member email_configuration_members[]{
    {"SourceArn", &arn}, {"ReplyToEmailAddress", &email_address},      {"EmailSendingAccount", &email_sending_account},
    {"From", &string},   {"ConfigurationSet", &ses_configuration_set},
};
inline constexpr MemberType email_configuration = structure_of(email_configuration_members);

inline constexpr Member eums_sms_configuration_members[]{
    {"CallerArn", &arn, required},     {"ExternalId", &string}, {"OriginationIdentity", &string},
    {"ConfigurationSetName", &string}, {"InEntityId", &string}, {"InTemplateId", &string},
    {"Region", &region_code},
};
inline constexpr MemberType eums_sms_configuration = structure_of(eums_sms_configuration_members);

inline constexpr Member sms_configuration_members[]{
    {"SnsCallerArn", &arn},
    {"ExternalId", &string},
    {"SnsRegion", &region_code},
    {"EumsSms", &eums_sms_configuration},
};
inline constexpr MemberType sms_configuration = structure_of(sms_configuration_members);

inline constexpr Member message_template_members[]{
    {"SMSMessage", &sms_invite_message},
    {"EmailMessage", &email_invite_message},
    {"EmailSubject", &email_verification_subject},
};
inline constexpr MemberType message_template = structure_of(message_template_members);

inline constexpr Member admin_create_user_config_members[]{
    {"AllowAdminCreateUserOnly", &flag},
    {"UnusedAccountValidityDays", &days_of_a_year},
    {"InviteMessageTemplate", &message_template},
};
inline constexpr MemberType admin_create_user_config = structure_of(admin_create_user_config_members);

inline constexpr Member number_attribute_constraints_members[]{
    {"MinValue", &string},
    {"MaxValue", &string},
};
inline constexpr MemberType number_attribute_constraints = structure_of(number_attribute_constraints_members);

inline constexpr Member string_attribute_constraints_members[]{
    {"MinLength", &string},
    {"MaxLength", &string},
};
inline constexpr MemberType string_attribute_constraints = structure_of(string_attribute_constraints_members);

inline constexpr Member schema_attribute_members[]{
    {"Name", &custom_attribute_name},
    {"AttributeDataType", &attribute_data},
    {"DeveloperOnlyAttribute", &flag},
    {"Mutable", &flag},
    {"Required", &flag},
    {"NumberAttributeConstraints", &number_attribute_constraints},
    {"StringAttributeConstraints", &string_attribute_constraints},
};
inline constexpr MemberType schema_attribute = structure_of(schema_attribute_members);
inline constexpr MemberType schema_attributes_list = list_of(schema_attribute, 1, 50);
inline constexpr MemberType custom_attributes_list = list_of(schema_attribute, 1, 25);

inline constexpr Member advanced_security_additional_flows_members[]{
    {"CustomAuthMode", &advanced_security_enabled_mode},
};
inline constexpr MemberType advanced_security_additional_flows =
    structure_of(advanced_security_additional_flows_members);

inline constexpr Member user_pool_add_ons_members[]{
    {"AdvancedSecurityMode", &advanced_security_mode, required},
    {"AdvancedSecurityAdditionalFlows", &advanced_security_additional_flows},
};
inline constexpr MemberType user_pool_add_ons = structure_of(user_pool_add_ons_members);

inline constexpr Member dcr_configuration_members[]{
    {"EnableStatus", &status},           {"OpenDcrEnabled", &flag},      {"AuthenticatedGrantTypes", &oauth_flows},
    {"OpenDcrGrantTypes", &oauth_flows}, {"AllowedScopes", &scope_list},
};
inline constexpr MemberType dcr_configuration = structure_of(dcr_configuration_members);

inline constexpr Member username_configuration_members[]{
    {"CaseSensitive", &flag, required},
};
inline constexpr MemberType username_configuration = structure_of(username_configuration_members);

inline constexpr Member recovery_option_members[]{
    {"Priority", &priority, required},
    {"Name", &recovery_option_name, required},
};
inline constexpr MemberType recovery_option = structure_of(recovery_option_members);
inline constexpr MemberType recovery_mechanisms = list_of(recovery_option, 1, 2);

inline constexpr Member account_recovery_setting_members[]{
    {"RecoveryMechanisms", &recovery_mechanisms},
};
inline constexpr MemberType account_recovery_setting = structure_of(account_recovery_setting_members);

inline constexpr Member key_configuration_members[]{
    {"KeyType", &encryption_key},
    {"KmsKeyArn", &arn},
};
inline constexpr MemberType key_configuration = structure_of(key_configuration_members);

inline constexpr Member issuer_configuration_members[]{
    {"Type", &issuer},
};
inline constexpr MemberType issuer_configuration = structure_of(issuer_configuration_members);

inline constexpr Member acr_level_config_members[]{
    {"AcrValue", &acr_value, required},
};
inline constexpr MemberType acr_level_config = structure_of(acr_level_config_members);
inline constexpr MemberType acr_configuration = map_of(string, acr_level_config);

}  // namespace understudy::cognito::types
