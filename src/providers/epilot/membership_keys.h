// What a fixture says of a user to epilot alone: the invitation of one who is invited, and which organization comes
// first of a person who is in several.
#pragma once

#include <string>

#include "config/section.h"
#include "config/shape.h"

namespace understudy::epilot {

struct MembershipDraft {
  std::string invitation;  ///< its token; empty: one that follows from the seed
  bool is_primary = false;
  config::Spot invitation_place;
  config::Spot primary_place;
};

extern const config::ObjectShape membership_shape;

void read_membership(const config::Section& section, MembershipDraft& draft);

}  // namespace understudy::epilot
