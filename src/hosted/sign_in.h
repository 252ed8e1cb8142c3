// A sign-in page as a machine: a request goes in, what the page shows comes out, or who is signed in. It knows no
// markup, cookie or address, which are the provider's whose page it is. Its first form says who signs in, and answers a
// challenge that asks nothing; whatever comes next has a form each, and the attempt goes on by its id.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "login/attempt.h"

namespace understudy::hosted {

/// What is wrong with a sign-in. Nobody and a wrong password are one and the same.
enum class SignInProblem { none, unreadable, incomplete, wrong, locked };

struct SignInView {
  enum class Form {
    first,  ///< says who signs in
    next,   ///< who it is was said before
  } form = Form::first;
  login::Claim who;  ///< filled in already
  enum class Organization { known, asked } organization_is = Organization::asked;
  std::vector<std::string_view> challenges;                               ///< one of these is to be answered
  enum class Answer { required, optional } answer_is = Answer::required;  ///< optional: of each challenge by itself
  Json shown;                                                             ///< of what is asked
  SignInProblem problem = SignInProblem::none;
  Instant locked_until{};
};

/// What a request says besides its form.
struct SignInArrival {
  std::string attempt;       ///< as the browser carries it; empty: none
  std::string organization;  ///< that the address names; empty: the first form asks for it
  std::string peer;          ///< who asks, where nobody is named
};

struct SignInOutcome {
  std::string user_id;   ///< who is signed in; empty: the view is shown
  std::string attempt;   ///< for the browser to carry
  std::string declined;  ///< why a form led no further, for the journal; empty: it did, or there was none
  SignInView view;
};

/// Reads a field of a form by its name; empty where there is none.
using FieldReader = std::function<std::string(std::string_view name)>;

/// One request.
class SignInPage {
 public:
  SignInPage(const login::Door& door, SignInArrival arrival);

  /// Somebody looks; the address may name who.
  SignInOutcome show(std::string email) const;
  /// A form came that nobody can read.
  SignInOutcome show_unreadable() const;
  /// The first form.
  SignInOutcome begin(const login::Claim& who, const FieldReader& form);
  /// A later one: the attempt knows who it is for.
  SignInOutcome go_on(const FieldReader& form);

 private:
  SignInOutcome proceed(login::Turn turn, SignInView::Form from, const login::Claim& who);
  SignInOutcome page(SignInView view) const;
  SignInView view_of(const login::Turn& turn, SignInView::Form from, const login::Claim& who) const;
  SignInView first_view(const login::Claim& who) const;
  SignInView next_view(const std::vector<std::string_view>& due, const login::Claim& who) const;
  SignInView bare_view(SignInView::Form form, const login::Claim& who) const;

  login::Door door_;
  const SignInArrival arrival_;
};

}  // namespace understudy::hosted
