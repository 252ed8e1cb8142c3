// How the challenges of the sign-in engine look in a form. One that deserves more than the plain default has a row.
#pragma once

#include <string>
#include <string_view>

#include "hosted/sign_in.h"
#include "pages/form.h"

namespace understudy::hosted {

struct ChallengeInput {
  std::string field;  ///< as the form sends it: says which challenge it answers
  std::string label;
  std::string test_id;
  pages::Input::Kind kind = pages::Input::Kind::text;
  std::string autocomplete = "off";
};

ChallengeInput challenge_input(std::string_view challenge);

/// An input for each challenge of the view. The first has the focus, unless the form asks for an e-mail address before.
pages::Markup challenge_inputs(const SignInView& view);

/// Whether what was entered is to be looked at again.
pages::Input::State state_of(const SignInView& view);

/// What is asked, member by member as its challenge names them; empty where nothing is.
pages::Markup asked_details(const SignInView& view);

}  // namespace understudy::hosted
