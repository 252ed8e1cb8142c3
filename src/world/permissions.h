// Who may do what: the rules for evaluating grants, in this one place. A permission needs an allow on the side of
// the organization (its org roles) and one on the side of the user (the roles the credential carries), and no deny on
// either.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/records.h"
#include "world/table.h"

namespace understudy {

/// Who asks.
struct Subject {
  std::string tenant_id;           ///< the organization acted in
  std::string user_id;             ///< what equals_current_user compares with
  std::vector<std::string> roles;  ///< role ids; those of other organizations do not count
  bool read_only = false;          ///< only actions that view, export or download
  bool is_portal_user = false;     ///< holds the organization's portal roles without being given them
};

/// What is asked for.
struct Question {
  std::string action;                ///< "token:create"
  std::string resource;              ///< "contact:123"; empty where the action concerns no single resource
  const Json* attributes = nullptr;  ///< of the resource, for conditions; null where there are none
};

struct Decision {
  bool is_allowed;
  std::string rule;  ///< the rule that decided, as a sentence
};

/// Where roles are looked up, and by what time their expiry counts.
struct RoleBook {
  const Table<Role>& roles;
  Instant now;
  Instant world_started;
};

Decision decide(const RoleBook& book, const Subject& subject, const Question& question);

/// The roles in effect: the organization's org roles (and, for a portal user, its portal roles), then the subject's own
/// of that organization; none expired.
std::vector<const Role*> effective_roles(const RoleBook& book, const Subject& subject);

/// Where somebody acts who belongs elsewhere.
struct Abroad {
  std::string_view tenant_id;
  std::string_view home;
};

/// True where the role, in effect, lets somebody of `home` act in that organization: its own share role, or a partner
/// role that it gave to `home`.
bool is_held_abroad(const RoleBook& book, const std::string& role_id, const Abroad& abroad);

/// True where the subject carries the tenant's `owner` role: it has every grant that the organization has.
bool is_owner(const RoleBook& book, const Subject& subject);
/// True for an owner or who carries the `administrator` role.
bool is_administrator(const RoleBook& book, const Subject& subject);

/// True where the grant speaks of that action and resource and all its conditions hold. Where there are no attributes
/// to ask, a conditional deny applies and a conditional allow does not.
bool applies(const Grant& grant, const Question& question, std::string_view user_id);

}  // namespace understudy
