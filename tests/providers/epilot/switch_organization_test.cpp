// One person in several organizations: which comes first, and how one switches.
#include "login/login_tokens.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string path = "/v2/users/switchOrganization";

std::string to(const std::string& organization) { return R"({"org_id":")" + organization + "\"}"; }

struct Switching : UserApi {
  using UserApi::UserApi;

  /// "200 {…}" of what Bea asks who signed in at that organization of hers.
  std::string ask_as_bea(const std::string& body, size_t organization = 0) {
    const std::string password = organization == 0 ? "Bea-At-Brightside-1" : "Bea-At-Acme-1";
    const auto reply = mock.ask_as(sign_in("bea@people.test", password, organization), "POST", path, body);
    return std::to_string(reply.status) + " " + reply.body;
  }
  /// The token in such an answer.
  std::string token_to(const std::string& organization) {
    const std::string told = ask_as_bea(to(organization));
    EXPECT_TRUE(told.starts_with("200 ")) << told;
    return std::string(parse_json(told.substr(4))->text_at("login_token"));
  }
  bool takes(const std::string& token, const std::string& user_id, std::string_view world = "default") {
    return mock.world(world).step([&](WorldState& state) { return login::take_login_token(state, token, user_id); });
  }
};

}  // namespace

TEST(SwitchingOrganizations, GivesATokenOfTheUserThereOnce) {
  Switching api;
  const std::string token = api.token_to("100100");
  EXPECT_EQ(token.size(), 43U);
  EXPECT_FALSE(api.takes(token, "20000002")) << "not the one who asked";
  EXPECT_FALSE(api.takes(token, "10000006", "other"));
  EXPECT_TRUE(api.takes(token, "10000006"));
  EXPECT_FALSE(api.takes(token, "10000006")) << "once";
  EXPECT_TRUE(api.takes(api.token_to("200200"), "20000002")) << "the own organization as well";
}

TEST(SwitchingOrganizations, GivesATokenForFiveMinutes) {
  Switching api;
  const std::string first = api.token_to("100100");
  const std::string second = api.token_to("100100");
  EXPECT_NE(first, second);
  api.advance(std::chrono::minutes(5) - Milliseconds(1));
  EXPECT_TRUE(api.takes(first, "10000006"));
  api.advance(Milliseconds(1));
  EXPECT_FALSE(api.takes(second, "10000006"));
}

TEST(SwitchingOrganizations, LastsAsLongAsTheFixtureSays) {
  Switching api("epilot: {lifetimes: {login_token: 2s}}" + user_api_fixture);
  const std::string token = api.token_to("100100");
  api.advance(std::chrono::seconds(2));
  EXPECT_FALSE(api.takes(token, "10000006"));
}

TEST(SwitchingOrganizations, IsForActiveUsersOfBoth) {
  Switching api;
  EXPECT_EQ(api.ask_as_bea(to("999999")), forbidden);
  EXPECT_EQ(api.ask_as_bea("{}"), invalid("org_id is required"));
  EXPECT_EQ(api.ask_as_bea(R"({"org_id":100100})"), invalid("org_id is a text"));
  const auto set_status = [&](const std::string& id, User::Status status) {
    api.mock.world().step(
        [&](WorldState& state) { state.users.change(id, [&](User& user) { user.status = status; }); });
  };
  for (const auto status : {User::Status::pending, User::Status::deactivated, User::Status::deleted}) {
    set_status("10000006", status);
    EXPECT_EQ(api.ask_as_bea(to("100100")), forbidden) << to_text(status);
  }
  set_status("10000006", User::Status::active);
  EXPECT_TRUE(api.ask_as_bea(to("100100")).starts_with("200 "));
  const auto vera = api.mock.ask_as(api.sign_in("vera@acme.test", "Vera-Password-1"), "POST", path, to("200200"));
  EXPECT_EQ(vera.status, 403) << "nobody else's organization";
}

TEST(SwitchingOrganizations, IsForWhoSignedIn) {
  Switching api;
  EXPECT_EQ(api.post(path, to("100100")), unauthorized);
  EXPECT_EQ(api.post(path, to("100100"), "Owner"), forbidden) << "an access token acts by roles of its own";
}

TEST(LoginParameters, BeginWithThePrimaryOrganization) {
  const auto organizations = [](UserApi& api, const std::string& email) {
    const Json told =
        testing::body_of(api.mock.ask("GET", "/v2/users/public/username/" + email + ":getLoginParameters"));
    std::string all;
    for (const auto& one : told.find("login_parameters")->items())
      all += (all.empty() ? "" : " ") + std::string(one.text_at("organization_id"));
    return all;
  };
  UserApi api;
  EXPECT_EQ(organizations(api, "bea@people.test"), "200200 100100");
  std::string unsaid = user_api_fixture;
  unsaid.replace(unsaid.find(", epilot: {primary: true}"), 25, "");
  UserApi usual(unsaid);
  EXPECT_EQ(organizations(usual, "bea@people.test"), "100100 200200") << "as the fixture has them";
  api.post("/v2/users/invite", R"({"email":"boss@brightside.test"})", "Owner");
  EXPECT_EQ(organizations(api, "boss@brightside.test"), "200200 100100") << "a new one comes behind";
}

TEST(LoginParameters, TellWhatTheProfileOfTheOrganizationSays) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("profile: {"), 10, "profile: {type: Partner, organization_use: Sandbox, ");
  UserApi api(fixture);
  EXPECT_TRUE(api.get("/v2/users/public/username/vera@acme.test:getLoginParameters")
                  .starts_with(R"(200 {"login_parameters":[{"organization_id":"100100","organization_name":"Acme",)"
                               R"("organization_type":"Partner","organization_use":"Sandbox","cognito_region":)"));
}

}  // namespace understudy::epilot
