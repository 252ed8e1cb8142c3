#include "world/records.h"

#include <array>

#include "base/text.h"

namespace understudy {

namespace {

template <class Value>
struct Spelling {
  Value value;
  std::string_view text;
};

constexpr std::array role_types{
    Spelling<Role::Type>{Role::Type::user_role, "user_role"},
    Spelling<Role::Type>{Role::Type::org_role, "org_role"},
    Spelling<Role::Type>{Role::Type::share_role, "share_role"},
    Spelling<Role::Type>{Role::Type::partner_role, "partner_role"},
    Spelling<Role::Type>{Role::Type::portal_role, "portal_role"},
};

constexpr std::array user_statuses{
    Spelling<User::Status>{User::Status::active, "Active"},
    Spelling<User::Status>{User::Status::pending, "Pending"},
    Spelling<User::Status>{User::Status::deactivated, "Deactivated"},
    Spelling<User::Status>{User::Status::deleted, "Deleted"},
};

constexpr std::array token_types{
    Spelling<AccessToken::Type>{AccessToken::Type::api, "api"},
    Spelling<AccessToken::Type>{AccessToken::Type::journey, "journey"},
    Spelling<AccessToken::Type>{AccessToken::Type::portal, "portal"},
    Spelling<AccessToken::Type>{AccessToken::Type::assume, "assume"},
    Spelling<AccessToken::Type>{AccessToken::Type::app, "app"},
    Spelling<AccessToken::Type>{AccessToken::Type::portal_preview, "portal_preview"},
    Spelling<AccessToken::Type>{AccessToken::Type::contact_identification, "contact_identification"},
};

template <class Table, class Value>
std::string_view spell(const Table& table, Value value) {
  for (const auto& row : table)
    if (row.value == value) return row.text;
  return {};
}

}  // namespace

std::string_view to_text(Role::Type type) { return spell(role_types, type); }

std::string_view to_text(User::Status status) { return spell(user_statuses, status); }

std::string_view to_text(AccessToken::Type type) { return spell(token_types, type); }

std::optional<Role::Type> parse_role_type(std::string_view text) {
  for (const auto& row : role_types)
    if (row.text == text) return row.value;
  return std::nullopt;
}

std::optional<AccessToken::Type> parse_token_type(std::string_view text) {
  for (const auto& row : token_types)
    if (row.text == text) return row.value;
  return std::nullopt;
}

bool carries_roles(AccessToken::Type type) {
  return type == AccessToken::Type::api || type == AccessToken::Type::assume || type == AccessToken::Type::app;
}

std::optional<User::Status> parse_user_status(std::string_view text) {
  for (const auto& row : user_statuses)
    if (equal_ignoring_case(row.text, text)) return row.value;
  return std::nullopt;
}

std::vector<std::string> lookups(const Tenant& tenant) { return {Tenant::by_slug.of(tenant.slug)}; }

std::vector<std::string> lookups(const Role& role) { return {Role::by_tenant.of(role.tenant_id)}; }

std::vector<std::string> lookups(const User& user) {
  return {User::by_tenant.of(user.tenant_id), User::by_email.of(to_lower(user.email))};
}

std::vector<std::string> lookups(const AccessToken& token) {
  return {AccessToken::by_tenant.of(token.tenant_id), AccessToken::by_user.of(token.user_id)};
}

}  // namespace understudy
