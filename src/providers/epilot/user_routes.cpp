#include "providers/epilot/user_routes.h"

#include "providers/epilot/operations.h"

namespace understudy::epilot {

std::vector<front::Route> user_routes() {
  return {
      {"GET", "/v2/users/me", "getMeV2", get_me_v2},
      {"GET", "/v1/users/me", "getMe", get_me},
      {"GET", "/v2/users", "listUsersV2", list_users_v2},
      {"GET", "/v2/users/{id}", "getUserV2", get_user_v2},
      {"PATCH", "/v2/users/{id}", "updateUserV2", update_user_v2},
      {"DELETE", "/v2/users/{id}", "deleteUserV2", delete_user_v2},
      {"POST", "/v2/users/invite", "inviteUser", invite_user},
      {"POST", "/v2/users/invite:resendEmail", "resendUserInvitation", resend_user_invitation},
      {"POST", "/v2/users:sendPasswordReset", "sendUserPasswordReset", send_user_password_reset},
      {"POST", "/v2/users/switchOrganization", "switchOrganization", switch_organization},
      {"GET", "/v1/users", "listUsers", list_users},
      {"GET", "/v1/users/{id}", "getUser", get_user},
  };
}

std::vector<front::Route> public_user_routes() {
  return {
      {"POST", "/v2/users/public/signup", "signUpUser", sign_up_user},
      {"POST", "/v2/users/public/verifyEmail", "verifyEmailWithToken", verify_email_with_token},
      {"GET", "/v2/users/public/checkToken", "checkInviteToken", check_invite_token},
      {"POST", "/v2/users/public/activate", "activateUser", activate_user},
      {"DELETE", "/v2/users/public/reject", "rejectInvite", reject_invite},
      {"POST", "/v2/users/public/requestPasswordReset", "requestPasswordReset", request_password_reset},
      {"POST", "/v2/users/public/resetPassword", "resetPassword", reset_password},
      {"GET", "/v2/users/public/username/{username}:getLoginParameters", "getUserLoginParametersV2",
       get_login_parameters},
      {"GET", "/v1/users/username/{username}:getLoginParameters", "getUserLoginParameters", get_login_parameters},
  };
}

std::vector<front::Route> lacking_user_routes() {
  return {
      {"GET", "/v2/users/{id}/groups", "getGroupsForUser", {}},
      {"GET", "/v1/groups", "getGroups", {}},
      {"POST", "/v1/groups", "createGroup", {}},
      {"GET", "/v1/groups/{id}", "getGroup", {}},
      {"PATCH", "/v1/groups/{id}", "updateGroup", {}},
      {"DELETE", "/v1/groups/{id}", "deleteGroup", {}},
      {"POST", "/v1/groups/{id}/user:next", "advanceUserAssignment", {}},
      {"POST", "/v2/user/navigations", "createNavigation", {}},
      {"GET", "/v2/user/navigations/{id}", "getNavigation", {}},
      {"POST", "/v2/users/public/passkeys:authenticateBegin", "beginPasskeyAuthentication", {}},
      {"POST", "/v2/users/public/passkeys:authenticateBeginDiscoverable", "beginDiscoverablePasskeyAuthentication", {}},
      {"POST", "/v2/users/public/passkeys:resolveCredential", "resolveDiscoverableCredential", {}},
      {"POST", "/v2/users/me/passkeys:registerBegin", "beginPasskeyRegistration", {}},
      {"POST", "/v2/users/me/passkeys:registerComplete", "completePasskeyRegistration", {}},
      {"GET", "/v2/users/me/passkeys", "listPasskeys", {}},
      {"DELETE", "/v2/users/me/passkeys/{credentialId}", "deletePasskey", {}},
      {"GET", "/v2/users/me/settings", "listUserSettings", {}},
      {"GET", "/v2/users/me/settings/{scope}", "getUserSettingsScope", {}},
      {"GET", "/v2/users/me/settings/{scope}/{key}", "getUserSetting", {}},
      {"PUT", "/v2/users/me/settings/{scope}/{key}", "putUserSetting", {}},
      {"DELETE", "/v2/users/me/settings/{scope}/{key}", "deleteUserSetting", {}},
  };
}

}  // namespace understudy::epilot
