#include "world/permissions.h"

#include <gtest/gtest.h>

namespace understudy {
namespace {

using Type = Role::Type;

Grant allow(std::string action, std::optional<std::string> resource = std::nullopt) {
  return {std::move(action), std::move(resource), Grant::Effect::allow, {}};
}

Grant deny(std::string action, std::optional<std::string> resource = std::nullopt) {
  return {std::move(action), std::move(resource), Grant::Effect::deny, {}};
}

Role role(const std::string& id, Type type, std::vector<Grant> grants,
          std::optional<std::string> parent = std::nullopt) {
  Role row;
  row.id = id;
  row.tenant_id = id.substr(0, id.find(':'));
  row.slug = id.substr(id.find(':') + 1);
  row.type = type;
  row.grants = std::move(grants);
  row.parent_role = std::move(parent);
  return row;
}

const Instant now = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

Role expiring(Role row, Instant expiry) {
  row.expires_at = SeedTime{SeedTime::Kind::absolute, expiry, {}};
  return row;
}

/// Every rule of the evaluation as rows: roles that exist, roles carried, what is asked, the answer.
struct Case {
  std::string name;
  std::vector<Role> roles;
  std::vector<std::string> carried;
  std::string action;
  std::string resource;
  bool allowed;
};

const Role root = role("1:root", Type::org_role, {allow("*")});

const std::vector<Case> cases{
    {"nothing is granted by default", {root}, {}, "token:create", "", false},
    {"a role that does not exist grants nothing", {root}, {"1:ghost"}, "token:create", "", false},
    {"organization and user must both allow",
     {root, role("1:a", Type::user_role, {allow("token:*")})},
     {"1:a"},
     "token:create",
     "",
     true},
    {"the organization alone is not enough",
     {root, role("1:a", Type::user_role, {allow("user:*")})},
     {"1:a"},
     "token:create",
     "",
     false},
    {"the user alone is not enough", {role("1:a", Type::user_role, {allow("*")})}, {"1:a"}, "token:create", "", false},
    {"an org role that allows less is the ceiling",
     {role("1:root", Type::org_role, {allow("entity:*")}), role("1:a", Type::user_role, {allow("*")})},
     {"1:a"},
     "token:create",
     "",
     false},
    {"a deny of the organization wins",
     {role("1:root", Type::org_role, {allow("*"), deny("webhook:*")}), role("1:a", Type::user_role, {allow("*")})},
     {"1:a"},
     "webhook:create",
     "",
     false},
    {"a deny of the user wins over its own allow",
     {root, role("1:a", Type::user_role, {deny("token:create"), allow("*")})},
     {"1:a"},
     "token:create",
     "",
     false},
    {"a deny of one role wins over another's allow",
     {root, role("1:a", Type::user_role, {allow("*")}), role("1:b", Type::user_role, {deny("token:*")})},
     {"1:a", "1:b"},
     "token:create",
     "",
     false},
    {"a deny elsewhere does not matter",
     {root, role("1:a", Type::user_role, {allow("*"), deny("user:*")})},
     {"1:a"},
     "token:create",
     "",
     true},
    {"a deny of another resource does not matter",
     {root, role("1:a", Type::user_role, {allow("entity:*"), deny("entity:*", "order:*")})},
     {"1:a"},
     "entity:view",
     "contact:1",
     true},
    {"a deny of this resource does",
     {root, role("1:a", Type::user_role, {allow("entity:*"), deny("entity:*", "order:*")})},
     {"1:a"},
     "entity:view",
     "order:1",
     false},
    {"a grant of one resource is none of another",
     {root, role("1:a", Type::user_role, {allow("entity:view", "contact:*")})},
     {"1:a"},
     "entity:view",
     "order:1",
     false},
    {"a grant of one resource matches it",
     {root, role("1:a", Type::user_role, {allow("entity:view", "contact:*")})},
     {"1:a"},
     "entity:view",
     "contact:1",
     true},
    {"a grant of any resource matches an action without one",
     {root, role("1:a", Type::user_role, {allow("token:create", "*")})},
     {"1:a"},
     "token:create",
     "",
     true},
    {"a grant of one resource does not match an action without one",
     {root, role("1:a", Type::user_role, {allow("token:create", "contact:*")})},
     {"1:a"},
     "token:create",
     "",
     false},
    {"a role of another organization does not count",
     {root, role("2:a", Type::user_role, {allow("*")})},
     {"2:a"},
     "token:create",
     "",
     false},
    {"an owner has what the organization has",
     {root, role("1:owner", Type::user_role, {})},
     {"1:owner"},
     "token:create",
     "",
     true},
    {"an owner has no more than the organization",
     {role("1:root", Type::org_role, {allow("*"), deny("token:*")}), role("1:owner", Type::user_role, {})},
     {"1:owner"},
     "token:create",
     "",
     false},
    {"an owner of another organization is none here",
     {root, role("2:owner", Type::user_role, {allow("*")})},
     {"2:owner"},
     "token:create",
     "",
     false},
    {"an expired role is ignored",
     {root, expiring(role("1:a", Type::user_role, {allow("*")}), now)},
     {"1:a"},
     "token:create",
     "",
     false},
    {"a role about to expire still counts",
     {root, expiring(role("1:a", Type::user_role, {allow("*")}), now + Milliseconds(1))},
     {"1:a"},
     "token:create",
     "",
     true},
    {"an expired deny is ignored",
     {root, role("1:a", Type::user_role, {allow("*")}), expiring(role("1:b", Type::user_role, {deny("*")}), now)},
     {"1:a", "1:b"},
     "token:create",
     "",
     true},
    {"an expired org role is ignored",
     {expiring(role("1:root", Type::org_role, {allow("*")}), now), role("1:a", Type::user_role, {allow("*")})},
     {"1:a"},
     "token:create",
     "",
     false},
    {"child and parent must both allow",
     {root, role("1:p", Type::share_role, {allow("token:*")}), role("1:c", Type::user_role, {allow("*")}, "1:p")},
     {"1:c"},
     "token:create",
     "",
     true},
    {"a parent that does not allow withholds",
     {root, role("1:p", Type::share_role, {allow("user:*")}), role("1:c", Type::user_role, {allow("*")}, "1:p")},
     {"1:c"},
     "token:create",
     "",
     false},
    {"a child that does not allow is not helped by its parent",
     {root, role("1:p", Type::share_role, {allow("*")}), role("1:c", Type::user_role, {allow("user:*")}, "1:p")},
     {"1:c"},
     "token:create",
     "",
     false},
    {"a deny of the parent denies the pair",
     {root, role("1:p", Type::share_role, {allow("*"), deny("token:*")}),
      role("1:c", Type::user_role, {allow("*")}, "1:p"), role("1:a", Type::user_role, {allow("*")})},
     {"1:c", "1:a"},
     "token:create",
     "",
     false},
    {"a parent alone is not evaluated",
     {root, role("1:p", Type::share_role, {deny("*")}), role("1:a", Type::user_role, {allow("*")})},
     {"1:a"},
     "token:create",
     "",
     true},
    {"a missing parent withholds",
     {root, role("1:c", Type::user_role, {allow("*")}, "1:gone")},
     {"1:c"},
     "token:create",
     "",
     false},
    {"a share role given to the caller counts",
     {root, role("1:share", Type::share_role, {allow("entity:view")})},
     {"1:share"},
     "entity:view",
     "contact:1",
     true},
    {"a partner role given to the caller counts",
     {root, role("1:partner", Type::partner_role, {allow("entity:view")})},
     {"1:partner"},
     "entity:view",
     "contact:1",
     true},
    {"wildcards stand in for any part",
     {root, role("1:a", Type::user_role, {allow("workflow:*")})},
     {"1:a"},
     "workflow:execution:edit",
     "",
     true},
    {"an attribute is a resource too",
     {root, role("1:a", Type::user_role,
                 {allow("entity:attribute:view"), deny("entity:attribute:view", "contact:Personal Details:phone")})},
     {"1:a"},
     "entity:attribute:view",
     "contact:Personal Details:phone",
     false},
};

Decision decide_case(const Case& row, bool read_only = false) {
  const Table<Role> roles{TableBase<Role>(row.roles)};
  const Subject subject{"1", "user", row.carried, read_only};
  return decide({roles, now, now}, subject, {row.action, row.resource, nullptr});
}

}  // namespace

TEST(Permissions, AreDecidedByEveryRule) {
  for (const auto& row : cases) {
    const auto decision = decide_case(row);
    EXPECT_EQ(decision.is_allowed, row.allowed) << row.name << ": " << decision.rule;
    EXPECT_FALSE(decision.rule.empty()) << row.name;
  }
}

TEST(Permissions, OfAReadOnlyCredentialAreToViewExportAndDownload) {
  const std::vector<Role> roles{root, role("1:a", Type::user_role, {allow("*")})};
  struct Row {
    std::string action;
    bool allowed;
  };
  for (const auto& [action, allowed] : {Row{"entity:view", true},
                                        {"entity:export", true},
                                        {"file:download", true},
                                        {"workflow:execution:view", true},
                                        {"entity:edit", false},
                                        {"token:create", false},
                                        {"view", true},
                                        {"entity:viewer", false},
                                        {"view:edit", false}})
    EXPECT_EQ(decide_case({"", roles, {"1:a"}, action, "", false}, true).is_allowed, allowed) << action;
}

TEST(Permissions, NameTheOrgRolesFirst) {
  const Table<Role> roles{
      TableBase<Role>({role("1:a", Type::user_role, {}), root, role("2:root", Type::org_role, {})})};
  const Subject subject{"1", "user", {"1:a", "1:root", "1:ghost"}, false};
  std::string ids;
  for (const Role* found : effective_roles({roles, now, now}, subject)) ids += found->id + " ";
  EXPECT_EQ(ids, "1:root 1:a ");
}

TEST(Permissions, OfAPortalUserAreThoseOfThePortalRoles) {
  const std::vector<Role> roles{root, role("1:portal", Type::portal_role, {allow("entity:view")}),
                                role("2:portal", Type::portal_role, {allow("entity:edit")})};
  const Table<Role> table{TableBase<Role>(roles)};
  const RoleBook book{table, now, now};
  Subject subject{"1", "u", {}, false, true};
  EXPECT_TRUE(decide(book, subject, {"entity:view", "", nullptr}).is_allowed);
  EXPECT_FALSE(decide(book, subject, {"entity:edit", "", nullptr}).is_allowed);
  subject.is_portal_user = false;
  EXPECT_FALSE(decide(book, subject, {"entity:view", "", nullptr}).is_allowed);
}

TEST(Permissions, AreHeldAbroadByShareAndPartnerRoles) {
  const auto lapsed = expiring(role("1:old", Type::share_role, {}), now);
  auto partner = role("1:partner", Type::partner_role, {});
  partner.partner_org_id = "2";
  const Table<Role> table{
      TableBase<Role>({role("1:share", Type::share_role, {}), partner, role("1:own", Type::user_role, {}),
                       role("1:org", Type::org_role, {}), lapsed})};
  const RoleBook book{table, now, now};
  EXPECT_TRUE(is_held_abroad(book, "1:share", {"1", "2"}));
  EXPECT_TRUE(is_held_abroad(book, "1:partner", {"1", "2"}));
  EXPECT_FALSE(is_held_abroad(book, "1:partner", {"1", "3"}));
  EXPECT_FALSE(is_held_abroad(book, "1:share", {"2", "1"}));
  for (const char* other : {"1:own", "1:org", "1:old", "1:ghost"})
    EXPECT_FALSE(is_held_abroad(book, other, {"1", "2"})) << other;
}

TEST(Permissions, KnowOwnersAndAdministrators) {
  const Table<Role> roles{
      TableBase<Role>({role("1:owner", Type::user_role, {}), role("1:administrator", Type::user_role, {}),
                       role("1:a", Type::user_role, {allow("*")})})};
  const RoleBook book{roles, now, now};
  // Only the user role of that slug is special.
  for (const auto type : {Type::org_role, Type::share_role, Type::partner_role, Type::portal_role}) {
    const Table<Role> others{TableBase<Role>({role("1:owner", type, {}), role("1:administrator", type, {})})};
    const Subject subject{"1", "u", {"1:owner", "1:administrator"}, false, true};
    EXPECT_FALSE(is_owner({others, now, now}, subject)) << to_text(type);
    EXPECT_FALSE(is_administrator({others, now, now}, subject)) << to_text(type);
  }
  EXPECT_TRUE(is_owner(book, {"1", "u", {"1:owner"}, false}));
  EXPECT_TRUE(is_administrator(book, {"1", "u", {"1:owner"}, false}));
  EXPECT_FALSE(is_owner(book, {"1", "u", {"1:administrator"}, false}));
  EXPECT_TRUE(is_administrator(book, {"1", "u", {"1:administrator"}, false}));
  EXPECT_FALSE(is_administrator(book, {"1", "u", {"1:a"}, false}));
}

}  // namespace understudy
