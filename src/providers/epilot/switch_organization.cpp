// Switching to another organization of the same person: a token that its user pool takes in place of a password.
#include "base/text.h"
#include "login/login_tokens.h"
#include "providers/epilot/caller.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"
#include "providers/epilot/person.h"
#include "providers/epilot/request_body.h"

namespace understudy::epilot {

namespace {

/// Who switches is a person: an access token, which acts by roles of its own, would gain those of its maker.
const User& person_of(const WorldState& state, const access::Identity& caller) {
  if (caller.claims().find("token_type") != nullptr)
    throw Refusal{Reason::permission_denied, "who switches has signed in, and holds no access token", "",
                  std::string(caller.kind)};
  const User* user = state.users.find(caller.owner_user_id);
  if (user == nullptr || user->status != User::Status::active)
    throw Refusal{Reason::permission_denied, "the user who switches is active", "", caller.owner_user_id};
  return *user;
}

const User& user_there(const WorldState& state, const Seed& seed, const User& person, const std::string& org_id) {
  for (const User* user : users_of_person(state, seed, person.email))
    if (user->tenant_id == org_id && user->status == User::Status::active) return *user;
  throw Refusal{Reason::permission_denied, "the person is an active user of that organization", "",
                std::string(shorten(org_id, 40))};
}

}  // namespace

http::Reply switch_organization(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const Seed& seed = visit.world.seed();
  const std::string org_id = required_text(parse_object(visit.request.body), "org_id");
  std::string token = visit.world.step([&](WorldState& state) {
    const User& there = user_there(state, seed, person_of(state, caller), org_id);
    return login::issue_login_token(state, there.id, epilot_of(seed).choices.login_token_lifetime);
  });
  return http::json(200, Json::object({{"login_token", std::move(token)}}));
}

}  // namespace understudy::epilot
