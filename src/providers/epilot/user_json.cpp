#include "providers/epilot/user_json.h"

#include "login/second_factors.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

namespace {

/// Further members that the user has; they never replace what the directory says.
void add_attributes(Json& body, const Json& attributes) {
  for (const auto& member : attributes.members())
    if (body.find(member.name) == nullptr) body.set(member.name, member.value);
}

Instant activated_at(const WorldState& state, const User& user) {
  const Activation* row = epilot_of(state).activations.find(user.id);
  return row == nullptr ? user.created_at.at(state.started) : row->time;
}

void add_new_address(Json& body, const WorldState& state, const User& user) {
  const MailedToken* change = mailed_to(state, MailedToken::Kind::email_change, user.id);
  if (change == nullptr || change->email.empty()) return;
  body.set("draft_email", change->email);
  if (change->good_until) body.set("draft_email_expires_at", to_iso8601_milliseconds(*change->good_until));
}

void add_factors(Json& body, const WorldState& state, const Seed& seed, const User& user) {
  const auto held = login::factors_held(state, seed, user);
  body.set("mfa_enabled", held.any);
  body.set("totp_enabled", held.totp);
  body.set("phone_verified", held.verified_phone);
}

Json properties_of(const User& user) {
  const Json* given = user.attributes.find("properties");
  return given == nullptr ? Json::array() : *given;
}

}  // namespace

Json user_v2(const WorldState& state, const Seed& seed, const User& user, InvitationToken invitation) {
  Json body = Json::object({{"id", user.id},
                            {"organization_id", user.tenant_id},
                            {"created_at", to_iso8601_milliseconds(user.created_at.at(state.started))}});
  if (user.status == User::Status::active) body.set("activated_at", to_iso8601_milliseconds(activated_at(state, user)));
  body.set("display_name", user.display_name);
  body.set("status", to_text(user.status));
  if (!user.email.empty()) body.set("email", user.email);
  add_new_address(body, state, user);
  if (!user.phone.empty()) body.set("phone", user.phone);
  add_factors(body, state, seed, user);
  const bool is_invited = user.status == User::Status::pending && invitation == InvitationToken::shown;
  if (const auto* row = is_invited ? mailed_to(state, MailedToken::Kind::invitation, user.id) : nullptr)
    body.set("token", row->token);
  body.set("preferred_language", user.preferred_language);
  body.set("properties", properties_of(user));
  add_attributes(body, user.attributes);
  return body;
}

Json user_v1(const WorldState& state, const User& user) {
  std::vector<std::string> role_names;
  for (const auto& id : user.roles)
    if (const Role* role = state.roles.find(id)) role_names.push_back(role->name);
  return Json::object({{"id", user.id},
                       {"organization_id", user.tenant_id},
                       {"email", user.email},
                       {"display_name", user.display_name},
                       {"name", user.display_name},
                       {"preferred_language", user.preferred_language},
                       {"roles", Json::array_of(role_names)},
                       {"properties", properties_of(user)}});
}

}  // namespace understudy::epilot
