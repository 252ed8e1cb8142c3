#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

std::string names(const http::Reply& reply, std::string_view member) {
  std::string list = std::to_string(reply.status) + ":";
  const Json items = body_of(reply);
  for (const auto& item : items.items()) list += " " + std::string(item.text_at(member));
  return list;
}

}  // namespace

TEST(ShiftDirectory, ListsTheUsersOfTheOrganization) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, reader_secret);
  const auto reply = mock.ask_as(token, "GET", "/v2/e99/api/security/users?filter.page=1&filter.pagesize=1");
  EXPECT_EQ(told(reply), "200 [\n  {\n    \"UserId\": \"" + shift_guid("test", "user", "dora@acme.test") +
                             "\",\n    \"Email\": \"Dora@acme.test\",\n    \"FirstName\": \"Dora\",\n"
                             "    \"LastName\": \"Dahl\",\n    \"FullName\": \"Dora Dahl\",\n"
                             "    \"Language\": \"en\"\n  }\n]");
  EXPECT_EQ(header(reply, "X-Query-Pagination"), R"({"Page":1,"PageSize":1,"TotalCount":5})");
  EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
}

TEST(ShiftDirectory, ListsItsPages) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, reader_secret);
  struct Row {
    std::string query;
    std::string found;
    std::string pagination;
  };
  const std::vector<Row> rows{
      {"", "200: Dora Rita Lena Otto Ella", R"({"Page":1,"PageSize":20,"TotalCount":5})"},
      {"?filter.page=2&filter.pagesize=2", "200: Lena Otto", R"({"Page":2,"PageSize":2,"TotalCount":5})"},
      {"?Filter.Page=3&Filter.PageSize=2", "200: Ella", R"({"Page":3,"PageSize":2,"TotalCount":5})"},
      {"?filter.page=4&filter.pagesize=2", "200:", R"({"Page":4,"PageSize":2,"TotalCount":5})"},
      {"?filter.page=2147483647&filter.pagesize=2147483647",
       "200:", R"({"Page":2147483647,"PageSize":1000,"TotalCount":5})"},
      {"?filter.name=x&filter.page=", "200: Dora Rita Lena Otto Ella", R"({"Page":1,"PageSize":20,"TotalCount":5})"},
      {"?filter.page=0", "400:", "(none)"},
      {"?filter.page=-1", "400:", "(none)"},
      {"?filter.page=one", "400:", "(none)"},
      {"?filter.pagesize=99999999999999999999999", "400:", "(none)"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask_as(token, "GET", "/api/security/users" + row.query);
    EXPECT_EQ(names(reply, "FirstName"), row.found) << row.query;
    EXPECT_EQ(header(reply, "X-Query-Pagination"), row.pagination) << row.query;
  }
  EXPECT_EQ(body_of(mock.ask_as(token, "GET", "/api/security/users?filter.page=0")).find("errors")->dump(),
            R"({"Filter.Page":["The value is not valid for Filter.Page."]})");
}

TEST(ShiftDirectory, CountsAndListsGroupsAndOrganizations) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, operator_secret);
  EXPECT_EQ(told(mock.ask_as(token, "GET", "/api/security/users/count")), "200 {\n  \"Count\": 5\n}");
  EXPECT_EQ(told(mock.ask_as(token, "GET", "/api/directory/groups/count")), "200 {\n  \"Count\": 2\n}");
  EXPECT_EQ(told(mock.ask_as(token, "GET", "/api/security/organizations/count")), "200 {\n  \"Count\": 1\n}");
  const std::string organization = shift_guid("test", "organization", "739224");
  const auto group = [&](const std::string& slug, const std::string& name) {
    const std::string id = shift_guid("test", "role", "739224:" + slug);
    return R"({"GroupId":")" + id + R"(","GroupIdentifier":")" + id + R"(","GroupName":")" + name +
           R"(","GroupType":"Role","OrganizationId":")" + organization + R"("})";
  };
  EXPECT_EQ(body_of(mock.ask_as(token, "GET", "/api/directory/groups")).dump(),
            "[" + group("reader", "Reader") + "," + group("idle", "Idle") + "]");
  EXPECT_EQ(body_of(mock.ask_as(token, "GET", "/api/security/organizations")).dump(),
            R"([{"OrganizationId":")" + organization + R"(","OrganizationCode":"acme","CompanyName":"Acme"}])");
}

TEST(ShiftDirectory, IsReadByWhoIsGrantedIt) {
  Mock mock(shift_seed());
  struct Row {
    std::string path;
    int reader;
    int developer;
    int everything;
  };
  const std::vector<Row> rows{
      {"/api/security/users", 200, 403, 200},         {"/api/security/users/count", 200, 403, 200},
      {"/api/directory/groups", 200, 403, 200},       {"/api/directory/groups/count", 200, 403, 200},
      {"/api/security/organizations", 403, 403, 200}, {"/api/accounts/organizations/count", 403, 403, 200},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(mock.ask_as(token_of(mock, reader_secret), "GET", row.path).status, row.reader) << row.path;
    EXPECT_EQ(mock.ask_as(token_of(mock, developer_secret), "GET", row.path).status, row.developer) << row.path;
    EXPECT_EQ(mock.ask_as(token_of(mock, operator_secret), "GET", row.path).status, row.everything) << row.path;
    EXPECT_EQ(told(mock.ask("GET", row.path)), "401 ") << row.path;
  }
  const auto reply = mock.ask_as(token_of(mock, developer_secret), "GET", "/api/security/users");
  EXPECT_EQ(told(reply), "403 ");
  EXPECT_EQ(header(reply, "Content-Type"), "(none)");
  EXPECT_NE(header(reply, "X-Understudy-Reason").find("security/users:data:1"), std::string::npos);
}

TEST(ShiftDirectory, NotesItsCallerInTheJournal) {
  Mock mock(shift_seed());
  mock.ask_as(token_of(mock, operator_secret), "GET", "/v2/e99/api/security/users");
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 10); });
  ASSERT_EQ(entries.size(), 2U);
  for (const auto& entry : entries) {
    EXPECT_EQ(entry.caller, "shift:" + shift_guid("test", "person", "4"));
    EXPECT_EQ(entry.tenant, "739224");
  }
  EXPECT_EQ(entries[0].api, "shiftiq.anonymous");
  EXPECT_EQ(entries[1].api, "shiftiq");
  EXPECT_EQ(entries[1].operation, "listUsers");
}

}  // namespace understudy::shiftiq
