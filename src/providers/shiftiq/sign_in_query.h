// What the address of the sign-in page says: who, the organization, and where the browser goes once somebody is signed
// in.
#pragma once

#include <string>
#include <string_view>

#include "front/api.h"

namespace understudy::shiftiq {

inline constexpr std::string_view sign_in_path = "/ui/lobby/signin";

struct SignInGoal {
  enum class Proof { none, token };
  std::string address;
  Proof proof = Proof::none;  ///< token: the address learns who signed in
};

struct SignInQuery {
  std::string action;  ///< the address again, for the form
  SignInGoal goal;
  std::string organization;  ///< its code; empty: not named
  std::string email;         ///< filled in already; empty: not named
};

/// Throws Refusal{invalid_request} where nobody may be sent to the address that it names.
SignInQuery read_sign_in_query(const front::Visit& visit);

}  // namespace understudy::shiftiq
