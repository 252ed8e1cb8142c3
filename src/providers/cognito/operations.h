// The operations of the user pools API, each a function from a call to the members of its answer; null where its answer
// has no body. operations.cpp has the table by which calls find them.
#pragma once

#include <string_view>

#include "providers/cognito/call.h"

namespace understudy::cognito {

using Operation = Json (*)(Call& call);

struct OperationRow {
  std::string_view name;  ///< "SignUp", which outlives everything
  Operation run;          ///< null: Understudy lacks it
  bool fires = false;     ///< whether it may run a trigger, and so wait for others
};

/// Null where the API has none of that name.
const OperationRow* find_operation(std::string_view name);

// Signing up, and the passwords of those who did
Json sign_up(Call& call);
Json confirm_sign_up(Call& call);
Json resend_confirmation_code(Call& call);
Json forgot_password(Call& call);
Json confirm_forgot_password(Call& call);
Json change_password(Call& call);

// Signing in
Json initiate_auth(Call& call);
Json admin_initiate_auth(Call& call);
Json respond_to_auth_challenge(Call& call);
Json admin_respond_to_auth_challenge(Call& call);
Json get_tokens_from_refresh_token(Call& call);
Json revoke_token(Call& call);
Json global_sign_out(Call& call);
Json admin_user_global_sign_out(Call& call);

// One's own account
Json get_user(Call& call);
Json get_user_auth_factors(Call& call);
Json update_user_attributes(Call& call);
Json delete_user_attributes(Call& call);
Json get_user_attribute_verification_code(Call& call);
Json verify_user_attribute(Call& call);
Json delete_user(Call& call);

// Second factors and devices
Json associate_software_token(Call& call);
Json verify_software_token(Call& call);
Json admin_delete_software_token(Call& call);
Json set_user_mfa_preference(Call& call);
Json admin_set_user_mfa_preference(Call& call);
Json set_user_settings(Call& call);
Json admin_set_user_settings(Call& call);
Json confirm_device(Call& call);
Json get_device(Call& call);
Json list_devices(Call& call);
Json update_device_status(Call& call);
Json forget_device(Call& call);
Json admin_get_device(Call& call);
Json admin_list_devices(Call& call);
Json admin_update_device_status(Call& call);
Json admin_forget_device(Call& call);

// Users, as administrators see them
Json admin_create_user(Call& call);
Json admin_get_user(Call& call);
Json admin_get_user_auth_factors(Call& call);
Json admin_update_user_attributes(Call& call);
Json admin_delete_user_attributes(Call& call);
Json admin_delete_user(Call& call);
Json admin_confirm_sign_up(Call& call);
Json admin_set_user_password(Call& call);
Json admin_reset_user_password(Call& call);
Json admin_enable_user(Call& call);
Json admin_disable_user(Call& call);
Json list_users(Call& call);

// Groups
Json create_group(Call& call);
Json get_group(Call& call);
Json update_group(Call& call);
Json delete_group(Call& call);
Json list_groups(Call& call);
Json admin_add_user_to_group(Call& call);
Json admin_remove_user_from_group(Call& call);
Json admin_list_groups_for_user(Call& call);
Json list_users_in_group(Call& call);

// Pools
Json create_user_pool(Call& call);
Json describe_user_pool(Call& call);
Json update_user_pool(Call& call);
Json delete_user_pool(Call& call);
Json list_user_pools(Call& call);
Json add_custom_attributes(Call& call);
Json get_user_pool_mfa_config(Call& call);
Json set_user_pool_mfa_config(Call& call);
Json tag_resource(Call& call);
Json untag_resource(Call& call);
Json list_tags_for_resource(Call& call);

// App clients
Json create_user_pool_client(Call& call);
Json describe_user_pool_client(Call& call);
Json update_user_pool_client(Call& call);
Json delete_user_pool_client(Call& call);
Json list_user_pool_clients(Call& call);
Json add_user_pool_client_secret(Call& call);
Json list_user_pool_client_secrets(Call& call);
Json delete_user_pool_client_secret(Call& call);

// What a pool's hosted sign-in needs
Json create_user_pool_domain(Call& call);
Json describe_user_pool_domain(Call& call);
Json update_user_pool_domain(Call& call);
Json delete_user_pool_domain(Call& call);
Json create_identity_provider(Call& call);
Json describe_identity_provider(Call& call);
Json get_identity_provider_by_identifier(Call& call);
Json update_identity_provider(Call& call);
Json delete_identity_provider(Call& call);
Json list_identity_providers(Call& call);
Json create_resource_server(Call& call);
Json describe_resource_server(Call& call);
Json update_resource_server(Call& call);
Json delete_resource_server(Call& call);
Json list_resource_servers(Call& call);

}  // namespace understudy::cognito
