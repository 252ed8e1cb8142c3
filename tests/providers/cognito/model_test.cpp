#include "providers/cognito/model.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "providers/cognito/validation.h"

namespace understudy::cognito {
namespace {

const std::vector<std::string> emulated = [] {
  std::vector<std::string> names;
  for (const auto name :
       split("SignUp ConfirmSignUp ResendConfirmationCode InitiateAuth RespondToAuthChallenge ForgotPassword "
             "ConfirmForgotPassword ChangePassword GetUser UpdateUserAttributes DeleteUserAttributes "
             "GetUserAttributeVerificationCode VerifyUserAttribute DeleteUser GetTokensFromRefreshToken RevokeToken "
             "GlobalSignOut GetUserAuthFactors AdminInitiateAuth AdminRespondToAuthChallenge AdminCreateUser "
             "AdminGetUser AdminDeleteUser AdminUpdateUserAttributes AdminDeleteUserAttributes AdminConfirmSignUp "
             "AdminSetUserPassword AdminResetUserPassword AdminEnableUser AdminDisableUser AdminUserGlobalSignOut "
             "AdminGetUserAuthFactors AdminAddUserToGroup AdminRemoveUserFromGroup AdminListGroupsForUser ListUsers "
             "ListUsersInGroup CreateGroup GetGroup UpdateGroup DeleteGroup ListGroups CreateUserPool DescribeUserPool "
             "UpdateUserPool DeleteUserPool ListUserPools AddCustomAttributes GetUserPoolMfaConfig "
             "CreateUserPoolClient DescribeUserPoolClient UpdateUserPoolClient DeleteUserPoolClient "
             "ListUserPoolClients AddUserPoolClientSecret ListUserPoolClientSecrets DeleteUserPoolClientSecret "
             "TagResource UntagResource ListTagsForResource CreateIdentityProvider DescribeIdentityProvider "
             "GetIdentityProviderByIdentifier UpdateIdentityProvider DeleteIdentityProvider ListIdentityProviders "
             "CreateResourceServer DescribeResourceServer UpdateResourceServer DeleteResourceServer "
             "ListResourceServers CreateUserPoolDomain DescribeUserPoolDomain UpdateUserPoolDomain "
             "DeleteUserPoolDomain",
             ' '))
    names.emplace_back(name);
  return names;
}();

/// A value of a kind that the type is not, and what is said of it.
std::pair<Json, std::string> wrong_value(const MemberType& type) {
  switch (type.kind) {
    case MemberKind::text: return {7, "NUMBER_VALUE can not be converted to a String"};
    case MemberKind::flag: return {"true", "STRING_VALUE can not be converted to a Boolean"};
    case MemberKind::whole_number: return {"7", "STRING_VALUE can not be converted to an Integer"};
    case MemberKind::moment: return {"now", "STRING_VALUE can not be converted to a Date"};
    case MemberKind::list: return {7, "Expected list or null"};
    default: return {7, "Expected null"};
  }
}

void expect_sound_type(const MemberType& type);

void expect_sound(const Structure& structure) {
  std::set<std::string_view> names;
  for (const auto& member : structure.members) {
    SCOPED_TRACE(member.name);
    EXPECT_TRUE(names.insert(member.name).second) << "twice";
    EXPECT_EQ(structure.find(member.name), &member);
    expect_sound_type(*member.type);

    const auto [value, message] = wrong_value(*member.type);
    const auto fault = find_fault(structure, Json::object({{member.name, value}, {"Unknown", Json::array()}}));
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->type, "SerializationException");
    EXPECT_EQ(fault->message, message);

    const auto missing = find_fault(structure, Json::object({{"Unknown", Json::array()}}));
    EXPECT_TRUE(!missing || missing->type == "InvalidParameterException") << missing->message;
    const auto path = cat({"Value null at '", to_lower(member.name.substr(0, 1)), member.name.substr(1), "' failed"});
    EXPECT_EQ(missing && missing->message.find(path) != std::string::npos, member.is_required);
  }
}

void expect_sound_type(const MemberType& type) {
  const bool is_text = type.kind == MemberKind::text;
  const bool is_measured = is_text || type.kind == MemberKind::whole_number || type.kind == MemberKind::list;
  const bool is_holder = type.kind == MemberKind::list || type.kind == MemberKind::map;
  EXPECT_TRUE(type.least == unlimited || type.most == unlimited || type.least <= type.most);
  EXPECT_TRUE(is_measured || (type.least == unlimited && type.most == unlimited));
  EXPECT_TRUE(is_text || (type.pattern == Pattern::any && type.words.empty()));
  EXPECT_EQ(std::set(type.words.begin(), type.words.end()).size(), type.words.size());
  EXPECT_EQ(type.item != nullptr, is_holder);
  EXPECT_EQ(type.key != nullptr, type.kind == MemberKind::map);
  EXPECT_NE(type.structure.members.empty(), type.kind == MemberKind::structure);
  EXPECT_TRUE(type.key == nullptr || type.key->kind == MemberKind::text);
  if (type.item != nullptr) expect_sound_type(*type.item);
  if (type.kind == MemberKind::structure) expect_sound(type.structure);
}

}  // namespace

TEST(Model, HasASoundInputForEachEmulatedOperation) {
  for (const auto& operation : emulated) {
    SCOPED_TRACE(operation);
    const auto* input = input_of(operation);
    ASSERT_NE(input, nullptr);
    ASSERT_FALSE(input->members.empty());
    expect_sound(*input);
  }
  for (const auto* other : {"", "signUp", "SignUpRequest", "ListUserSessions", "CompleteWebAuthnRegistration"})
    EXPECT_EQ(input_of(other), nullptr) << other;
  expect_sound(user_pool);
  expect_sound(user_pool_client);
}

TEST(Model, WritesAPoolInTheOrderOfTheService) {
  std::vector<std::string> names;
  for (const auto& member : user_pool.members) names.emplace_back(member.name);
  ASSERT_EQ(names.size(), 38U);
  EXPECT_EQ(names.front(), "Id");
  EXPECT_EQ(names[7], "CreationDate");
  EXPECT_EQ(names[30], "DcrConfiguration");
  EXPECT_EQ(names.back(), "AcrConfiguration");
  ASSERT_EQ(user_pool_client.members.size(), 27U);
  EXPECT_EQ(user_pool_client.members.back().name, "ClientType");
}

}  // namespace understudy::cognito
