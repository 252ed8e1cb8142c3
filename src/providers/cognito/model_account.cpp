// What the operations take with which users, by their access tokens, see to their own accounts.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr Member change_password[]{
    {"ProposedPassword", &password, required},
    {"AccessToken", &token, required},
    {"PreviousPassword", &password},
};

constexpr Member signed_in_user[]{
    {"AccessToken", &token, required},
};

constexpr Member update_user_attributes[]{
    {"UserAttributes", &attribute_list, required},
    {"AccessToken", &token, required},
    {"ClientMetadata", &client_metadata},
};

constexpr Member delete_user_attributes[]{
    {"UserAttributeNames", &attribute_name_list, required},
    {"AccessToken", &token, required},
};

constexpr Member get_user_attribute_verification_code[]{
    {"AccessToken", &token, required},
    {"AttributeName", &attribute_name, required},
    {"ClientMetadata", &client_metadata},
};

constexpr Member verify_user_attribute[]{
    {"AccessToken", &token, required},
    {"AttributeName", &attribute_name, required},
    {"Code", &confirmation_code, required},
};

constexpr OperationInput inputs[]{
    {"ChangePassword", {change_password}},
    {"GetUser", {signed_in_user}},
    {"UpdateUserAttributes", {update_user_attributes}},
    {"DeleteUserAttributes", {delete_user_attributes}},
    {"GetUserAttributeVerificationCode", {get_user_attribute_verification_code}},
    {"VerifyUserAttribute", {verify_user_attribute}},
    {"DeleteUser", {signed_in_user}},
    {"GlobalSignOut", {signed_in_user}},
    {"GetUserAuthFactors", {signed_in_user}},
};

}  // namespace

const std::span<const OperationInput> account_inputs = inputs;

}  // namespace understudy::cognito
