// What the operations of second factors and devices take.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_pool_types.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType device_key = text_of(1, 55, Pattern::device_key);
constexpr MemberType device_name = text_of(1, 1024);
constexpr MemberType friendly_name = text_of(0, 131072);
constexpr MemberType session = secret_of(20, 4096);
constexpr MemberType user_code = secret_of(6, 6, Pattern::digits);
constexpr auto remembered_words = words_of("remembered", "not_remembered");
constexpr MemberType remembered_status = one_of(remembered_words);
constexpr auto delivery_medium_words = words_of("SMS", "EMAIL");
constexpr MemberType delivery_medium = one_of(delivery_medium_words);

constexpr Member associate_software_token[]{
    {"AccessToken", &token},
    {"Session", &session},
};

constexpr Member verify_software_token[]{
    {"AccessToken", &token},
    {"Session", &session},
    {"UserCode", &user_code, required},
    {"FriendlyDeviceName", &friendly_name},
};

constexpr Member user_of_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
};

constexpr Member factor_settings_members[]{
    {"Enabled", &flag},
    {"PreferredMfa", &flag},
};
constexpr MemberType factor_settings = structure_of(factor_settings_members);
constexpr Member passkey_settings_members[]{
    {"Enabled", &flag},
};
constexpr MemberType passkey_settings = structure_of(passkey_settings_members);

constexpr Member set_user_mfa_preference[]{
    {"SMSMfaSettings", &factor_settings},   {"SoftwareTokenMfaSettings", &factor_settings},
    {"EmailMfaSettings", &factor_settings}, {"WebAuthnMfaSettings", &passkey_settings},
    {"AccessToken", &token, required},
};

constexpr Member admin_set_user_mfa_preference[]{
    {"SMSMfaSettings", &factor_settings},   {"SoftwareTokenMfaSettings", &factor_settings},
    {"EmailMfaSettings", &factor_settings}, {"WebAuthnMfaSettings", &passkey_settings},
    {"Username", &username, required},      {"UserPoolId", &user_pool_id, required},
};

constexpr Member mfa_option_members[]{
    {"DeliveryMedium", &delivery_medium},
    {"AttributeName", &attribute_name},
};
constexpr MemberType mfa_option = structure_of(mfa_option_members);
constexpr MemberType mfa_options = list_of(mfa_option);

constexpr Member set_user_settings[]{
    {"AccessToken", &token, required},
    {"MFAOptions", &mfa_options, required},
};

constexpr Member admin_set_user_settings[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"MFAOptions", &mfa_options, required},
};

constexpr Member verifier_members[]{
    {"PasswordVerifier", &string},
    {"Salt", &string},
};
constexpr MemberType verifier = structure_of(verifier_members);

constexpr Member confirm_device[]{
    {"AccessToken", &token, required},
    {"DeviceKey", &device_key, required},
    {"DeviceSecretVerifierConfig", &verifier},
    {"DeviceName", &device_name},
};

constexpr Member device_of_token[]{
    {"DeviceKey", &device_key, required},
    {"AccessToken", &token},
};

constexpr Member list_devices[]{
    {"AccessToken", &token, required},
    {"Limit", &query_limit},
    {"PaginationToken", &pagination_key},
};

constexpr Member update_device_status[]{
    {"AccessToken", &token, required},
    {"DeviceKey", &device_key, required},
    {"DeviceRememberedStatus", &remembered_status},
};

constexpr Member device_of_user[]{
    {"DeviceKey", &device_key, required},
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
};

constexpr Member admin_list_devices[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"Limit", &query_limit},
    {"PaginationToken", &pagination_key},
};

constexpr Member admin_update_device_status[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"DeviceKey", &device_key, required},
    {"DeviceRememberedStatus", &remembered_status},
};

constexpr Member sms_mfa_members[]{
    {"SmsAuthenticationMessage", &sms_verification_message},
    {"SmsConfiguration", &sms_configuration},
};
constexpr MemberType sms_mfa = structure_of(sms_mfa_members);
constexpr Member software_token_mfa_members[]{
    {"Enabled", &flag},
};
constexpr MemberType software_token_mfa = structure_of(software_token_mfa_members);
constexpr Member email_mfa_members[]{
    {"Message", &email_verification_message},
    {"Subject", &email_verification_subject},
};
constexpr MemberType email_mfa = structure_of(email_mfa_members);
constexpr MemberType relying_party_id = text_of(1, 127);
constexpr auto user_verification_words = words_of("required", "preferred");
constexpr MemberType user_verification = one_of(user_verification_words);
constexpr auto factor_configuration_words = words_of("SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION");
constexpr MemberType factor_configuration = one_of(factor_configuration_words);
constexpr Member passkey_members[]{
    {"RelyingPartyId", &relying_party_id},
    {"UserVerification", &user_verification},
    {"FactorConfiguration", &factor_configuration},
};
constexpr MemberType passkeys = structure_of(passkey_members);

constexpr Member set_user_pool_mfa_config[]{
    {"UserPoolId", &user_pool_id, required},
    {"SmsMfaConfiguration", &sms_mfa},
    {"SoftwareTokenMfaConfiguration", &software_token_mfa},
    {"EmailMfaConfiguration", &email_mfa},
    {"MfaConfiguration", &user_pool_mfa},
    {"WebAuthnConfiguration", &passkeys},
};

constexpr OperationInput inputs[]{
    {"AssociateSoftwareToken", {associate_software_token}},
    {"VerifySoftwareToken", {verify_software_token}},
    {"AdminDeleteSoftwareToken", {user_of_pool}},
    {"SetUserMFAPreference", {set_user_mfa_preference}},
    {"AdminSetUserMFAPreference", {admin_set_user_mfa_preference}},
    {"SetUserSettings", {set_user_settings}},
    {"AdminSetUserSettings", {admin_set_user_settings}},
    {"ConfirmDevice", {confirm_device}},
    {"GetDevice", {device_of_token}},
    {"ForgetDevice", {device_of_token}},
    {"ListDevices", {list_devices}},
    {"UpdateDeviceStatus", {update_device_status}},
    {"AdminGetDevice", {device_of_user}},
    {"AdminForgetDevice", {device_of_user}},
    {"AdminListDevices", {admin_list_devices}},
    {"AdminUpdateDeviceStatus", {admin_update_device_status}},
    {"SetUserPoolMfaConfig", {set_user_pool_mfa_config}},
};

}  // namespace

const std::span<const OperationInput> factor_inputs = inputs;

}  // namespace understudy::cognito
