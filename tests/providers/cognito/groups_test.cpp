// Groups of a pool, and who is in them.
#include <algorithm>

#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string anna_name = "anna@sunny.test";
const std::string no_group = "ResourceNotFoundException: Group not found.";

}  // namespace

class Groups : public UserPoolCalls {
 protected:
  static Json of_group(std::string_view name, std::initializer_list<Json::NewMember> more = {}) {
    Json body = of_pool({{"GroupName", name}});
    for (const auto& member : more) body.set(member.name, std::move(member.value));
    return body;
  }
  static Json in_group(std::string_view user, std::string_view group) { return of_user(user, {{"GroupName", group}}); }
  /// "admins installers ": the names of what an answer lists.
  std::string names(std::string_view operation, const Json& body, std::string_view list, std::string_view name) {
    std::string all;
    const Json answer = call(operation, body);
    for (const auto& item : answer.find(list)->items()) all += cat({item.text_at(name), " "});
    return all;
  }
  std::string groups_of(std::string_view user) {
    return names("AdminListGroupsForUser", of_user(user), "Groups", "GroupName");
  }
  std::string members_of(std::string_view group) {
    return names("ListUsersInGroup", of_group(group), "Users", "Username");
  }
  std::string groups() { return names("ListGroups", of_pool({}), "Groups", "GroupName"); }
};

TEST_F(Groups, AreMadeShownAndChanged) {
  const std::string dates = R"("LastModifiedDate":1767225600,"CreationDate":1767225600)";
  EXPECT_EQ(call("CreateGroup", of_group("pilots")).dump(),
            R"({"Group":{"GroupName":"pilots","UserPoolId":"eu-central-1_Sunny0001",)" + dates + "}}");
  EXPECT_EQ(call("CreateGroup", of_group("crew", {{"Description", "Those on board"},
                                                  {"RoleArn", "arn:aws:iam::123456789012:role/crew"},
                                                  {"Precedence", 3}}))
                .dump(),
            R"({"Group":{"GroupName":"crew","UserPoolId":"eu-central-1_Sunny0001","Description":"Those on board",)"
            R"("RoleArn":"arn:aws:iam::123456789012:role/crew","Precedence":3,)" +
                dates + "}}");
  EXPECT_EQ(refusal("CreateGroup", of_group("crew")), "GroupExistsException: A group with the name already exists.");
  EXPECT_EQ(refusal("CreateGroup", of_group("Crew")), "accepted") << "case counts";
  wait(std::chrono::seconds(1));
  const std::string changed =
      R"({"Group":{"GroupName":"crew","UserPoolId":"eu-central-1_Sunny0001","Description":"All on board",)"
      R"("RoleArn":"arn:aws:iam::123456789012:role/crew","Precedence":0,"LastModifiedDate":1767225601,)"
      R"("CreationDate":1767225600}})";
  EXPECT_EQ(call("UpdateGroup", of_group("crew", {{"Description", "All on board"}, {"Precedence", 0}})).dump(), changed)
      << "what is left out stays";
  EXPECT_EQ(call("GetGroup", of_group("crew")).dump(), changed);
  EXPECT_EQ(call("GetGroup", of_group("admins")).dump(),
            R"({"Group":{"GroupName":"admins","UserPoolId":"eu-central-1_Sunny0001",)"
            R"("RoleArn":"arn:aws:iam::123456789012:role/sunny-admin","Precedence":1,)" +
                dates + "}}");
  EXPECT_EQ(groups(), "installers admins pilots crew Crew ");
  EXPECT_EQ(names("ListGroups", Json::object({{"UserPoolId", "eu-central-1_Cloudy001"}}), "Groups", "GroupName"), "");
}

TEST_F(Groups, AreAskedForByEveryOperation) {
  for (const std::string operation : {"GetGroup", "UpdateGroup", "DeleteGroup", "ListUsersInGroup"})
    EXPECT_EQ(refusal(operation, of_group("nothing")), no_group) << operation;
  for (const std::string operation : {"AdminAddUserToGroup", "AdminRemoveUserFromGroup"})
    EXPECT_EQ(refusal(operation, in_group(anna_name, "nothing")), no_group) << operation;
  for (const std::string operation : {"CreateGroup", "GetGroup", "ListGroups"})
    EXPECT_EQ(refusal(operation, Json::object({{"UserPoolId", "eu-central-1_Nothing01"}, {"GroupName", "admins"}})),
              "ResourceNotFoundException: User pool eu-central-1_Nothing01 does not exist.")
        << operation;
}

TEST_F(Groups, HaveMembers) {
  EXPECT_EQ(groups_of(anna_name), "installers admins ");
  EXPECT_EQ(members_of("admins"), "anna@sunny.test ");
  for (int i = 0; i < 2; ++i) {
    const auto reply = send("AdminAddUserToGroup", in_group("ben@sunny.test", "admins").dump());
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "");
  }
  EXPECT_EQ(members_of("admins"), "anna@sunny.test ben@sunny.test ");
  EXPECT_EQ(groups_of("ben@sunny.test"), "admins ") << "once";
  EXPECT_EQ(send("AdminRemoveUserFromGroup", in_group(anna_name, "admins").dump()).body, "");
  EXPECT_EQ(refusal("AdminRemoveUserFromGroup", in_group(anna_name, "admins")), "accepted");
  EXPECT_EQ(groups_of(anna_name), "installers ");
  EXPECT_EQ(members_of("admins"), "ben@sunny.test ");
  const Json member = call("ListUsersInGroup", of_group("admins")).find("Users")->items().front();
  EXPECT_EQ(member, call("ListUsers", of_pool({{"Filter", "email ^= \"ben\""}})).find("Users")->items().front());
  call("AdminDeleteUser", of_user("ben@sunny.test"));
  EXPECT_EQ(members_of("admins"), "");
  const auto elsewhere = call("ListUsersInGroup", of_group("admins"), "other");
  EXPECT_EQ(elsewhere.find("Users")->items().size(), 1U) << "who has not changed anything";
}

TEST_F(Groups, AreAtMostAHundredOfAUser) {
  for (int i = 0; i < 98; ++i) {
    const std::string name = "g" + std::to_string(i);
    call("CreateGroup", of_group(name));
    EXPECT_EQ(refusal("AdminAddUserToGroup", in_group(anna_name, name)), "accepted");
  }
  call("CreateGroup", of_group("more"));
  EXPECT_EQ(refusal("AdminAddUserToGroup", in_group(anna_name, "more")),
            "LimitExceededException: The user is in too many groups.");
  EXPECT_EQ(refusal("AdminAddUserToGroup", in_group(anna_name, "g0")), "accepted") << "where they are already";
}

TEST_F(Groups, TakeTheirMembersAlongWhenTheyAreDeleted) {
  EXPECT_EQ(send("DeleteGroup", of_group("admins").dump()).body, "");
  EXPECT_EQ(groups(), "installers ");
  EXPECT_EQ(groups_of(anna_name), "installers ");
  const auto groups_in = [&](const Json& tokens) {
    return crypto::parse_jws(tokens.text_at("AccessToken"))->payload.find("cognito:groups")->dump();
  };
  EXPECT_EQ(groups_in(anna()), R"(["installers"])");
  call("CreateGroup", of_group("admins"));
  EXPECT_EQ(members_of("admins"), "") << "another of that name";
  EXPECT_EQ(groups_in(anna("other")), R"(["admins","installers"])");
}

TEST_F(Groups, ComeInPages) {
  for (int i = 0; i < 61; ++i) call("CreateGroup", of_group("group" + std::to_string(i)));
  for (int i = 0; i < 61; ++i) call("AdminAddUserToGroup", in_group("ben@sunny.test", "group" + std::to_string(i)));
  for (const std::string name : {"cleo@sunny.test", "dan@sunny.test"})
    call("AdminAddUserToGroup", in_group(name, "admins"));
  struct Row {
    std::string_view operation;
    Json body;
    std::string_view list;
    size_t in_all;
  };
  const std::vector<Row> rows{
      {"ListGroups", of_pool({}), "Groups", 63},
      {"AdminListGroupsForUser", of_user("ben@sunny.test"), "Groups", 61},
      {"ListUsersInGroup", of_group("admins"), "Users", 3},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.operation);
    for (const size_t limit : {size_t{1}, size_t{2}, size_t{60}, size_t{0}}) {
      const size_t most = limit == 0 ? 60 : limit;
      std::vector<std::string> all;
      std::string token;
      do {
        Json body = row.body;
        body.set("Limit", limit);
        if (!token.empty()) body.set("NextToken", token);
        const Json answer = call(row.operation, body);
        const auto& items = answer.find(row.list)->items();
        EXPECT_EQ(items.size(), std::min(most, row.in_all - all.size()));
        for (const auto& item : items) all.push_back(item.dump());
        token = answer.text_at("NextToken");
      } while (!token.empty() && all.size() < row.in_all);
      EXPECT_EQ(token, "");
      ASSERT_EQ(all.size(), row.in_all);
      std::sort(all.begin(), all.end());
      EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
    }
    Json body = row.body;
    EXPECT_EQ(call(row.operation, body).find(row.list)->items().size(), std::min<size_t>(60, row.in_all));
    body.set("NextToken", "x");
    EXPECT_EQ(refusal(row.operation, body), "InvalidParameterException: Invalid pagination token.");
  }
}

}  // namespace understudy::cognito
