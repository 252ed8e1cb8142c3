// The list of the factors that there are.
#include "login/factor.h"
#include "login/password.h"

namespace understudy::login {

const Factors& factors() {
  static const Factors all{
      password_factor(),
  };
  return all;
}

}  // namespace understudy::login
