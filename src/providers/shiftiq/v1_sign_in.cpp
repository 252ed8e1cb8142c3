// Version 1's sign-in with e-mail and password, and the one with Microsoft's account, which it only begins.
#include <algorithm>

#include "base/text.h"
#include "login/password.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/v1_body.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

struct SignIn {
  std::string email;
  std::string password;
  std::string organization_id;
};

bool is_organization(const Seed& seed, std::string_view id) {
  const auto& tenants = seed.tenants.rows();
  return std::any_of(tenants.begin(), tenants.end(),
                     [&](const Tenant& tenant) { return shift_guid(seed.seed, "organization", tenant.id) == id; });
}

SignIn read_sign_in(const front::Visit& visit) {
  const auto body = V1Body::read(visit.request);
  SignIn sign_in{body.text("Email"), body.text("Password"), to_lower(body.text("OrganizationIdentifier"))};
  if (!is_organization(visit.world.seed(), sign_in.organization_id))
    throw Refusal{Reason::wrong_tenant, "Invalid Organization", "the GUID of an organization", "another text, or none"};
  if (sign_in.email.empty() || sign_in.password.empty())
    throw Refusal{Reason::missing_credential, "Invalid Credentials", "Email and Password", "not both"};
  return sign_in;
}

std::vector<User> active_users(const WorldState& state, const std::string& email) {
  std::vector<User> found;
  for (const User* user : state.users.find_all(User::by_email, to_lower(email)))
    if (user->status == User::Status::active) found.push_back(*user);
  return found;
}

/// Those of that address and password, in whichever organizations.
std::vector<User> find_users(front::Visit& visit, const SignIn& sign_in) {
  auto users = visit.world.step([&](WorldState& state) { return active_users(state, sign_in.email); });
  const auto factor = login::password_factor();
  const Json no_question;
  std::erase_if(users, [&](const User& user) {
    const login::Given given{user, sign_in.password, no_question, visit.now, visit.now};
    return !factor.is_enrolled(user) || !factor.is_right(visit.world, given);
  });
  return users;
}

bool administers(const ShiftPerson& person) { return person.flags.administrator || person.flags.operates; }

}  // namespace

http::Reply authenticate_v1(front::Visit& visit) {
  const auto sign_in = read_sign_in(visit);
  const Seed& seed = visit.world.seed();
  const auto users = find_users(visit, sign_in);
  if (users.empty())
    throw Refusal{Reason::malformed_credential, "Invalid User", "the address and password of an active user", "others"};
  for (const auto& user : users) {
    const auto person = visit.world.step([&](WorldState& state) { return find_shift_person(state, seed, user.id); });
    if (!person || person->organization_id != sign_in.organization_id || !administers(*person)) continue;
    note_caller(visit, *person);
    return v1_text("OK");
  }
  throw Refusal{Reason::permission_denied, "Unauthorized", "an administrator of the organization",
                "somebody else's organization, or no administrator"};
}

http::Reply start_microsoft_sign_in_v1(front::Visit& /*visit*/) { return {}; }

}  // namespace understudy::shiftiq
