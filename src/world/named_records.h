// Records of a world as people name them: a tenant by its id or slug, a user by its id or e-mail, a role by its slug.
// Who names what is not there is told so, and what is near.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy {

/// To be used within a step, as long as the state stays as it is. Throws Refusal{unknown_record}, and {invalid_request}
/// where a word means several.
class NamedRecords {
 public:
  NamedRecords(const WorldState& state, const Seed& seed) : state_(state), seed_(seed) {}

  const Tenant& tenant(const std::string& word) const;

  /// The user named; where nobody is, the first of the tenant, or of all. `tenant` may be null.
  const User& user(const std::string& word, const Tenant* tenant) const;
  /// The users named, in all tenants: one by its id, or those of an e-mail address. May be none.
  std::vector<const User*> users(const std::string& word) const;

  /// "support", one of the tenant's; "acme:support", as a fixture names it; or an id, "739224:support", which is taken
  /// as it is: a test may want roles that nobody has.
  std::string role_id(const Tenant& own, const std::string& role) const;

 private:
  std::string known_role(const Tenant& owner, const std::string& slug) const;
  const User& first_user(const Tenant* tenant) const;
  std::string tenants_of(const std::vector<const User*>& users) const;
  std::vector<std::string_view> emails(const Tenant* tenant) const;

  const WorldState& state_;
  const Seed& seed_;
};

}  // namespace understudy
