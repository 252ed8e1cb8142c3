#include "providers/cognito/sign_in_triggers.h"

#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/firing.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

/// Reaches no trigger but those before a sign-in, where the call begins one.
const Json& metadata_after(const Call& call) {
  static const Json none;
  return call.has("AuthFlow") ? none : client_metadata(call);
}

/// Of a pool with triggers: whom an occasion is about. Nothing where the pool has none.
struct Person {
  std::string username;
  Json attributes;
  Json groups;
  bool is_known = false;
  bool hides_users = false;
  bool tracks_devices = false;
};
std::optional<Person> person_of(Call& call, const std::string& pool_id, const std::string& client_id,
                                const std::string& user_id, const std::string& typed = {}) {
  return call.visit.world.step([&](WorldState& state) -> std::optional<Person> {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, pool_id);
    if (pool.triggers == nullptr) return std::nullopt;
    const auto member = pool_user_of(state, pool, user_id);
    Person person;
    person.username = member ? member->account.username : typed;
    person.attributes = event_attributes(member);
    if (member) person.groups = group_configuration(cognito, member->account);
    person.is_known = member.has_value();
    person.hides_users = hides_users(named_client(cognito, client_id));
    person.tracks_devices = tracks_devices(pool);
    return person;
  });
}

bool has_new_password(const login::SignedIn& done) { return holds(done.passed, new_password_challenge); }

/// Events of a sign-in have been seen to tell the state that an account had before its new password.
void tell_of_state_before(Person& person) {
  person.attributes.set("cognito:user_status", to_text(Account::State::force_change_password));
}

std::string_view source_of(const login::SignedIn& done) {
  if (holds(done.passed, device_challenge)) return "TokenGeneration_AuthenticateDevice";
  if (has_new_password(done)) return "TokenGeneration_NewPasswordChallenge";
  return "TokenGeneration_Authentication";
}

}  // namespace

void fire_before_authentication(Call& call, const Entrance& entrance) {
  const auto person = person_of(call, entrance.pool_id, entrance.client_id, entrance.user_id, entrance.username);
  if (!person) return;
  Json request = Json::object({{"userAttributes", person->attributes}});
  if (const Json& data = client_metadata(call); data.is_object()) request.set("validationData", data);
  if (person->hides_users) request.set("userNotFound", !person->is_known);
  fire_with(call,
            {Trigger::pre_authentication, "PreAuthentication_Authentication", entrance.pool_id, entrance.client_id,
             person->username, std::move(request)},
            {});
}

TokenChanges fire_before_tokens(Call& call, const TokenOccasion& occasion) {
  auto person = person_of(call, occasion.pool_id, occasion.client_id, occasion.user_id);
  if (!person) return {};
  if (occasion.has_new_password) tell_of_state_before(*person);
  const auto version = call.visit.world.step(
      [&](WorldState& state) { return triggers_of(cognito_of(state), occasion.pool_id)->token_event; });
  Json request = Json::object({{"userAttributes", person->attributes}, {"groupConfiguration", person->groups}});
  if (version != "V1_0") request.set("scopes", Json::array({Json(api_scope)}));
  return token_changes(fire_with(call,
                                 {Trigger::pre_token_generation, occasion.source, occasion.pool_id, occasion.client_id,
                                  person->username, std::move(request)},
                                 metadata_after(call)));
}

TokenChanges fire_for_admission(Call& call, const Entrance& entrance, const login::SignedIn& done) {
  TokenChanges changes = fire_before_tokens(
      call, {source_of(done), entrance.pool_id, entrance.client_id, done.user_id, has_new_password(done)});
  auto person = person_of(call, entrance.pool_id, entrance.client_id, done.user_id);
  if (!person) return changes;
  if (has_new_password(done)) tell_of_state_before(*person);
  const bool is_new_device = person->tracks_devices && entrance.device_key.empty();
  fire_with(
      call,
      {Trigger::post_authentication, "PostAuthentication_Authentication", entrance.pool_id, entrance.client_id,
       person->username, Json::object({{"userAttributes", person->attributes}, {"newDeviceUsed", is_new_device}})},
      metadata_after(call));
  return changes;
}

}  // namespace understudy::cognito
