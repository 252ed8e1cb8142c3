// Codes that a sign-in sends and waits for: the challenge makes one when it asks, and keeps it until the answer comes.
// {"code":…,"attribute":"email","value":…,"user":…} is what it keeps, without code and value where nobody is known who
// could be sent one. Whoever shows the challenge posts the code (next_challenge.cpp).
#pragma once

#include <string_view>

#include "login/challenge.h"
#include "providers/cognito/accounts.h"

namespace understudy::cognito {

/// Makes a code of so many digits for that attribute's value. Shows CODE_DELIVERY_DELIVERY_MEDIUM and
/// CODE_DELIVERY_DESTINATION.
login::Asked ask_for_code(World& world, const login::Opening& opening, std::string_view attribute, size_t digits);
/// The same with a value that is not the user's yet.
login::Asked ask_for_code_sent_to(World& world, const login::Opening& opening, std::string_view attribute,
                                  const std::string& value, size_t digits);

bool is_right_code(World& world, const login::Given& given);

/// What a right code shows: the user has that address, or number. False where the user's is another by now.
bool confirm_address(PoolUser& member, const login::Given& given);

}  // namespace understudy::cognito
