// The sign-in page: a door to the sign-in engine that ends in a session cookie. Its first form says who signs in and
// answers a first factor; whatever factors come next have a form each, and the attempt goes on by its cookie.
#pragma once

#include <string>
#include <vector>

#include "front/api.h"
#include "login/attempt.h"
#include "providers/shiftiq/pages.h"
#include "providers/shiftiq/sign_in_query.h"

namespace understudy::shiftiq {

/// One request for the page. Throws Refusal where its address is not good.
class SignInPage {
 public:
  SignInPage(front::Visit& visit, const login::Factors& known);

  http::Reply show();
  http::Reply take_form();

 private:
  http::Reply begin(const http::Fields& form);
  http::Reply go_on(const http::Fields& form);
  http::Reply settle(login::Turn turn, SignInView::Step step);
  http::Reply let_in(const std::string& user_row);
  /// `step` is where the page stands while a first factor is due.
  void adopt(const login::Turn& turn, SignInView::Step step);
  void offer_first_step();
  const login::Factor* find_asker(const std::vector<std::string_view>& names) const;
  std::vector<std::string_view> first_factors() const;

  front::Visit& visit_;
  const login::Factors& known_;
  login::Door door_;
  const SignInQuery query_;
  const std::string presented_;  ///< the attempt that the browser's cookie names
  SignInView view_;
};

}  // namespace understudy::shiftiq
