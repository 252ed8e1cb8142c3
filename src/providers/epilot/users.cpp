// The User API's answer to: who am I, in both versions.
#include "base/text.h"
#include "providers/epilot/caller.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

namespace {

struct Me {
  User user;
  std::vector<std::string> role_names;
  Instant created_at;
};

/// What the User API answers for an api token is not published: the user behind it, or (a choice of the fixture) the
/// token itself in a user's shape.
Me find_me(const WorldState& state, const access::Identity& caller, Choices::Me choice) {
  Me me;
  // Who signed in has no access token that one could be asked about.
  const bool is_api_token = caller.claims().find("token_type") != nullptr;
  if (choice == Choices::Me::owner || !is_api_token) {
    const User* owner = state.users.find(caller.owner_user_id);
    if (owner == nullptr) throw Refusal{Reason::unknown_record, "User not found", "", caller.owner_user_id};
    me.user = *owner;
  } else {
    const AccessToken* token = epilot_of(state).access_tokens.find(caller.credential_id);
    if (token == nullptr) throw Refusal{Reason::unknown_record, "User not found", "", caller.credential_id};
    me.user.id = caller.credential_id;
    me.user.tenant_id = caller.tenant_id;
    me.user.display_name = token->name;
    me.user.created_at = token->created_at;
    me.user.roles = caller.roles;
  }
  me.created_at = me.user.created_at.at(state.started);
  for (const auto& id : me.user.roles)
    if (const Role* role = state.roles.find(id)) me.role_names.push_back(role->name);
  return me;
}

Me me_of(const front::Visit& visit) {
  const auto& caller = caller_of(visit);
  return visit.world.step([&](WorldState& state) {
    return find_me(state, caller, epilot_of(visit.world.seed()).choices.me_for_api_token);
  });
}

/// Further members that the fixture gives a user; they never replace what the directory says.
void add_attributes(Json& body, const Json& attributes) {
  for (const auto& member : attributes.members())
    if (body.find(member.name) == nullptr) body.set(member.name, member.value);
}

}  // namespace

http::Reply get_me_v2(front::Visit& visit) {
  const Me me = me_of(visit);
  const User& user = me.user;
  Json body = Json::object(
      {{"id", user.id}, {"organization_id", user.tenant_id}, {"created_at", to_iso8601_milliseconds(me.created_at)}});
  if (user.status == User::Status::active) body.set("activated_at", to_iso8601_milliseconds(me.created_at));
  body.set("display_name", user.display_name);
  body.set("status", to_text(user.status));
  if (!user.email.empty()) body.set("email", user.email);
  if (!user.phone.empty()) body.set("phone", user.phone);
  body.set("mfa_enabled", false);
  body.set("phone_verified", !user.phone.empty());
  body.set("preferred_language", user.preferred_language);
  body.set("properties", Json::array());
  add_attributes(body, user.attributes);
  return http::json(200, body);
}

http::Reply get_me(front::Visit& visit) {
  const Me me = me_of(visit);
  const User& user = me.user;
  return http::json(200, Json::object({{"id", user.id},
                                       {"organization_id", user.tenant_id},
                                       {"email", user.email},
                                       {"display_name", user.display_name},
                                       {"name", user.display_name},
                                       {"preferred_language", user.preferred_language},
                                       {"roles", Json::array_of(me.role_names)},
                                       {"properties", Json::array()}}));
}

}  // namespace understudy::epilot
