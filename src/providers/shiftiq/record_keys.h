// What a tenant, a role and a user of a fixture are in Shift iQ, while it is read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/section.h"
#include "providers/shiftiq/records.h"

namespace understudy::shiftiq {

struct OrganizationDraft {
  std::optional<config::Reference> partition;
  std::vector<std::string> languages = ShiftOrganization().languages;
  std::vector<std::string> gradebooks;  ///< titles
};

/// The client secret of a developer.
struct SecretDraft {
  ClientSecret secret;
  config::Spot place;  ///< its value, where that is given
  SeedTime expires_at{SeedTime::Kind::after_start, {}, std::chrono::days(90)};
};

struct PersonDraft {
  ShiftFlags flags;
  std::optional<SecretDraft> secret;
  bool has_no_secret = false;     ///< the fixture says so, though it may be a developer
  bool has_unread_flags = false;  ///< whether it is a developer could not be read
};

extern const config::ObjectShape organization_shape;
extern const config::ObjectShape grant_shape;
extern const config::ObjectShape person_shape;

// Each reads one map, and lays what it says over what the sources before it said.
void read_organization(const config::Section& map, OrganizationDraft& draft);
void read_grant(const config::Section& map, ShiftGrant& grant);
void read_person(const config::Section& map, PersonDraft& draft);

}  // namespace understudy::shiftiq
