// ListUsers: whom a filter fits, in which order, page by page.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "InvalidParameterException: ";

}  // namespace

class ListUsers : public UserPoolCalls {
 protected:
  explicit ListUsers(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  /// "anna ben ", or why not.
  std::string listed(std::initializer_list<Json::NewMember> more) {
    const Json body = of_pool(more);
    auto verdict = refusal("ListUsers", body);
    if (verdict != "accepted") return verdict;
    std::string names;
    const Json answer = call("ListUsers", body);
    for (const auto& user : answer.find("Users")->items())
      names += cat({split(user.text_at("Username"), '@').front(), " "});
    return names;
  }
  std::string fits(const std::string& filter) { return listed({{"Filter", filter}}); }

  struct Row {
    std::string filter;
    std::string names;
  };
  void expect(const std::vector<Row>& rows) {
    for (const auto& row : rows) EXPECT_EQ(fits(row.filter), row.names) << row.filter;
  }
};

TEST_F(ListUsers, ShowsEverybodyWithEverything) {
  const Json answer = call("ListUsers", of_pool({}));
  EXPECT_EQ(answer.find("PaginationToken"), nullptr);
  ASSERT_EQ(answer.find("Users")->items().size(), 5U);
  const Json& anna = answer.find("Users")->items().front();
  const std::string sub(anna.find("Attributes")->items().front().text_at("Value"));
  EXPECT_EQ(anna.dump(), R"({"Username":"anna@sunny.test","Attributes":[{"Name":"sub","Value":")" + sub +
                             R"("},{"Name":"email_verified","Value":"true"},)"
                             R"({"Name":"phone_number_verified","Value":"true"},{"Name":"given_name","Value":"Anna"},)"
                             R"({"Name":"custom:plan","Value":"gold"},{"Name":"name","Value":"Anna Admin"},)"
                             R"({"Name":"phone_number","Value":"+4915112345678"},)"
                             R"({"Name":"email","Value":"anna@sunny.test"}],"UserCreateDate":1767225600,)"
                             R"("UserLastModifiedDate":1767225600,"Enabled":true,"UserStatus":"CONFIRMED"})");
  for (const std::string filter : {"", "  "}) EXPECT_EQ(fits(filter), "anna ben cleo dan eva ");
  EXPECT_EQ(refusal("ListUsers", Json::object({{"UserPoolId", "eu-central-1_Nothing01"}})),
            "ResourceNotFoundException: User pool eu-central-1_Nothing01 does not exist.");
}

TEST_F(ListUsers, ReadsFiltersInEachSpelling) {
  expect({
      {R"(email = "anna@sunny.test")", "anna "},
      {R"("email" = "anna@sunny.test")", "anna "},
      {R"("email"="anna@sunny.test")", "anna "},
      {R"(email="anna@sunny.test")", "anna "},
      {R"(  email  =  "anna@sunny.test"  )", "anna "},
      {R"('email' = 'anna@sunny.test')", "anna "},
      {R"(email ^= "anna")", "anna "},
      {R"("email"^="anna")", "anna "},
      {R"(email^="")", "anna ben cleo dan eva "},
      {R"(email = "anna")", ""},
      {R"(email ^= "nna")", ""},
      {R"(email = "")", ""},
      {R"(given_name = "")", ""},
      {R"(given_name ^= "")", "anna "},
      {R"(email = "anna@sunny.test\"")", ""},
      {R"(email = "\a\nna@sunny.test")", "anna "},
  });
}

TEST_F(ListUsers, TakesNoFilterThatItCannotRead) {
  const std::string broken = invalid + "Error while parsing filter.";
  for (const std::string filter : {"email",
                                   "email =",
                                   "email = anna@sunny.test",
                                   "= \"x\"",
                                   "\"x\"",
                                   "email \"x\"",
                                   "email = \"x",
                                   "email = 'x\"",
                                   "email == \"x\"",
                                   "email != \"x\"",
                                   "email ~= \"x\"",
                                   "email ^ = \"x\"",
                                   "email = \"x\" \"y\"",
                                   "email = \"x\" and name = \"y\"",
                                   "email = \"x\"; name",
                                   "\"email = \"x\"",
                                   "\"\" = \"x\"",
                                   "email =^ \"x\"",
                                   "email, name = \"x\"",
                                   "email = \"x\\",
                                   "*",
                                   "1"})
    EXPECT_EQ(fits(filter), broken) << filter;
  for (const std::string name : {"nickname", "custom:plan", "email_verified", "Email", "enabled", "user_status"})
    EXPECT_EQ(fits(cat({name, " = \"x\""})), cat({invalid, "Invalid search attribute: ", name}));
}

TEST_F(ListUsers, FoldsTheCaseOfMostAttributes) {
  call("AdminUpdateUserAttributes",
       of_user("ben@sunny.test",
               {{"UserAttributes", attributes({{"family_name", "Reddy"}, {"preferred_username", "Ben1"}})}}));
  const std::string sub(
      call("AdminGetUser", of_user("ben@sunny.test")).find("UserAttributes")->items().front().text_at("Value"));
  std::string upper = sub;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  expect({
      {R"(username = "anna@sunny.test")", "anna "},
      {R"(username = "Anna@sunny.test")", ""},
      {R"(username ^= "a")", "anna "},
      {R"(username ^= "A")", ""},
      {R"(email = "ANNA@Sunny.test")", "anna "},
      {R"(email ^= "AN")", "anna "},
      {R"(phone_number = "+4915112345678")", "anna "},
      {R"(phone_number ^= "+49")", "anna "},
      {R"(name = "anna ADMIN")", "anna "},
      {R"(name ^= "ben")", ""},
      {R"(given_name = "ANNA")", "anna "},
      {R"(family_name ^= "re")", "ben "},
      {R"(preferred_username = "bEN1")", "ben "},
      {"sub = \"" + sub + "\"", "ben "},
      {"sub = \"" + upper + "\"", "ben "},
      {"sub ^= \"" + sub.substr(0, 8) + "\"", "ben "},
  });
}

TEST_F(ListUsers, TellsTheAccountsSwitchFromItsState) {
  expect({
      {R"(status = "Enabled")", "anna ben cleo eva "},
      {R"(status = "Disabled")", "dan "},
      {R"(status = "enabled")", ""},
      {R"(status = "disabled")", ""},
      {R"(status ^= "E")", "anna ben cleo eva "},
      {R"(status = "CONFIRMED")", ""},
      {R"(cognito:user_status = "CONFIRMED")", "anna dan "},
      {R"("cognito:user_status"="confirmed")", "anna dan "},
      {R"(cognito:user_status = "Unconfirmed")", "cleo "},
      {R"(cognito:user_status = "FORCE_CHANGE_PASSWORD")", "ben "},
      {R"(cognito:user_status ^= "reset")", "eva "},
      {R"(cognito:user_status = "Enabled")", ""},
  });
}

TEST_F(ListUsers, SortsByWhatIsFiltered) {
  const auto name = [&](std::string_view user, std::string_view value) {
    call("AdminUpdateUserAttributes",
         of_user(cat({user, "@sunny.test"}), {{"UserAttributes", attributes({{"family_name", value}})}}));
  };
  name("anna", "Reed");
  name("ben", "Reddy");
  name("dan", "Reed");
  name("eva", "Reagan");
  EXPECT_EQ(fits(R"(family_name ^= "Re")"), "eva ben anna dan ") << "of equal ones the first first";
  EXPECT_EQ(fits(R"(email ^= "")"), "anna ben cleo dan eva ");
  EXPECT_EQ(listed({}), "anna ben cleo dan eva ");
}

TEST_F(ListUsers, ShowsTheAttributesThatAreAskedFor) {
  const auto attributes_with = [&](const Json& wanted) {
    const Json answer = call("ListUsers", of_pool({{"AttributesToGet", wanted}, {"Filter", "email ^= \"anna\""}}));
    return answer.find("Users")->items().front().find("Attributes")->dump();
  };
  EXPECT_EQ(attributes_with(Json::array({"email"})), R"([{"Name":"email","Value":"anna@sunny.test"}])");
  EXPECT_EQ(attributes_with(Json::array({"email", "custom:plan"})),
            R"([{"Name":"custom:plan","Value":"gold"},{"Name":"email","Value":"anna@sunny.test"}])");
  EXPECT_EQ(attributes_with(Json::array({"nickname"})), "[]") << "an attribute that she lacks is left out";
  const Json user = call("ListUsers", of_pool({{"AttributesToGet", Json::array({"email"})}})).find("Users")->items()[1];
  EXPECT_EQ(user.dump(), R"({"Username":"ben@sunny.test","Attributes":[{"Name":"email","Value":"ben@sunny.test"}],)"
                         R"("UserCreateDate":1767225600,"UserLastModifiedDate":1767225600,"Enabled":true,)"
                         R"("UserStatus":"FORCE_CHANGE_PASSWORD"})");
}

/// A pool of many, one of whom was deleted.
class ListManyUsers : public ListUsers {
 protected:
  ListManyUsers()
      : ListUsers(testing::seed_of_text(R"(
version: 1
seed: user pools
tenants:
  - name: Sunny Energy
    slug: sunny
    cognito: {pool_id: eu-central-1_Sunny0001, clients: [{id: sunnyportal}]}
    many_users: [{count: 70, email: "user{n:02}@sunny.test"}]
    users: [{email: gone@sunny.test, status: Deleted}]
)")) {}

  struct Page {
    size_t users;
    std::string first;
    std::string token;
  };
  Page page(std::initializer_list<Json::NewMember> more) {
    const Json answer = call("ListUsers", of_pool(more));
    const auto& users = answer.find("Users")->items();
    return {users.size(), users.empty() ? "" : std::string(users.front().text_at("Username")),
            std::string(answer.text_at("PaginationToken"))};
  }
};

TEST_F(ListManyUsers, ComesInPages) {
  const auto first = page({});
  EXPECT_EQ(first.users, 60U);
  ASSERT_NE(first.token, "");
  const auto rest = page({{"PaginationToken", first.token}});
  EXPECT_EQ(rest.users, 10U) << "the one who was deleted is not shown";
  EXPECT_EQ(rest.token, "");
  EXPECT_EQ(page({{"Limit", 0}}).users, 60U);
  const auto small = page({{"Limit", 1}});
  EXPECT_EQ(small.users, 1U);
  EXPECT_EQ(small.first, first.first);
  EXPECT_NE(page({{"Limit", 1}, {"PaginationToken", small.token}}).first, small.first);
  const auto whole = page({{"Filter", R"(email ^= "user")"}, {"Limit", 60}});
  EXPECT_EQ(whole.first, first.first);
  EXPECT_EQ(page({{"Filter", R"(email ^= "user")"}, {"Limit", 60}, {"PaginationToken", whole.token}}).users, 10U);
  EXPECT_EQ(page({{"Filter", R"(email ^= "gone")"}}).users, 0U);
}

TEST_F(ListManyUsers, RefusesPagesThatAreNone) {
  EXPECT_EQ(refusal("ListUsers", of_pool({{"Limit", 61}})),
            invalid +
                "1 validation error detected: Value '61' at 'limit' failed to satisfy constraint: Member must "
                "have value less than or equal to 60");
  for (const std::string token : {"x", "LTE", "MS41", "====", "!"})
    EXPECT_EQ(refusal("ListUsers", of_pool({{"PaginationToken", token}})), invalid + "Invalid pagination token.")
        << token;
  EXPECT_EQ(page({{"PaginationToken", "OTk5OTk5"}}).users, 0U) << "999999 in base64url: past the end";
}

}  // namespace understudy::cognito
