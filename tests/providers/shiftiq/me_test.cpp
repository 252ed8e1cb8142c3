#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

http::Reply ask_me(Mock& mock, const std::string& secret, const std::string& what) {
  return mock.ask_as(token_of(mock, secret), "GET", "/v2/e99/api/me/" + what);
}

}  // namespace

TEST(ShiftMe, TellsTheSettingsOfThePages) {
  Mock mock(shift_seed());
  const auto reply = ask_me(mock, developer_secret, "context?refresh=true");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(
      body_of(reply).dump(),
      R"({"TimeZoneId":"UTC","OrganizationCode":"acme","CompanyName":"Acme","IsCmds":false,)"
      R"("Home":{"Text":"Home","Url":"/ui/portal/home"},"UserName":"Dora","IsAdministrator":true,"IsOperator":false,)"
      R"("IsMultiOrganization":true,"MyDashboard":{"Text":"My Dashboard","Url":"/ui/portal/home"},)"
      R"("Permissions":{"Accounts":true,"Integrations":true,"Settings":true},)"
      R"("Environment":{"Name":"Local","Version":"26.2.0.0","Color":"gray"},"UserHostAddress":"","SessionTimeoutMinutes":60,)"
      R"("NavigationGroups":[],"ShortcutGroups":[],"AdminNavigationGroups":[],)"
      R"("PlatformSearchDownloadMaximumRows":50000,"CurrentLanguage":"en","SupportedLanguages":["en"]})");
  EXPECT_EQ(*body_of(ask_me(mock, reader_secret, "context")).find("IsMultiOrganization")->boolean(), false);
}

TEST(ShiftMe, TellsTheRolesSorted) {
  Mock mock(shift_seed());
  EXPECT_EQ(told(ask_me(mock, developer_secret, "roles")),
            "200 [\n  \"(System) Administrator\",\n  \"(System) Developer\",\n  \"Dora Dahl\",\n  \"Idle\"\n]");
}

TEST(ShiftMe, TellsWhatTheRolesGrant) {
  Mock mock(shift_seed());
  EXPECT_EQ(body_of(ask_me(mock, reader_secret, "permissions")).dump(),
            R"({"Granted":[{"Resource":"security/users","Role":"Reader","Access":"read"},)"
            R"({"Resource":"directory/groups","Role":"Reader","Access":"read,update"}],"Denied":[]})");
  EXPECT_EQ(told(ask_me(mock, developer_secret, "permissions")), "200 {\n  \"Granted\": [],\n  \"Denied\": []\n}");
}

TEST(ShiftMe, IsNobodyWhereTheFixtureLetsGuestsAsk) {
  Seed seed = shift_seed();
  shift_of(seed).settings.anonymous_me = ShiftSettings::AnonymousMe::guest;
  Mock mock(seed);
  EXPECT_EQ(told(mock.ask("GET", "/api/me/roles")), "200 []");
  EXPECT_EQ(told(mock.ask("GET", "/api/me/permissions")), "200 {\n  \"Granted\": [],\n  \"Denied\": []\n}");
  const Json guest = body_of(mock.ask("GET", "/api/me/context"));
  EXPECT_EQ(guest.text_at("UserName"), "");
  EXPECT_EQ(*guest.find("IsMultiOrganization")->boolean(), false);
  EXPECT_EQ(guest.find("MyDashboard"), nullptr);
  EXPECT_EQ(mock.ask_as("x.y.z", "GET", "/api/me/roles").status, 401) << "a bad token makes no guest";
  EXPECT_NE(told(ask_me(mock, developer_secret, "roles")), "200 []");
}

}  // namespace understudy::shiftiq
