// Gradebooks, sessions and the permission matrix: what a client's first real calls are answered with.
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

ShiftGradebook gradebook(const std::string& title, const std::string& tenant) {
  return {shift_guid("test", "gradebook", tenant + title), tenant, title};
}

Seed small_data_seed() {
  Seed seed = shift_seed();
  shift_of(seed).gradebooks = TableBase<ShiftGradebook>(
      {gradebook("Safety 2026", "739224"), gradebook("First Aid", "739224"), gradebook("Elsewhere", "555")});
  return seed;
}

const std::string acme = shift_guid("test", "organization", "739224");

ShiftCookieValue begin(Mock& mock, const std::string& user, const std::string& source = "Shift iQ") {
  ShiftSessionOrder order;
  order.user_row = user;
  order.source = source;
  return begin_shift_session(mock.world(), access::Signer(mock.world()), order);
}

}  // namespace

TEST(ShiftSmallData, HasTheOrganizationsGradebooks) {
  Mock mock(small_data_seed());
  const auto token = token_of(mock, operator_secret);
  const auto reply = mock.ask_as(token, "GET", "/v2/e99/api/progress/gradebooks?filter.page=1&filter.pagesize=1");
  const std::string id = gradebook("Safety 2026", "739224").id;
  EXPECT_EQ(body_of(reply).dump(), R"([{"GradebookId":")" + id + R"(","GradebookIdentifier":")" + id +
                                       R"(","GradebookTitle":"Safety 2026","GradebookEnrollmentCount":0,)" +
                                       R"("OrganizationId":")" + acme + R"("}])");
  EXPECT_EQ(header(reply, "X-Query-Pagination"), R"({"Page":1,"PageSize":1,"TotalCount":2})");
  EXPECT_EQ(told(mock.ask_as(token, "GET", "/progress/gradebooks/count")), "200 {\n  \"Count\": 2\n}");
}

TEST(ShiftSmallData, IsFoundByPartsOfItsTexts) {
  Mock mock(small_data_seed());
  const auto token = token_of(mock, operator_secret);
  const std::vector<std::string> json{"Authorization: Bearer " + token, "Content-Type: application/json"};
  const auto total = [&](const std::string& query, const std::string& body) {
    const auto method = body.empty() ? "GET" : "POST";
    const auto listed = mock.ask(method, "/api/security/users" + query, json, body);
    const auto counted = mock.ask(method, "/api/security/users/count" + query, json, body);
    EXPECT_EQ(listed.status, 200) << listed.body;
    const auto pagination = parse_json(header(listed, "X-Query-Pagination")).value_or(Json());
    EXPECT_EQ(*body_of(counted).find("Count"), *pagination.find("TotalCount")) << query << body;
    return body_of(listed).items().size();
  };
  EXPECT_EQ(total("", ""), 5U);
  EXPECT_EQ(total("?Email=dora", ""), 1U);
  EXPECT_EQ(total("?fullname=O", ""), 2U) << "without regard to case: Dora Dahl, Otto Olm";
  EXPECT_EQ(total("?fullname=o&email=otto", ""), 1U) << "all of them";
  EXPECT_EQ(total("?fullname=o&filter.pagesize=1", ""), 1U) << "one page";
  EXPECT_EQ(total("?Email=", ""), 5U) << "an empty one asks nothing";
  EXPECT_EQ(total("?Shoes=46", ""), 5U) << "nor does one of no member";
  EXPECT_EQ(total("?Email=nobody", ""), 0U);
  EXPECT_EQ(total("", R"({"email": "DORA"})"), 1U);
  EXPECT_EQ(total("", R"({"Email": 17, "Filter": {"Page": 1}})"), 5U);
}

TEST(ShiftSmallData, RefusesCriteriaThatCannotBeRead) {
  Mock mock(small_data_seed());
  const std::string bearer = "Authorization: Bearer " + token_of(mock, operator_secret);
  const auto post = [&](const std::string& type, const std::string& body) {
    return mock.ask("POST", "/api/security/users/count", {bearer, "Content-Type: " + type}, body).status;
  };
  EXPECT_EQ(post("application/json", "{"), 400);
  EXPECT_EQ(post("application/json", "[]"), 400);
  EXPECT_EQ(post("application/json", std::string(10'000, '[')), 400);
  EXPECT_EQ(post("text/plain", "{}"), 415);
  EXPECT_EQ(post("text/plain", ""), 200);
  EXPECT_EQ(post("application/json", R"({"Email":")" + std::string(257, 'x') + "\"}"), 400);
  EXPECT_EQ(mock.ask("GET", "/api/security/users?Email=" + std::string(257, 'x'), {bearer}).status, 400);
  EXPECT_EQ(mock.ask("GET", "/api/security/users", {bearer}, "a GET has no body that counts").status, 200);
}

TEST(ShiftSmallData, HasTheOrganizationsPermissionMatrix) {
  Mock mock(small_data_seed());
  const auto token = token_of(mock, operator_secret);
  const std::string role = R"({"OrganizationId":")" + acme + R"(","RoleId":")" +
                           shift_guid("test", "role", "739224:reader") + R"(","Role":"Reader","Resource":)";
  EXPECT_EQ(
      body_of(mock.ask_as(token, "GET", "/api/security/permissions")).dump(),
      "[" + role + R"("security/users","Access":"read"},)" + role + R"("directory/groups","Access":"read,update"}])");
  EXPECT_EQ(told(mock.ask_as(token, "GET", "/api/accounts/permissions/count")), "200 {\n  \"Count\": 2\n}");
}

TEST(ShiftSmallData, HasTheSessionsThatAreNotOver) {
  Mock mock(small_data_seed());
  const auto token = token_of(mock, operator_secret);
  const auto first = begin(mock, "3");
  const auto ended = begin(mock, "2");
  begin(mock, "6");
  mock.machine += std::chrono::minutes(20);
  renew_shift_session(mock.world(), access::Signer(mock.world()), verify_shift_cookie(mock.world(), first.value));
  begin(mock, "3", "Test Login");
  const auto list = [&] { return mock.ask_as(token, "GET", "/v2/e99/api/security/users-sessions"); };
  const auto count = [&] {
    return *body_of(mock.ask_as(token, "GET", "/security/users-sessions/count")).find("Count");
  };
  EXPECT_EQ(count(), Json(3));
  end_shift_session(mock.world(), verify_shift_cookie(mock.world(), ended.value).session);
  EXPECT_EQ(count(), Json(2));
  const Json sessions = body_of(list());
  ASSERT_EQ(sessions.items().size(), 2U);
  EXPECT_EQ(sessions.items()[0].dump(),
            R"({"SessionId":")" + first.id + R"(","UserId":")" + shift_guid("test", "user", "lena@acme.test") +
                R"(","Email":"Lena@acme.test","OrganizationId":")" + acme +
                R"(","AuthenticationSource":"Shift iQ","Language":"en","Created":"2026-01-01T00:00:00Z",)"
                R"("Modified":"2026-01-01T00:20:00Z"})");
  EXPECT_EQ(sessions.items()[1].text_at("AuthenticationSource"), "Test Login");
  EXPECT_EQ(list().body.find(first.value.substr(0, 40)), std::string::npos);
  mock.machine += std::chrono::minutes(60);
  EXPECT_EQ(count(), Json(0));
}

TEST(ShiftSmallData, IsReadByWhoIsGrantedIt) {
  Seed seed = small_data_seed();
  shift_of(seed).roles = TableBase<ShiftRole>(
      {{seed.roles.rows()[0].id, {{"progress/*", ShiftGrant::read}, {"security/users", ShiftGrant::read}}}});
  Mock mock(seed);
  struct Row {
    std::string path;
    int reader;
  };
  const std::vector<Row> rows{
      {"/api/progress/gradebooks", 200},     {"/api/progress/gradebooks/count", 200},
      {"/api/security/permissions", 403},    {"/api/security/permissions/count", 403},
      {"/api/security/users-sessions", 403}, {"/api/accounts/users-sessions/count", 403},
      {"/API/Security/Users-Sessions", 403},
  };
  const auto reader = token_of(mock, reader_secret);
  const auto everything = token_of(mock, operator_secret);
  for (const auto& row : rows) {
    EXPECT_EQ(mock.ask_as(reader, "GET", row.path).status, row.reader) << row.path;
    EXPECT_EQ(mock.ask_as(everything, "GET", row.path).status, 200) << row.path;
    EXPECT_EQ(told(mock.ask("GET", row.path)), "401 ") << row.path;
  }
}

}  // namespace understudy::shiftiq
