// The password as the directory knows it.
#pragma once

#include "login/challenge.h"

namespace understudy::login {

Challenge password();

}  // namespace understudy::login
