#include "world/records.h"

#include "base/text.h"

namespace understudy {

std::string_view to_text(Role::Type type) { return word_for(role_types, type); }

std::string_view to_text(User::Status status) { return word_for(user_statuses, status); }

std::optional<Role::Type> parse_role_type(std::string_view text) { return value_for(role_types, text); }

std::optional<User::Status> parse_user_status(std::string_view text) {
  for (const auto& row : user_statuses)
    if (equal_ignoring_case(row.word, text)) return row.value;
  return std::nullopt;
}

std::vector<std::string> lookups(const Tenant& tenant) { return {Tenant::by_slug.of(tenant.slug)}; }

std::vector<std::string> lookups(const Role& role) { return {Role::by_tenant.of(role.tenant_id)}; }

std::vector<std::string> lookups(const User& user) {
  std::vector<std::string> words{User::by_tenant.of(user.tenant_id), User::by_email.of(to_lower(user.email))};
  if (!user.phone.empty()) words.push_back(User::by_phone.of(user.phone));
  return words;
}

}  // namespace understudy
