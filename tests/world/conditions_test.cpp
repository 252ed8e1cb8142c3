#include "world/conditions.h"

#include <gtest/gtest.h>

#include "world/permissions.h"

namespace understudy {
namespace {

using Operation = Condition::Operation;

const Json contact = parse_json(R"({
  "_schema": "contact", "_tags": ["vip", "new"], "empty": "", "count": 3,
  "_customer": {"_payment": [{"_type": "sepa"}, {"_type": "card"}]},
  "workflows": {"first": {"task": "call"}, "second": {"task": "mail"}},
  "_owners": [{"org_id": "1", "user_id": "10"}], "agent": "10"
})")
                         .value();

struct Row {
  std::string name;
  Condition condition;
  bool holds;
};

const std::vector<Row> rows{
    {"a value", {Operation::equals, {"_schema"}, {"contact"}}, true},
    {"one of several values", {Operation::equals, {"_schema"}, {"order", "contact"}}, true},
    {"another value", {Operation::equals, {"_schema"}, {"order"}}, false},
    {"any element of an array", {Operation::equals, {"_tags"}, {"new"}}, true},
    {"no element of an array", {Operation::equals, {"_tags"}, {"old"}}, false},
    {"a nested path through an array", {Operation::equals, {"_customer._payment._type"}, {"card"}}, true},
    {"a wildcard over members", {Operation::equals, {"workflows.*.task"}, {"mail"}}, true},
    {"a wildcard that finds nothing", {Operation::equals, {"workflows.*.task"}, {"fax"}}, false},
    {"a number is no text", {Operation::equals, {"count"}, {"3"}}, false},
    {"a number", {Operation::equals, {"count"}, {3}}, true},
    {"a missing attribute", {Operation::equals, {"nothing"}, {"x"}}, false},
    {"any of several attributes", {Operation::equals, {"nothing", "_schema"}, {"contact"}}, true},
    {"not that value", {Operation::not_equals, {"_schema"}, {"order"}}, true},
    {"not this value", {Operation::not_equals, {"_schema"}, {"contact"}}, false},
    {"a missing attribute is not equal", {Operation::not_equals, {"nothing"}, {"x"}}, true},
    {"an empty attribute is not equal", {Operation::not_equals, {"empty"}, {"x"}}, true},
    {"none of several attributes", {Operation::not_equals, {"nothing", "_schema"}, {"contact"}}, false},
    {"an owner of it", {Operation::equals_current_user, {}, {}}, true},
    {"the user in an attribute", {Operation::equals_current_user, {"agent"}, {}}, true},
    {"not the user in an attribute", {Operation::not_equals_current_user, {"agent"}, {}}, false},
    {"nobody in an attribute", {Operation::not_equals_current_user, {"nothing"}, {}}, true},
};

}  // namespace

TEST(Conditions, HoldOrNotByEveryOperation) {
  for (const auto& row : rows) EXPECT_EQ(holds(row.condition, contact, "10"), row.holds) << row.name;
}

TEST(Conditions, MustAllHold) {
  Grant grant{"entity:view", std::nullopt, Grant::Effect::allow, {rows[0].condition, rows[3].condition}};
  EXPECT_TRUE(applies(grant, {"entity:view", "contact:1", &contact}, "10"));
  grant.conditions.push_back(rows[2].condition);
  EXPECT_FALSE(applies(grant, {"entity:view", "contact:1", &contact}, "10"));
}

TEST(Conditions, CannotHoldWithoutAttributes) {
  const Grant grant{"entity:view", std::nullopt, Grant::Effect::allow, {rows[13].condition}};
  EXPECT_FALSE(applies(grant, {"entity:view", "contact:1", nullptr}, "10"));
  Grant denial = grant;
  denial.effect = Grant::Effect::deny;
  EXPECT_TRUE(applies(denial, {"entity:view", "contact:1", nullptr}, "10"));
  EXPECT_FALSE(applies(denial, {"entity:edit", "contact:1", nullptr}, "10"));
}

}  // namespace understudy
