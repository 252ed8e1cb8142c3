// What Shift iQ's pages look like. The originals' looks are not copied; their fields and what they show are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "front/visit.h"
#include "hosted/sign_in.h"
#include "http/message.h"
#include "providers/shiftiq/person.h"

namespace understudy::shiftiq {

struct SignInLinks {
  std::string action;
  std::string begin_again;  ///< where to go to sign in as somebody else
};

http::Reply sign_in_page(const hosted::SignInView& view, const SignInLinks& links);

struct SecretView {
  std::string value;
  std::string expires;
  bool is_expired = false;
};

/// "Developer Settings" of "My Profile".
struct DeveloperView {
  std::string api_1_url;
  std::string api_2_url;
  std::optional<SecretView> secret;
  std::string token;  ///< made by this very request; empty: none was
};

enum class ProfileNotice { none, new_secret, new_token, needs_secret, unreadable };

struct ProfileView {
  const ShiftPerson& person;
  std::string action;
  std::string sign_out;
  std::optional<DeveloperView> developer{};
  ProfileNotice notice = ProfileNotice::none;
};

// What the buttons of the profile page send as `Action`.
inline constexpr std::string_view new_secret_action = "new-secret";
inline constexpr std::string_view new_token_action = "new-token";

http::Reply profile_page(const ProfileView& view);

/// How the pages turn a request down: with a page.
http::Reply refuse_page(const Refusal& refusal, const front::Visit& visit);

}  // namespace understudy::shiftiq
