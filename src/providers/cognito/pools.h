// What a pool's and a client's settings say, read where a rule needs it. The settings are the JSON that clients of the
// API set and see; which rules there are is the subject of this file alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "login/password_rules.h"
#include "providers/cognito/part.h"

namespace understudy::cognito {

// Pools

struct PasswordPolicy : login::PasswordDemands {
  int64_t temporary_days = 7;
};
PasswordPolicy password_policy(const Pool& pool);

/// Null where the tenant has none.
const Pool* find_pool_of_tenant(const CognitoState& cognito, std::string_view tenant_id);

/// Whether "email", "phone_number" or "preferred_username" is among the words of that setting.
bool is_among(const Json& settings, std::string_view setting, std::string_view word);
/// Users sign up by their address or number, and their user name is their sub.
bool has_username_attributes(const Pool& pool);
/// Whether somebody can be named by that attribute's value.
bool is_alias(const Pool& pool, std::string_view attribute);
bool verifies(const Pool& pool, std::string_view attribute);
bool is_case_sensitive(const Pool& pool);
bool takes_sign_ups(const Pool& pool);
/// "email" and "phone_number", as far as a forgotten password can be recovered by them, the first choice first.
std::vector<std::string_view> recovery_attributes(const Pool& pool);
/// Whether the old value stays until the new one is verified.
bool verifies_before_update(const Pool& pool, std::string_view attribute);

/// One of the pool's attributes, standard or custom; null where it has none of that name.
const Json* find_attribute(const Pool& pool, std::string_view name);
bool is_flag(const Json& object, std::string_view name, bool otherwise = false);

/// "eu-central-1", of the pool's id.
std::string_view region_of(const Pool& pool);
/// The part of its id that SRP knows: what stands behind the underscore.
std::string_view short_name(const Pool& pool);

// Clients, some of their settings alone: of one that is not yet made

/// "ALLOW_USER_SRP_AUTH": by that name, or by an older one that means the same.
bool allows_flow(const Client& client, std::string_view flow);
bool hides_users(const Client& client);
bool can_revoke_tokens(const Client& client);
bool rotates_refresh_tokens(const Json& settings);
/// How long the token before still refreshes.
Milliseconds rotation_grace(const Client& client);
bool may_read(const Client& client, std::string_view attribute);
bool may_write(const Client& client, std::string_view attribute);
Milliseconds session_lifetime(const Client& client);

struct TokenLifetimes {
  Milliseconds access;
  Milliseconds id;
  Milliseconds refresh;
};
TokenLifetimes token_lifetimes(const Json& settings);

}  // namespace understudy::cognito
