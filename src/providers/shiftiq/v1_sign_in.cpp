// Version 1's sign-in with e-mail and password, and the one with Microsoft's account, which it only begins.
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "login/attempt.h"
#include "login/password.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/sign_in.h"
#include "providers/shiftiq/v1_body.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

struct SignIn {
  std::string email;
  std::string password;
  std::string organization;  ///< its code
};

const Tenant* find_organization(const Seed& seed, std::string_view id) {
  const auto& tenants = seed.tenants.rows();
  const auto found = std::find_if(tenants.begin(), tenants.end(), [&](const Tenant& tenant) {
    return shift_guid(seed.seed, "organization", tenant.id) == id;
  });
  return found == tenants.end() ? nullptr : &*found;
}

SignIn read_sign_in(const front::Visit& visit) {
  const auto body = V1Body::read(visit.request);
  SignIn sign_in{body.text("Email"), body.text("Password"), {}};
  const Tenant* tenant = find_organization(visit.world.seed(), to_lower(body.text("OrganizationIdentifier")));
  if (tenant == nullptr)
    throw Refusal{Reason::wrong_tenant, "Invalid Organization", "the GUID of an organization", "another text, or none"};
  sign_in.organization = tenant->slug;
  if (sign_in.email.empty() || sign_in.password.empty())
    throw Refusal{Reason::missing_credential, "Invalid Credentials", "Email and Password", "not both"};
  return sign_in;
}

/// The directory's user of that organization, or of any where it is empty; nothing where nobody is signed in.
std::optional<std::string> find_signed_in(front::Visit& visit, const SignIn& sign_in, const std::string& organization) {
  // To the letter: what has blanks around it is nobody's address.
  if (trim(sign_in.email) != sign_in.email) return std::nullopt;
  login::Door door(visit.world, v1_policy());
  const auto turn = door.answer_at_once({sign_in.email, organization}, "password", sign_in.password);
  const auto* done = std::get_if<login::SignedIn>(&turn.step);
  return done == nullptr ? std::nullopt : std::optional(done->user_id);
}

bool administers(const ShiftPerson& person) { return person.flags.administrator || person.flags.operates; }

}  // namespace

/// Nothing is remembered from one call to the next: neither who began, nor how often somebody guessed.
const login::Policy& v1_policy() {
  static const login::Policy policy{.door = "shiftiq.v1", .stages = {{login::password()}}};
  return policy;
}

http::Reply authenticate_v1(front::Visit& visit) {
  const auto sign_in = read_sign_in(visit);
  const auto user = find_signed_in(visit, sign_in, sign_in.organization);
  if (!user && !find_signed_in(visit, sign_in, ""))
    throw Refusal{Reason::malformed_credential, "Invalid User", "the address and password of an active user", "others"};
  const auto person = visit.world.step(
      [&](WorldState& state) { return user ? find_shift_person(state, visit.world.seed(), *user) : std::nullopt; });
  if (!person || !administers(*person))
    throw Refusal{Reason::permission_denied, "Unauthorized", "an administrator of the organization",
                  "somebody else's organization, or no administrator"};
  note_caller(visit, *person);
  return v1_text("OK");
}

http::Reply start_microsoft_sign_in_v1(front::Visit& /*visit*/) { return {}; }

}  // namespace understudy::shiftiq
