// InitiateAuth and AdminInitiateAuth: the flows by which a sign-in begins.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/choice.h"
#include "providers/cognito/custom_auth.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/refresh.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/user_migration.h"

namespace understudy::cognito {

namespace {

Json begin_with_password(Call& call, Side side) {
  const std::string password(required_parameter(call, "PASSWORD"));
  migrate_unknown(call, side, password);
  const Entrance entrance = enter(call, side, password_policy_of_sign_in(), AskedAbout::now);
  Doorway doorway(call.visit.world, entrance);
  auto& door = doorway.door();
  const auto begun = begin_attempt(call, entrance, door);
  return proceed_from_password(call, entrance, door, door.answer(begun, password_challenge, password));
}

Json begin_with_srp(Call& call, Side side) {
  const Json sent = sent_public_value(call.entry(auth_parameters, "SRP_A"));
  const Entrance entrance = enter(call, side, srp_policy_of_sign_in(), AskedAbout::later);
  auto& world = call.visit.world;
  Doorway doorway(world, entrance);
  auto& door = doorway.door();
  const auto asked = door.ask(begin_attempt(call, entrance, door), srp_challenge, sent);
  // Real pools send no session here: the attempt is found again by the secret block alone.
  return Json::object({{"ChallengeName", srp_challenge}, {"ChallengeParameters", proof_parameters(world, asked)}});
}

Json begin_with_refresh_token(Call& call, Side side) {
  const std::string token(required_parameter(call, "REFRESH_TOKEN"));
  return refresh_in_flow(call, side, token);
}

struct Flow {
  std::string_view name;
  std::string_view allowed_by;  ///< of the client's ExplicitAuthFlows
  bool is_for_clients;
  bool is_for_administrators;
  std::string_view not_allowed;  ///< what is said where it is not
  Json (*begin)(Call& call, Side side);
};

constexpr std::string_view not_enabled = "Auth flow not enabled for this client";
constexpr std::array flows{
    Flow{"USER_SRP_AUTH", "ALLOW_USER_SRP_AUTH", true, true, "USER_SRP_AUTH is not enabled for the client.",
         begin_with_srp},
    Flow{"USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", true, false,
         "USER_PASSWORD_AUTH flow not enabled for this client", begin_with_password},
    Flow{"ADMIN_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", false, true, not_enabled, begin_with_password},
    Flow{"ADMIN_NO_SRP_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", false, true, not_enabled, begin_with_password},
    Flow{"REFRESH_TOKEN_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", true, true, not_enabled, begin_with_refresh_token},
    Flow{"REFRESH_TOKEN", "ALLOW_REFRESH_TOKEN_AUTH", true, true, not_enabled, begin_with_refresh_token},
    Flow{"CUSTOM_AUTH", "ALLOW_CUSTOM_AUTH", true, true, not_enabled, begin_with_custom},
    Flow{"USER_AUTH", "ALLOW_USER_AUTH", true, true, "USER_AUTH is not enabled for the client.", begin_with_choice},
};

void require_allowed(Call& call, const Flow& flow, Side side) {
  call.visit.world.step([&](WorldState& state) {
    const auto named = named_of(call, cognito_of(state), side);
    if (!(side == Side::client ? flow.is_for_clients : flow.is_for_administrators))
      refuse(no_admin_flow_here, "the flow is one of this operation", "", std::string(flow.name));
    // Rotation takes the flow from the client's list as well, and is what there is to be told.
    if (flow.begin == begin_with_refresh_token && rotates_refresh_tokens(named.client.settings)) return;
    if (!allows_flow(named.client, flow.allowed_by))
      refuse("InvalidParameterException", std::string(flow.not_allowed), "the client's ExplicitAuthFlows have the flow",
             std::string(flow.allowed_by));
  });
}

Json initiate(Call& call, Side side) {
  const auto name = call.text("AuthFlow");
  const auto* const flow = std::find_if(flows.begin(), flows.end(), [&](const Flow& row) { return row.name == name; });
  if (flow == flows.end()) throw std::logic_error("the model has a flow that no row tells of");
  require_allowed(call, *flow, side);
  return flow->begin(call, side);
}

}  // namespace

Json initiate_auth(Call& call) { return initiate(call, Side::client); }
Json admin_initiate_auth(Call& call) { return initiate(call, Side::administrator); }

}  // namespace understudy::cognito
