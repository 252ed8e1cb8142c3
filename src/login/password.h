// The password as the fixture gives it.
#pragma once

#include "login/factor.h"

namespace understudy::login {

Factor password_factor();

}  // namespace understudy::login
