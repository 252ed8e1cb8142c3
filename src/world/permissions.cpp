#include "world/permissions.h"

#include <algorithm>

#include "base/text.h"
#include "world/conditions.h"

namespace understudy {

namespace {

enum class Verdict { none, allow, deny };

bool is_in_effect(const RoleBook& book, const Role& role) {
  return !role.expires_at || book.now < role.expires_at->at(book.world_started);
}

const Role* find_in_effect(const RoleBook& book, const std::string& id) {
  const Role* role = book.roles.find(id);
  return role != nullptr && is_in_effect(book, *role) ? role : nullptr;
}

Verdict grants_of(const Role& role, const Question& question, std::string_view user_id) {
  Verdict verdict = Verdict::none;
  for (const auto& grant : role.grants) {
    if (!applies(grant, question, user_id)) continue;
    if (grant.effect == Grant::Effect::deny) return Verdict::deny;
    verdict = Verdict::allow;
  }
  return verdict;
}

/// A role with a parent grants only what both grant; a deny of either is a deny of the pair.
Verdict verdict_of(const RoleBook& book, const Role& role, const Question& question, std::string_view user_id) {
  const Verdict own = grants_of(role, question, user_id);
  if (!role.parent_role || own == Verdict::deny) return own;
  const Role* parent = find_in_effect(book, *role.parent_role);
  const Verdict above = parent == nullptr ? Verdict::none : grants_of(*parent, question, user_id);
  if (above == Verdict::deny) return Verdict::deny;
  return own == Verdict::allow && above == Verdict::allow ? Verdict::allow : Verdict::none;
}

bool is_read(std::string_view action) {
  const auto operation = split(action, ':').back();
  return operation == "view" || operation == "export" || operation == "download";
}

bool carries(const std::vector<const Role*>& effective, std::string_view slug) {
  return std::any_of(effective.begin(), effective.end(),
                     [&](const Role* role) { return role->slug == slug && role->type == Role::Type::user_role; });
}

}  // namespace

bool applies(const Grant& grant, const Question& question, std::string_view user_id) {
  if (!matches_wildcard(grant.action, question.action)) return false;
  if (grant.resource && !matches_wildcard(*grant.resource, question.resource)) return false;
  if (grant.conditions.empty()) return true;
  // Without attributes nothing can be shown: then an allow does not count, and a deny does.
  if (question.attributes == nullptr) return grant.effect == Grant::Effect::deny;
  return std::all_of(grant.conditions.begin(), grant.conditions.end(),
                     [&](const Condition& condition) { return holds(condition, *question.attributes, user_id); });
}

std::vector<const Role*> effective_roles(const RoleBook& book, const Subject& subject) {
  std::vector<const Role*> effective;
  const auto is_implied = [&](const Role& role) {
    return role.type == Role::Type::org_role || (subject.is_portal_user && role.type == Role::Type::portal_role);
  };
  for (const Role* role : book.roles.find_all(Role::by_tenant, subject.tenant_id))
    if (is_implied(*role) && is_in_effect(book, *role)) effective.push_back(role);
  for (const auto& id : subject.roles) {
    const Role* role = find_in_effect(book, id);
    if (role == nullptr || role->tenant_id != subject.tenant_id) continue;
    if (std::find(effective.begin(), effective.end(), role) == effective.end()) effective.push_back(role);
  }
  return effective;
}

bool is_held_abroad(const RoleBook& book, const std::string& role_id, const Abroad& abroad) {
  const Role* role = find_in_effect(book, role_id);
  if (role == nullptr || role->tenant_id != abroad.tenant_id) return false;
  const bool is_given = role->type == Role::Type::partner_role && role->partner_org_id == abroad.home;
  return is_given || role->type == Role::Type::share_role;
}

bool is_owner(const RoleBook& book, const Subject& subject) { return carries(effective_roles(book, subject), "owner"); }

bool is_administrator(const RoleBook& book, const Subject& subject) {
  const auto effective = effective_roles(book, subject);
  return carries(effective, "owner") || carries(effective, "administrator");
}

Decision decide(const RoleBook& book, const Subject& subject, const Question& question) {
  if (subject.read_only && !is_read(question.action))
    return {false, "a read-only credential may only view, export and download"};

  bool organization_allows = false;
  const auto effective = effective_roles(book, subject);
  bool user_allows = carries(effective, "owner");
  for (const Role* role : effective) {
    const Verdict verdict = verdict_of(book, *role, question, subject.user_id);
    if (verdict == Verdict::deny) return {false, cat({"role ", role->id, " denies ", question.action})};
    if (verdict == Verdict::none) continue;
    (role->type == Role::Type::org_role ? organization_allows : user_allows) = true;
  }
  if (!organization_allows) return {false, cat({"no org role of ", subject.tenant_id, " allows ", question.action})};
  if (!user_allows)
    return {false, cat({"none of the caller's roles allows ", question.action, " (", join(subject.roles, ", "), ")"})};
  return {true, "allowed by the organization and by the caller's roles"};
}

}  // namespace understudy
