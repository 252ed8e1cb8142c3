// Who is there: users told, listed and deleted, in both versions of the API.
#include "providers/epilot/operations.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string bea =
    R"({"id":"10000006","organization_id":"100100","created_at":"2026-01-01T00:00:00.000Z",)"
    R"("activated_at":"2026-01-01T00:00:00.000Z","display_name":"Bea","status":"Active","email":"bea@people.test",)"
    R"("phone":"+491","mfa_enabled":false,"totp_enabled":false,"phone_verified":true,"preferred_language":"en",)"
    R"("properties":[]})";
const std::string vera_v1 =
    R"({"id":"10000002","organization_id":"100100","email":"vera@acme.test","display_name":"vera@acme.test",)"
    R"("name":"vera@acme.test","preferred_language":"en","roles":["Viewer"],"properties":[]})";

/// "10000001 10000002": the ids that a list has.
std::string ids(UserApi& api, const std::string& target, std::string_view member = "results") {
  const auto reply = api.mock.ask_as(api.mock.token("Viewer"), "GET", target);
  std::string all = reply.status == 200 ? "" : std::to_string(reply.status);
  const Json body = testing::body_of(reply);
  if (const Json* list = body.find(member))
    for (const auto& user : list->items()) all += (all.empty() ? "" : " ") + std::string(user.text_at("id"));
  return all;
}

}  // namespace

TEST(Users, AreToldToWhoMaySeeThem) {
  UserApi api;
  EXPECT_EQ(api.get("/v2/users/10000006", "Viewer"), "200 " + bea);
  EXPECT_EQ(api.get("/v2/users/10000006", "Read only"), "200 " + bea);
  EXPECT_EQ(api.get("/v1/users/10000002", "Viewer"), "200 " + vera_v1);
  for (const std::string path : {"/v2/users/10000006", "/v1/users/10000006", "/v2/users", "/v1/users"}) {
    EXPECT_EQ(api.get(path), unauthorized) << path;
    EXPECT_EQ(api.get(path, "Inviter"), forbidden) << path;
  }
  EXPECT_TRUE(api.get("/v2/users/10000003", "Inviter").starts_with("200 ")) << "the own user";
}

TEST(Users, OfAnotherOrganizationAreAsGoodAsUnknown) {
  UserApi api;
  for (const std::string id : {"20000001", "10000099", "x", "me2"})
    for (const std::string path : {"/v2/users/", "/v1/users/"})
      EXPECT_EQ(api.get(path + id, "Viewer"), user_not_found) << path << id;
  EXPECT_EQ(api.get("/v2/users/20000001", "Inviter"), forbidden);
  EXPECT_EQ(api.ask("PATCH", "/v2/users/20000001", "{}", "Owner"), user_not_found);
  EXPECT_EQ(api.ask("DELETE", "/v2/users/20000001", "", "Owner"), user_not_found);
  EXPECT_EQ(api.mock
                .ask("GET", "/v2/users/20000001",
                     {"Authorization: Bearer " + api.mock.token("Owner"), "x-epilot-org-id: 200200"})
                .status,
            404);
}

TEST(Users, AreToldWithTheirInvitationToWhoMayInvite) {
  UserApi api;
  const auto has_token = [&](const std::string& as) {
    return api.get("/v2/users/10000005", as).find(R"("token":"invitation-of-nina")") != std::string::npos;
  };
  EXPECT_TRUE(has_token("Owner"));
  EXPECT_FALSE(has_token("Viewer"));
  EXPECT_FALSE(has_token("Read only"));
  EXPECT_NE(api.get("/v2/users", "Owner").find("invitation-of-nina"), std::string::npos);
  EXPECT_EQ(api.get("/v2/users", "Viewer").find("invitation-of-nina"), std::string::npos);
}

TEST(Users, AreListedInTheOrderOfTheFixtureWithoutTheDeleted) {
  UserApi api;
  const std::string all = "10000001 10000002 10000003 10000004 10000005 10000006 10000007";
  EXPECT_EQ(ids(api, "/v2/users"), all);
  EXPECT_EQ(ids(api, "/v1/users", "users"), all);
  EXPECT_EQ(ids(api, "/v2/users?limit=2"), "10000001 10000002");
  EXPECT_EQ(ids(api, "/v2/users?limit=2&offset=5"), "10000006 10000007");
  EXPECT_EQ(ids(api, "/v2/users?offset=7"), "");
  EXPECT_EQ(ids(api, "/v2/users?limit=0"), "");
  EXPECT_EQ(ids(api, "/v2/users?query=PEOPLE"), "10000006") << "of the address";
  EXPECT_EQ(ids(api, "/v2/users?query=bEa"), "10000006") << "of the name";
  EXPECT_EQ(ids(api, "/v2/users?query=acme&limit=1&offset=1"), "10000002");
  EXPECT_EQ(ids(api, "/v2/users?query=nothing"), "");
  EXPECT_EQ(api.get("/v2/users?query=bea", "Viewer"), R"(200 {"results":[)" + bea + "]}");
  EXPECT_EQ(api.get("/v1/users?query=vera", "Viewer"), R"(200 {"users":[)" + vera_v1 + "]}");
}

TEST(Users, AreListedByOrganizationsInTheFirstVersion) {
  UserApi api;
  EXPECT_EQ(ids(api, "/v1/users?org_ids=100100,200200&limit=1", "users"), "10000001");
  EXPECT_EQ(ids(api, "/v1/users?org_ids%5B%5D=100100&limit=1", "users"), "10000001");
  EXPECT_EQ(ids(api, "/v1/users?org_ids=200200", "users"), "") << "no other organization is in reach";
}

TEST(Users, AreListedByNumbersThatAreSome) {
  UserApi api;
  for (const std::string word : {"limit", "offset"})
    for (const std::string value : {"-1", "1.5", "ten", "99999999999999999999"})
      EXPECT_EQ(api.get("/v2/users?" + word + "=" + value, "Viewer"), invalid(word + " is a whole number")) << value;
}

TEST(Users, AreListedAThousandAtATime) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("    users:\n"), 11,
                  "    many_users: [{count: 1100, email: \"u{n}@acme.test\", roles: []}]\n    users:\n");
  UserApi api(fixture);
  const auto count = [&](const std::string& target) {
    return testing::body_of(api.mock.ask_as(api.mock.token("Viewer"), "GET", target)).find("results")->items().size();
  };
  EXPECT_EQ(count("/v2/users"), most_users_in_a_list);
  EXPECT_EQ(count("/v2/users?limit=5000"), most_users_in_a_list);
  EXPECT_EQ(count("/v2/users?offset=1000"), 107U);
}

TEST(Users, WhoAreDeletedAreGoneFromTheListsAndThePool) {
  UserApi api;
  ASSERT_TRUE(api.signs_in("vera@acme.test", "Vera-Password-1"));
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002", "", "Owner"), "200 " + vera_v1);
  EXPECT_EQ(ids(api, "/v2/users?query=vera"), "");
  EXPECT_NE(api.get("/v2/users/10000002", "Owner").find(R"("status":"Deleted")"), std::string::npos);
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002", "", "Owner"), user_not_found);
  EXPECT_EQ(api.ask("PATCH", "/v2/users/10000002", "{}", "Owner"), user_not_found);
  EXPECT_EQ(api.mock.ask("GET", "/v2/users/public/username/vera@acme.test:getLoginParameters").status, 404);
}

TEST(Users, AreDeletedByWhoMay) {
  UserApi api;
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002"), unauthorized);
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002", "", "Viewer"), forbidden) << "nor oneself without the permission";
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002", "", "Read only"), forbidden);
  EXPECT_EQ(api.ask("DELETE", "/v2/users/10000002", "", "Keeper"), forbidden);
  EXPECT_TRUE(api.ask("DELETE", "/v2/users/10000005", "", "Keeper").starts_with("200 ")) << "the grant's condition";
  EXPECT_EQ(api.get("/v2/users/public/checkToken?token=invitation-of-nina"), token_not_found);
}

TEST(Users, AreTheSameInNoOtherWorld) {
  UserApi api;
  api.ask("DELETE", "/v2/users/10000002", "", "Owner");
  const auto reply = api.mock.ask_as(api.mock.token("Owner", "other"), "GET", "/w/other/v2/users/10000002");
  EXPECT_EQ(testing::body_of(reply).text_at("status"), "Active");
}

}  // namespace understudy::epilot
