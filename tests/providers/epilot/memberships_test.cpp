// What a fixture says of users to epilot alone: invitations, and whose organization comes first.
#include <gtest/gtest.h>

#include "fixture/loading.h"
#include "providers/epilot/part.h"
#include "providers/epilot/ready_invitations.h"
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

using namespace fixture;

namespace {

std::string with_users(const std::string& first, const std::string& second = "") {
  return "version: 1\ntenants:\n  - name: A\n    id: 1\n    users:\n      - {email: a@a.test, id: 11, " + first +
         "}\n  - name: B\n    id: 2\n    users:\n      - {email: A@a.test, id: 22" + second + "}\n";
}

std::string token_of(const Seed& seed, size_t number = 0) {
  return epilot_of(seed).invitations.rows().at(number).token;
}

}  // namespace

TEST(Memberships, OfInvitedUsersHaveATokenGivenOrDerived) {
  const Seed given = load_good({with_users("status: Pending, epilot: {invitation: invitation-1}")});
  EXPECT_EQ(token_of(given), "invitation-1");
  EXPECT_EQ(epilot_of(given).invitations.rows().size(), 1U) << "nobody else is invited";
  const Seed derived = load_good({with_users("status: Pending", ", status: Pending")});
  EXPECT_EQ(token_of(derived).size(), 43U);
  EXPECT_NE(token_of(derived, 0), token_of(derived, 1));
  EXPECT_EQ(token_of(load_good({with_users("status: Active", ", status: Pending")})), token_of(derived, 1))
      << "another record moves none";
  const Seed many = load_good(
      {"version: 1\ntenants: [{name: A, many_users: [{count: 3, email: \"u{n}@a.test\", status: Pending}]}]\n"});
  EXPECT_EQ(epilot_of(many).invitations.rows().size(), 3U);
}

TEST(Memberships, AreLaidOverThoseOfEarlierSources) {
  const Seed seed = load_good({with_users("status: Pending, epilot: {invitation: invitation-1}"),
                               with_users("status: Pending, epilot: {invitation: invitation-2, primary: true}")});
  EXPECT_EQ(token_of(seed), "invitation-2");
  EXPECT_EQ(epilot_of(seed).primary_users, (std::set<std::string, std::less<>>{"11"}));
}

TEST(Memberships, AreComplainedOfByTheirPlace) {
  expect_complaints({
      {with_users("epilot: {invitation: short}"),
       {"a.yaml:6:56: tenants[0].users[0].epilot.invitation: expected 8 to 128 letters, digits, \"_\" or \"-\", got "
        "the "
        "text \"short\""}},
      {with_users("epilot: {invitation: invitation-1}"),
       {"a.yaml:6:56: tenants[0].users[0].epilot.invitation: only a user who is invited has an invitation; give the "
        "user status: Pending"}},
      {with_users("status: Pending, epilot: {invitation: invitation-1}",
                  ", status: Pending, epilot: {invitation: invitation-1}"),
       {"a.yaml:10:73: tenants[1].users[0].epilot.invitation: the invitation \"invitation-1\" is given twice; first at "
        "a.yaml:6:73"}},
      {with_users("epilot: {primary: true}", ", epilot: {primary: true}"),
       {"a.yaml:10:53: tenants[1].users[0].epilot.primary: the primary organization of \"a@a.test\" is given twice; "
        "first at a.yaml:6:53"}},
      {with_users("epilot: {primary: maybe}"),
       {"a.yaml:6:53: tenants[0].users[0].epilot.primary: expected true or false, got the text \"maybe\""}},
  });
}

TEST(Lifetimes, OfWhatIsMailedAreASecondToAYear) {
  const auto with = [](const std::string& lifetimes) {
    return "version: 1\nepilot: {lifetimes: {" + lifetimes + "}}\n";
  };
  const auto choices = epilot_of(load_good({with("invitation: 1s, password_reset: 365d")})).choices;
  EXPECT_EQ(choices.invitation_lifetime, std::chrono::seconds(1));
  EXPECT_EQ(choices.password_reset_lifetime, std::chrono::days(365));
  EXPECT_EQ(choices.email_change_lifetime, std::chrono::hours(24));
  EXPECT_EQ(choices.login_token_lifetime, std::chrono::minutes(5));
  expect_complaints({{with("invitation: 999ms, login_token: 366d"),
                      {"a.yaml:2:34: epilot.lifetimes.invitation: it lasts 1 second to 1 year",
                       "a.yaml:2:54: epilot.lifetimes.login_token: it lasts 1 second to 1 year"}}});
}

TEST(ReadyInvitations, TellWhatBecameOfThem) {
  UserApi api;
  const auto told = [&] {
    return ready_invitations.list(api.mock.world(), "http://localhost:9119", 0, 10).at(0).json.dump();
  };
  const auto with_state = [](const std::string& state) {
    return R"({"tenant_id":"100100","user_id":"10000005","email":"nina@acme.test","state":")" + state +
           R"(","token":"invitation-of-nina"})";
  };
  EXPECT_EQ(told(), with_state("valid"));
  api.post("/v2/users/invite:resendEmail", R"({"email":"nina@acme.test"})", "Owner");
  EXPECT_EQ(told(), with_state("replaced"));
  api.post("/v2/users/public/activate?token=" + api.last_mail().code, R"({"password":"Nina-Password-1"})");
  EXPECT_EQ(told(), with_state("accepted"));
  api.ask("DELETE", "/v2/users/10000005", "", "Owner");
  EXPECT_EQ(told(), with_state("withdrawn"));
  EXPECT_TRUE(ready_invitations.list(api.mock.world(), "", 1, 10).empty());
}

TEST(ReadyInvitations, AreAmongTheCredentialsOfTheControlApi) {
  UserApi api;
  const Json told = testing::body_of(api.mock.ask("GET", "/_understudy/v1/worlds/default/credentials"));
  EXPECT_EQ(told.find("invitations_in_all")->dump(), "1");
  EXPECT_EQ(told.find("invitations")->items().at(0).text_at("token"), "invitation-of-nina");
}

}  // namespace understudy::epilot
