#include "world/named_records.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"

namespace understudy {

namespace {

bool is_of(const User& user, const Tenant* tenant) { return tenant == nullptr || user.tenant_id == tenant->id; }

/// Names what is missing, and what there is instead; of so many that comparing them takes no time worth bounding.
Refusal unknown(const std::string& lack, const std::string& word, std::vector<std::string_view> known) {
  constexpr size_t most_compared = 1000;
  constexpr size_t most_told = 10;
  known.resize(std::min(known.size(), most_compared));
  std::vector<std::string> told;
  for (const auto candidate : known)
    if (told.size() < most_told) told.emplace_back(candidate);
  if (told.size() < known.size()) told.emplace_back("...");
  const auto near = did_you_mean(word, known);
  return {Reason::unknown_record, cat({lack, shorten(word, 60), near.empty() ? "" : "; ", near}), join(told, ", "),
          std::string(shorten(word, 60))};
}

}  // namespace

const Tenant& NamedRecords::tenant(const std::string& word) const {
  if (const Tenant* tenant = state_.tenants.find(word)) return *tenant;
  const auto by_slug = state_.tenants.find_all(Tenant::by_slug, word);
  if (!by_slug.empty()) return *by_slug.front();
  std::vector<std::string_view> slugs;
  for (const auto& seeded : seed_.tenants.rows()) slugs.emplace_back(seeded.slug);
  throw unknown("there is no tenant ", word, slugs);
}

const User& NamedRecords::user(const std::string& word, const Tenant* tenant) const {
  if (word.empty()) return first_user(tenant);
  const auto named = users(word);
  auto fitting = named;
  std::erase_if(fitting, [&](const User* user) { return !is_of(*user, tenant); });
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.size() > 1)
    throw Refusal{Reason::invalid_request, cat({"tenant says which ", named.front()->email, " is meant"}),
                  tenants_of(fitting), "users of several tenants with this e-mail"};
  const std::string lack = tenant == nullptr ? "there is no user " : cat({"tenant ", tenant->slug, " has no user "});
  if (named.empty()) throw unknown(lack, word, emails(tenant));
  throw Refusal{Reason::unknown_record, cat({lack, shorten(word, 60), ", but another tenant has"}), tenants_of(named),
                tenant->slug};
}

std::vector<const User*> NamedRecords::users(const std::string& word) const {
  if (const User* user = state_.users.find(word)) return {user};
  return state_.users.find_all(User::by_email, to_lower(word));
}

std::string NamedRecords::role_id(const Tenant& own, const std::string& role) const {
  const size_t colon = role.find(':');
  if (colon == std::string::npos) return known_role(own, role);
  const std::string owner = role.substr(0, colon);
  const std::string slug = role.substr(colon + 1);
  if (owner.empty() || slug.empty())
    throw Refusal{Reason::invalid_request, "a role is a slug, or <tenant>:<slug>", "acme:support",
                  std::string(shorten(role, 60))};
  const bool is_id = owner.find_first_not_of("0123456789") == std::string::npos;
  return is_id ? role : known_role(tenant(owner), slug);
}

std::string NamedRecords::known_role(const Tenant& owner, const std::string& slug) const {
  std::string id = cat({owner.id, ":", slug});
  if (state_.roles.find(id) != nullptr) return id;
  std::vector<std::string_view> slugs;
  for (const Role* known : state_.roles.find_all(Role::by_tenant, owner.id)) slugs.emplace_back(known->slug);
  throw unknown(cat({"tenant ", owner.slug, " has no role "}), slug, slugs);
}

const User& NamedRecords::first_user(const Tenant* tenant) const {
  for (const auto& seeded : seed_.users.rows())
    if (is_of(seeded, tenant))
      if (const User* user = state_.users.find(seeded.id)) return *user;
  throw Refusal{Reason::unknown_record,
                tenant == nullptr ? "the fixture has no user" : cat({"tenant ", tenant->slug, " has no user"}), "", ""};
}

std::string NamedRecords::tenants_of(const std::vector<const User*>& users) const {
  constexpr size_t most_told = 10;
  std::vector<std::string> slugs;
  for (const User* user : users)
    if (const Tenant* tenant = state_.tenants.find(user->tenant_id); tenant != nullptr && slugs.size() < most_told)
      slugs.push_back(tenant->slug);
  return cat({"tenant ", join(slugs, " or "), slugs.size() < users.size() ? " or ..." : ""});
}

std::vector<std::string_view> NamedRecords::emails(const Tenant* tenant) const {
  std::vector<std::string_view> found;
  for (const auto& user : seed_.users.rows())
    if (is_of(user, tenant)) found.emplace_back(user.email);
  return found;
}

}  // namespace understudy
