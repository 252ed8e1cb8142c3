// The rows of a world's directory: tenants, roles, users and access tokens, as plain values. References between rows
// are ids, never pointers, so that a row can be replaced whole and a world copied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "world/lookup.h"
#include "world/seed_time.h"

namespace understudy {

/// One condition of a grant (epilot's Permissions API).
struct Condition {
  enum class Operation { equals, not_equals, equals_current_user, not_equals_current_user };
  Operation operation = Operation::equals;
  std::vector<std::string>
      attributes;  ///< paths such as "_customer._type" or "workflows.*.task"; empty: the default one
  std::vector<Json> values;
};

struct Grant {
  enum class Effect { allow, deny };
  std::string action;                   ///< "entity:view", "entity:*", "*"
  std::optional<std::string> resource;  ///< "contact:*"; absent: every resource
  Effect effect = Effect::allow;
  std::vector<Condition> conditions;
};

struct Role {
  static constexpr Lookup<Role> by_tenant{"tenant"};
  enum class Type { user_role, org_role, share_role, partner_role, portal_role };
  std::string id;  ///< "<tenant id>:<slug>"
  std::string tenant_id;
  std::string slug;
  std::string name;
  Type type = Type::user_role;
  std::vector<Grant> grants;
  std::optional<std::string> parent_role;  ///< a role id
  std::optional<SeedTime> expires_at;
  std::optional<std::string> pricing_tier;            ///< org_role
  std::optional<std::string> partner_org_id;          ///< partner_role
  std::optional<int64_t> vendor_enforced_user_limit;  ///< partner_role
  bool vendor_created = false;                        ///< user_role, partner_role
};

std::string_view to_text(Role::Type type);
std::optional<Role::Type> parse_role_type(std::string_view text);

/// An organization of epilot and of Shift iQ; later also a Cognito user pool's owner.
struct Tenant {
  static constexpr Lookup<Tenant> by_slug{"slug"};
  std::string id;    ///< epilot organization id, decimal digits: "739224"
  std::string slug;  ///< "acme-energy"; also Shift iQ's organization code
  std::string name;
  std::string email;
  std::string phone;
  std::string website;
  SeedTime created_at;
  Json profile;  ///< further members of epilot's Organization, as the fixture gives them; an object or null
};

struct User {
  static constexpr Lookup<User> by_tenant{"tenant"};
  static constexpr Lookup<User> by_email{"email"};  ///< in lower case
  enum class Status { active, pending, deactivated, deleted };
  std::string id;  ///< decimal digits: "10006129"
  std::string tenant_id;
  std::string email;  ///< as written; looked up without regard to case
  std::string display_name;
  std::string password;  ///< plain, as the fixture gives it; empty: cannot sign in with one
  std::string phone;
  std::string preferred_language = "en";
  Status status = Status::active;
  SeedTime created_at;
  std::vector<std::string> roles;  ///< role ids
  Json attributes;                 ///< what grants' conditions and clients may ask of this user; an object or null
};

std::string_view to_text(User::Status status);                         ///< as epilot spells it: "Active"
std::optional<User::Status> parse_user_status(std::string_view text);  ///< in any casing

/// An access token as epilot's Access Token API keeps it. The JWT itself is not kept: it is shown once.
struct AccessToken {
  static constexpr Lookup<AccessToken> by_tenant{"tenant"};
  static constexpr Lookup<AccessToken> by_user{"user"};
  enum class Type { api, journey, portal, assume, app, portal_preview, contact_identification };
  std::string id;  ///< the type, an underscore and 21 characters: "api_5ZugdRXasLfWBypHi93Fk"
  std::string tenant_id;
  std::string user_id;  ///< who created it, and whose it is
  std::string name;
  Type type = Type::api;
  std::vector<std::string> assignments;  ///< role ids
  SeedTime created_at;
  std::optional<SeedTime> expires_at;
  bool ends_by_its_type = false;  ///< nobody asked for that end
  std::optional<Instant> last_used;
  std::optional<Instant> revoked_at;
  bool read_only = false;
  bool anonymize = false;
  bool is_system_made = false;  ///< the platform made it for its user, who did not ask for it
  // What some types are bound to; empty in the others.
  std::string journey_id;
  std::string portal_id;
  std::string portal_user_id;
  std::string contact_id;
  std::string surface_id;
  std::string email;
  std::vector<std::string> allowed_operations;  ///< operation ids; of contact_identification alone
};

std::string_view to_text(AccessToken::Type type);
std::optional<AccessToken::Type> parse_token_type(std::string_view text);
/// True for the types that act with roles; the others may do what their type may do.
bool carries_roles(AccessToken::Type type);

// The further words each kind of row is found by (world/lookup.h).
std::vector<std::string> lookups(const Tenant& tenant);
std::vector<std::string> lookups(const Role& role);
std::vector<std::string> lookups(const User& user);
std::vector<std::string> lookups(const AccessToken& token);

}  // namespace understudy
