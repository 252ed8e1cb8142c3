// What the operations take with which administrators see to a pool's users and groups.

#include "providers/cognito/model_inputs.h"
#include "providers/cognito/model_types.h"

namespace understudy::cognito {

namespace {

using namespace types;

constexpr MemberType precedence = number_of(0, 2147483647);
constexpr MemberType user_filter = text_of(unlimited, 256);

constexpr auto delivery_medium_words = words_of("SMS", "EMAIL");
constexpr MemberType delivery_medium = one_of(delivery_medium_words);
constexpr MemberType delivery_medium_list = list_of(delivery_medium);
constexpr auto message_action_words = words_of("RESEND", "SUPPRESS");
constexpr MemberType message_action = one_of(message_action_words);

constexpr Member admin_create_user[]{
    {"UserPoolId", &user_pool_id, required},  {"Username", &username, required},
    {"UserAttributes", &attribute_list},      {"ValidationData", &attribute_list},
    {"TemporaryPassword", &password_or_none}, {"ForceAliasCreation", &flag},
    {"MessageAction", &message_action},       {"DesiredDeliveryMediums", &delivery_medium_list},
    {"ClientMetadata", &client_metadata},
};

constexpr Member user_of_pool[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
};

constexpr Member admin_update_user_attributes[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"UserAttributes", &attribute_list, required},
    {"ClientMetadata", &client_metadata},
};

constexpr Member admin_delete_user_attributes[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"UserAttributeNames", &attribute_name_list, required},
};

constexpr Member user_with_metadata[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"ClientMetadata", &client_metadata},
};

constexpr Member admin_set_user_password[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"Password", &password, required},
    {"Permanent", &flag},
};

constexpr Member list_users[]{
    {"UserPoolId", &user_pool_id, required},
    {"AttributesToGet", &attribute_name_list},
    {"Limit", &query_limit},
    {"PaginationToken", &pagination_key},
    {"Filter", &user_filter},
};

constexpr Member membership[]{
    {"UserPoolId", &user_pool_id, required},
    {"Username", &username, required},
    {"GroupName", &group_name, required},
};

constexpr Member admin_list_groups_for_user[]{
    {"Username", &username, required},
    {"UserPoolId", &user_pool_id, required},
    {"Limit", &query_limit},
    {"NextToken", &pagination_key},
};

constexpr Member list_users_in_group[]{
    {"UserPoolId", &user_pool_id, required},
    {"GroupName", &group_name, required},
    {"Limit", &query_limit},
    {"NextToken", &pagination_key},
};

constexpr Member group_settings[]{
    {"GroupName", &group_name, required}, {"UserPoolId", &user_pool_id, required},
    {"Description", &description},        {"RoleArn", &arn},
    {"Precedence", &precedence},
};

constexpr Member group_of_pool[]{
    {"GroupName", &group_name, required},
    {"UserPoolId", &user_pool_id, required},
};

constexpr Member list_groups[]{
    {"UserPoolId", &user_pool_id, required},
    {"Limit", &query_limit},
    {"NextToken", &pagination_key},
};

constexpr OperationInput inputs[]{
    {"AdminCreateUser", {admin_create_user}},
    {"AdminGetUser", {user_of_pool}},
    {"AdminDeleteUser", {user_of_pool}},
    {"AdminUpdateUserAttributes", {admin_update_user_attributes}},
    {"AdminDeleteUserAttributes", {admin_delete_user_attributes}},
    {"AdminConfirmSignUp", {user_with_metadata}},
    {"AdminSetUserPassword", {admin_set_user_password}},
    {"AdminResetUserPassword", {user_with_metadata}},
    {"AdminEnableUser", {user_of_pool}},
    {"AdminDisableUser", {user_of_pool}},
    {"AdminUserGlobalSignOut", {user_of_pool}},
    {"AdminGetUserAuthFactors", {user_of_pool}},
    {"ListUsers", {list_users}},
    {"AdminAddUserToGroup", {membership}},
    {"AdminRemoveUserFromGroup", {membership}},
    {"AdminListGroupsForUser", {admin_list_groups_for_user}},
    {"ListUsersInGroup", {list_users_in_group}},
    {"CreateGroup", {group_settings}},
    {"GetGroup", {group_of_pool}},
    {"UpdateGroup", {group_settings}},
    {"DeleteGroup", {group_of_pool}},
    {"ListGroups", {list_groups}},
};

}  // namespace

const std::span<const OperationInput> directory_inputs = inputs;

}  // namespace understudy::cognito
