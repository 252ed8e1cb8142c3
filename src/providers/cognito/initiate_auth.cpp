// InitiateAuth and AdminInitiateAuth: the flows by which a sign-in begins.
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/srp.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/refresh.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view parameters = "AuthParameters";

std::string_view required(const Call& call, std::string_view name) {
  const auto value = call.entry(parameters, name);
  if (value.empty()) refuse_parameter(cat({"Missing required parameter ", name}));
  return value;
}

/// Finds who is meant. Whether that user may sign in is asked at once, or only when a proof comes.
enum class AskedAbout { now, later };

Entrance enter(Call& call, Side side, AskedAbout account) {
  const std::string username(required(call, "USERNAME"));
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), side);
    const auto member = find_pool_user(state, pool, username);
    std::vector<std::string> names{username};
    if (member) names.push_back(member->account.username);
    check_secret_hash(client, call.entry(parameters, "SECRET_HASH"), names);
    call.visit.journal.tenant = pool.tenant_id;
    if (!member && !hides_users(client))
      refuse(no_such_user, "the pool has a user of that name", "", std::string(shorten(username, 60)));
    if (member && account == AskedAbout::now) require_open_account(*member);
    return Entrance{pool.id, client.id, username, member ? member->user.id : std::string(), session_lifetime(client)};
  });
}

Json begin_with_password(Call& call, Side side) {
  const std::string password(required(call, "PASSWORD"));
  const Entrance entrance = enter(call, side, AskedAbout::now);
  const auto policy = policy_for(password_policy_of_sign_in(), entrance);
  login::Door door(call.visit.world, policy);
  const auto begun = door.identify("", {entrance.username, entrance.client_id}, call.visit.request.peer);
  return proceed(call, entrance, door.answer(begun.attempt, password_challenge, password));
}

Json begin_with_srp(Call& call, Side side) {
  const auto sent = required(call, "SRP_A");
  // Refused by its length before any arithmetic, and where it is 0 modulo N: then anybody could prove anything.
  const auto value = crypto::srp::read_public_value(sent);
  if (!value)
    refuse_parameter("Invalid SRP_A parameter.", "hex digits of a number below N that is not 0 modulo N",
                     counted(sent.size(), "character"));
  const Entrance entrance = enter(call, side, AskedAbout::later);
  auto& world = call.visit.world;
  const auto policy = policy_for(srp_policy_of_sign_in(), entrance);
  login::Door door(world, policy);
  const auto begun = door.identify("", {entrance.username, entrance.client_id}, call.visit.request.peer);
  const auto asked = door.ask(begun.attempt, srp_challenge, Json::object({{"A", to_hex(*value)}}));
  // Real pools send no session here: the attempt is found again by the secret block alone.
  Json shown = Json::object({{"SALT", asked.shown.text_at("SALT")},
                             {"SECRET_BLOCK", to_base64(session_text(world, asked.attempt))},
                             {"SRP_B", asked.shown.text_at("SRP_B")},
                             {"USERNAME", asked.shown.text_at("USER_ID_FOR_SRP")},
                             {"USER_ID_FOR_SRP", asked.shown.text_at("USER_ID_FOR_SRP")}});
  return Json::object({{"ChallengeName", srp_challenge}, {"ChallengeParameters", std::move(shown)}});
}

Json begin_with_refresh_token(Call& call, Side side) {
  const std::string token(required(call, "REFRESH_TOKEN"));
  return refresh_in_flow(call, side, token, call.entry(parameters, "SECRET_HASH"));
}

struct Flow {
  std::string_view name;
  std::string_view allowed_by;  ///< of the client's ExplicitAuthFlows
  bool is_for_clients;
  bool is_for_administrators;
  std::string_view not_allowed;          ///< what is said where it is not
  Json (*begin)(Call& call, Side side);  ///< null: Understudy lacks it
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
    Flow{"CUSTOM_AUTH", "ALLOW_CUSTOM_AUTH", true, true, not_enabled, nullptr},
    Flow{"USER_AUTH", "ALLOW_USER_AUTH", true, true, not_enabled, nullptr},
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
  if (flow->begin == nullptr) refuse_as_lacking(cat({"the flow ", name, " of Amazon Cognito user pools"}));
  return flow->begin(call, side);
}

}  // namespace

Json initiate_auth(Call& call) { return initiate(call, Side::client); }
Json admin_initiate_auth(Call& call) { return initiate(call, Side::administrator); }

}  // namespace understudy::cognito
