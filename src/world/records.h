// The rows of a world's directory: tenants, roles and users, as plain values. References between rows
// are ids, never pointers, so that a row can be replaced whole and a world copied.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/choice.h"
#include "base/json.h"
#include "base/seed_time.h"
#include "base/time.h"
#include "world/lookup.h"

namespace understudy {

/// One condition of a grant.
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

inline constexpr std::array role_types{
    Choice{"user_role", Role::Type::user_role},     Choice{"org_role", Role::Type::org_role},
    Choice{"share_role", Role::Type::share_role},   Choice{"partner_role", Role::Type::partner_role},
    Choice{"portal_role", Role::Type::portal_role},
};
std::string_view to_text(Role::Type type);
std::optional<Role::Type> parse_role_type(std::string_view text);

/// An organization: a customer of the product.
struct Tenant {
  static constexpr Lookup<Tenant> by_slug{"slug"};
  std::string id;    ///< decimal digits: "739224"
  std::string slug;  ///< "acme-energy"
  std::string name;
  std::string email;
  std::string phone;
  std::string website;
  SeedTime created_at;
  Json profile;  ///< further members that APIs tell of it, as the fixture gives them; an object or null
};

struct User {
  static constexpr Lookup<User> by_tenant{"tenant"};
  static constexpr Lookup<User> by_email{"email"};  ///< in lower case
  static constexpr Lookup<User> by_phone{"phone"};  ///< as written
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

inline constexpr std::array user_statuses{
    Choice{"Active", User::Status::active},
    Choice{"Pending", User::Status::pending},
    Choice{"Deactivated", User::Status::deactivated},
    Choice{"Deleted", User::Status::deleted},
};
std::string_view to_text(User::Status status);                         ///< "Active"
std::optional<User::Status> parse_user_status(std::string_view text);  ///< in any casing

// The further words each kind of row is found by (world/lookup.h).
std::vector<std::string> lookups(const Tenant& tenant);
std::vector<std::string> lookups(const Role& role);
std::vector<std::string> lookups(const User& user);

}  // namespace understudy
