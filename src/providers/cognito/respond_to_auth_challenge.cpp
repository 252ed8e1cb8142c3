// RespondToAuthChallenge and AdminRespondToAuthChallenge: what a client answers to a challenge.
#include <array>

#include "base/text.h"
#include "providers/cognito/challenge_answers.h"
#include "providers/cognito/choice.h"
#include "providers/cognito/custom_auth.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"

namespace understudy::cognito {

namespace {

struct Response {
  std::string_view challenge;
  Json (*answer)(Call& call, Side side);
};
constexpr std::array answers{
    Response{"PASSWORD_VERIFIER", answer_with_proof}, Response{"NEW_PASSWORD_REQUIRED", answer_with_new_password},
    Response{"SMS_MFA", answer_with_sms_code},        Response{"SOFTWARE_TOKEN_MFA", answer_with_token_code},
    Response{"EMAIL_OTP", answer_with_email_code},    Response{"SMS_OTP", answer_with_sms_otp},
    Response{"SELECT_MFA_TYPE", answer_with_factor},  Response{"MFA_SETUP", answer_with_setup},
    Response{"DEVICE_SRP_AUTH", answer_with_device},  Response{"DEVICE_PASSWORD_VERIFIER", answer_with_device_proof},
    Response{"SELECT_CHALLENGE", answer_choice},      Response{"PASSWORD", answer_with_password},
    Response{"PASSWORD_SRP", answer_with_srp},        Response{"CUSTOM_CHALLENGE", answer_custom},
};

Json respond(Call& call, Side side) {
  const auto name = call.text("ChallengeName");
  call.visit.world.step([&](WorldState& state) { named_of(call, cognito_of(state), side); });
  for (const auto& row : answers)
    if (row.challenge == name) return row.answer(call, side);
  refuse_as_lacking(cat({"the challenge ", name, " of Amazon Cognito user pools"}));
}

}  // namespace

Json respond_to_auth_challenge(Call& call) { return respond(call, Side::client); }
Json admin_respond_to_auth_challenge(Call& call) { return respond(call, Side::administrator); }

}  // namespace understudy::cognito
