// Signing up: a new organization and its owner.
#include "fixture/new_records.h"
#include "login/sign_in_parameters.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string sign_up = "/v2/users/public/signup";

std::string request(const std::string& organization = "", const std::string& user = "", const std::string& more = "") {
  const auto or_usual = [](const std::string& given, const std::string& usual) {
    return given.empty() ? usual : given;
  };
  return R"({"organization_detail":)" +
         or_usual(organization,
                  R"({"type":"Vendor","name":"Sun & Co","pricing_tier":"professional","email":"info@sun.test",)"
                  R"("phone":"+49","website":"https://sun.test","is_privacy_policy_checked":true})") +
         R"(,"user_detail":)" +
         or_usual(user, R"({"full_name":"Sam Sun","email":"Sam@sun.test","password":"Sam-Password-1"})") + more + "}";
}

std::string member(const Json& json, std::initializer_list<std::string_view> way) {
  const Json* here = &json;
  for (const auto name : way) here = here == nullptr ? nullptr : here->find(name);
  return here == nullptr || here->text() == nullptr ? "none" : *here->text();
}

}  // namespace

TEST(SigningUp, MakesAnOrganizationAndItsOwner) {
  UserApi api;
  const auto reply = api.mock.ask("POST", sign_up, {}, request("", "", R"(,"language":"de")"));
  const Json told = testing::body_of(reply);
  const std::string tenant = member(told, {"organization", "id"});
  const std::string id = member(told, {"user", "id"});
  EXPECT_EQ(tenant.size(), 6U);
  EXPECT_EQ(id.size(), 8U);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(told.find("user")->dump(),
            R"({"id":")" + id + R"(","organization_id":")" + tenant +
                R"(","email":"Sam@sun.test","display_name":"Sam Sun","name":"Sam Sun","preferred_language":"de",)"
                R"("roles":["Owner"],"properties":[]})");
  Json organization = *told.find("organization");
  EXPECT_EQ(organization.find("cognito_details")->members().size(), 4U);
  organization.remove("cognito_details");
  EXPECT_EQ(organization.dump(),
            R"({"id":")" + tenant +
                R"(","name":"Sun & Co","email":"info@sun.test","phone":"+49","website":"https://sun.test",)"
                R"("organization_use":"Production","created_date":"2026-01-01T00:00:00.000Z","type":"Vendor",)"
                R"("pricing_tier":"professional"})");
  EXPECT_TRUE(api.signs_in("sam@sun.test", "Sam-Password-1"));
  const User user = api.user(id);
  EXPECT_EQ(user.password, "Sam-Password-1");
  EXPECT_EQ(user.status, User::Status::active);
  EXPECT_EQ(user.roles, (std::vector<std::string>{tenant + ":owner"}));
  api.mock.world().step([&](WorldState& state) {
    EXPECT_EQ(state.tenants.find(tenant)->slug, "sun-co");
    for (const std::string slug : {":root", ":owner", ":administrator"})
      EXPECT_NE(state.roles.find(tenant + slug), nullptr) << slug;
  });
}

namespace {

Json way_in_of(const WorldState& state, const Tenant& tenant) {
  const bool is_open = state.sign_ins.find(tenant.id) != nullptr;
  return is_open ? Json::object({{"pool", "of " + tenant.name}}) : Json();
}

}  // namespace

TEST(SigningUp, OpensAWayInAndTellsIt) {
  Seed seed = testing::seed_of_text(user_api_fixture);
  auto ways = std::make_unique<login::SignInParameters>();
  ways->of = way_in_of;
  ways->told_with = [](const WorldState& state, const Tenant& tenant) {
    return Json::object({{"details", way_in_of(state, tenant)}});
  };
  ways->open_to = [](WorldState& state, const Tenant& tenant) {
    SignInAttempt mark;
    mark.id = tenant.id;
    state.sign_ins.put(mark);
  };
  seed.parts.put(std::move(ways));
  testing::Mock mock(seed);
  const Json told = testing::body_of(mock.ask("POST", sign_up, {}, request()));
  EXPECT_EQ(told.find("organization")->find("details")->dump(), R"({"pool":"of Sun & Co"})");
  const auto parameters = mock.ask("GET", "/v2/users/public/username/sam@sun.test:getLoginParameters");
  EXPECT_EQ(parameters.body, R"({"login_parameters":[{"organization_id":")" + member(told, {"organization", "id"}) +
                                 R"(","organization_name":"Sun & Co","organization_type":"Vendor",)"
                                 R"("organization_use":"Production","pool":"of Sun & Co","passkey_enabled":false}]})");
}

TEST(SigningUp, LetsThatOwnerDoEverythingThereAndNothingElsewhere) {
  UserApi api;
  const Json told = testing::body_of(api.mock.ask("POST", sign_up, {}, request()));
  AccessToken row;
  row.id = "api_sam000000000000000000";
  row.user_id = member(told, {"user", "id"});
  row.tenant_id = member(told, {"organization", "id"});
  row.assignments = {row.tenant_id + ":owner"};
  const std::string token = api.mock.issue(row);
  EXPECT_EQ(api.mock.ask_as(token, "POST", "/v2/users/invite", R"({"email":"new@sun.test"})").status, 201);
  EXPECT_EQ(api.mock.ask_as(token, "GET", "/v2/users/10000001").status, 404);
}

TEST(SigningUp, TakesNoRequestThatIsNone) {
  UserApi api;
  struct Row {
    std::string body;
    std::string message;
  };
  const std::string user = R"({"full_name":"Sam","email":"sam@sun.test","password":"Sam-Password-1"})";
  const std::string start = R"({"type":"Vendor","name":"Sun","pricing_tier":"p")";
  const std::vector<Row> rows{
      {"{}", "organization_detail is required"},
      {R"({"organization_detail":[]})", "organization_detail is an object"},
      {request(R"({"name":"Sun"})"), "organization_detail.type is required"},
      {request(R"({"type":"Customer"})"), "organization_detail.type is Vendor or Partner"},
      {request(R"({"type":"Vendor","name":""})"), "organization_detail.name is not empty"},
      {request(R"({"type":"Vendor","name":"Sun"})"), "organization_detail.pricing_tier is required"},
      {request(start + "}"), "organization_detail.email is required"},
      {request(start + R"(,"email":"sun"})"), "organization_detail.email is an e-mail address"},
      {request(start + R"(,"email":"a@sun.test","phone":1})"), "organization_detail.phone is a text"},
      {request(start + R"(,"email":"a@sun.test","is_privacy_policy_checked":"yes"})"),
       "organization_detail.is_privacy_policy_checked is true or false"},
      {request("", "{}"), "user_detail.full_name is required"},
      {request("", R"({"full_name":"Sam"})"), "user_detail.email is required"},
      {request("", R"({"full_name":"Sam","email":"sam@sun.test"})"), "user_detail.password is required"},
      {request("", R"({"full_name":")" + std::string(257, 'a') + "\"}"), "user_detail.full_name has at most 256 bytes"},
      {request("", "", R"(,"language":"fr")"), "language is en or de"},
      {request("", R"({"full_name":"Eve","email":"OWNER@acme.test","password":"Eve-Password-1"})"),
       "A user with this email address already exists"},
  };
  for (const auto& [body, message] : rows) EXPECT_EQ(api.post(sign_up, body), invalid(message)) << body;
  EXPECT_EQ(api.post(sign_up, request("", R"({"full_name":"Sam","email":"sam@sun.test","password":"sam"})")),
            weak(R"("too_short","missing_uppercase","missing_number","missing_symbol")"));
  api.mock.world().step([](WorldState& state) { EXPECT_EQ(state.tenants.added() + state.users.added(), 0U); });
}

TEST(SigningUp, ByAPartnersInvitationIsNotEmulated) {
  UserApi api;
  const auto reply = api.mock.ask("POST", sign_up + "?token=t", {}, request());
  EXPECT_EQ(reply.status, 501);
  EXPECT_EQ(testing::body_of(reply).text_at("detail"),
            "Understudy does not emulate sign-ups by a partner's invitation");
  EXPECT_TRUE(api.post(sign_up + "?token=", request()).starts_with("200 "));
}

TEST(SigningUp, MakesAPartnersOrganizationWithoutOne) {
  UserApi api;
  const Json told = testing::body_of(api.mock.ask(
      "POST", sign_up, {}, request(R"({"type":"Partner","name":"P","pricing_tier":"p","email":"p@p.test"})")));
  EXPECT_EQ(member(told, {"organization", "type"}), "Partner");
}

TEST(SigningUp, GivesEachItsOwnIdAndSlugByWhoAsks) {
  const auto organization_of = [](UserApi& api, const std::string& email) {
    return member(testing::body_of(api.mock.ask(
                      "POST", sign_up, {},
                      request("", R"({"full_name":"S","email":")" + email + R"(","password":"Sam-Password-1"})"))),
                  {"organization", "id"});
  };
  UserApi one;
  UserApi other;
  const std::string first = organization_of(one, "a@sun.test");
  const std::string second = organization_of(one, "b@sun.test");
  EXPECT_NE(first, second);
  EXPECT_EQ(organization_of(other, "b@sun.test"), second) << "what others did moves nothing";
  one.mock.world().step([&](WorldState& state) { EXPECT_EQ(state.tenants.find(second)->slug, "sun-co-2"); });
}

TEST(SigningUp, IsBounded) {
  UserApi api;
  api.mock.world().step([](WorldState& state) {
    for (size_t i = 0; i < fixture::most_new_tenants; ++i) {
      Tenant tenant;
      tenant.id = "9" + std::to_string(10'000'000 + i);
      state.tenants.put(tenant);
    }
  });
  EXPECT_EQ(api.post(sign_up, request()), R"(429 {"message":"a world gains at most 1000 organizations"})");
  api.mock.world().step([](WorldState& state) {
    for (size_t i = 0; i < fixture::most_new_users; ++i) {
      User user;
      user.id = "9" + std::to_string(10'000'000 + i);
      state.users.put(user);
    }
  });
  EXPECT_EQ(api.post("/v2/users/invite", R"({"email":"jo@acme.test"})", "Owner"),
            R"(429 {"message":"a world gains at most 10000 users"})");
}

}  // namespace understudy::epilot
