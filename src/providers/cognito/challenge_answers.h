// What clients answer to the challenges of a sign-in: each an answer of RespondToAuthChallenge.
#pragma once

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

Json answer_with_proof(Call& call, Side side);
Json answer_with_new_password(Call& call, Side side);

Json answer_with_sms_code(Call& call, Side side);
Json answer_with_token_code(Call& call, Side side);
Json answer_with_email_code(Call& call, Side side);
Json answer_with_sms_otp(Call& call, Side side);
Json answer_with_factor(Call& call, Side side);  ///< SELECT_MFA_TYPE
Json answer_with_setup(Call& call, Side side);   ///< MFA_SETUP

Json answer_with_device(Call& call, Side side);        ///< DEVICE_SRP_AUTH
Json answer_with_device_proof(Call& call, Side side);  ///< DEVICE_PASSWORD_VERIFIER

}  // namespace understudy::cognito
