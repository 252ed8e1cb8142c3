// Calls of USER_AUTH, in a pool that lets users in by codes alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/factor_calls.h"
#include "providers/cognito/srp_answers.h"

namespace understudy::cognito {

/// Anna has all; Tess must change her password, Rex reset his; Mel has a second factor; Uma is not confirmed, Dan
/// disabled; Paul has no password. And a pool beside.
inline Seed pool_with_codes() {
  return testing::seed_of_text(R"(
version: 1
seed: user pools
tenants:
  - name: Sunny Energy
    slug: sunny
    cognito:
      pool_id: eu-central-1_Sunny0001
      clients: [{id: sunnyportal}, {id: sunnyother, name: other}]
      code: "246810"
      mfa: optional
      mfa_factors: [sms, software_token]
      passwordless: [email_otp, sms_otp]
    users:
      - {email: anna@sunny.test, password: Anna-Password-1, phone: "+4915100000001"}
      - {email: tess@sunny.test, password: Tess-Password-1, cognito: {state: force_change_password}}
      - {email: mel@sunny.test, password: Mel-Password-1, phone: "+4915100000002", cognito: {mfa: {factors: [sms]}}}
      - {email: rex@sunny.test, password: Rex-Password-1, cognito: {state: reset_required}}
      - {email: uma@sunny.test, password: Uma-Password-1, status: Pending}
      - {email: dan@sunny.test, password: Dan-Password-1, status: Deactivated}
      - {email: paul@sunny.test, phone: "+4915100000003"}
  - {name: Cloudy, slug: cloudy, cognito: {pool_id: eu-central-1_Cloudy001, clients: [{id: cloudyapp}]}}
)");
}

class ChoiceCalls : public FactorCalls {
 protected:
  ChoiceCalls() : FactorCalls(pool_with_codes()) {}

  static Json beginning(std::string_view who,
                        std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
    Json parameters = Json::object({{"USERNAME", name_of(who)}});
    for (const auto& [name, value] : more) parameters.set(name, value);
    return Json::object({{"AuthFlow", "USER_AUTH"}, {"ClientId", "sunnyportal"}, {"AuthParameters", parameters}});
  }
  Json begin(std::string_view who, std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
    return call("InitiateAuth", beginning(who, more));
  }
  static Json with_text(const Json& asked, std::string_view code, std::string_view who) {
    return reply(asked, "SMS_OTP", who, {{"SMS_OTP_CODE", code}});
  }
  Json proof_of(const Json& shown, std::string_view who) {
    const Json& parameters = *shown.find("ChallengeParameters");
    const std::string block(parameters.text_at("SECRET_BLOCK"));
    const std::string time = to_english_time(mock.machine);
    const auto signature = srp_signature(parameters, "Sunny0001", cat({who, "-Password-1"}), *from_base64(block), time);
    return reply(
        shown, "PASSWORD_VERIFIER", who,
        {{"PASSWORD_CLAIM_SECRET_BLOCK", block}, {"PASSWORD_CLAIM_SIGNATURE", signature}, {"TIMESTAMP", time}});
  }

  void hide_users() { set_in_client("PreventUserExistenceErrors", "ENABLED"); }
  void allow(const std::vector<std::string>& factors) {
    set_in_pool("Policies",
                Json::object({{"SignInPolicy", Json::object({{"AllowedFirstAuthFactors", Json::array_of(factors)}})}}));
  }
};

}  // namespace understudy::cognito
