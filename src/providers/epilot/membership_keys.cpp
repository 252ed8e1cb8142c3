#include "providers/epilot/membership_keys.h"

#include "config/binding.h"
#include "config/characters.h"

namespace understudy::epilot {

using namespace config;
using namespace config::shapes;

namespace {

bool is_token(std::string_view text) { return characters::all_of(text, 8, 128, characters::is_word); }

const TextFormat token{"8 to 128 letters, digits, \"_\" or \"-\"", "^[0-9A-Za-z_-]{8,128}$", is_token};

constexpr auto membership_keys = keys_of<MembershipDraft>(
    key<&MembershipDraft::invitation>(
        "invitation", text(token),
        "The token with which a user of status Pending accepts the invitation. Default: 43 characters that follow from "
        "the seed, the tenant and the e-mail."),
    key<&MembershipDraft::is_primary>("primary", flag,
                                      "Whether this organization is the first of a person's who is in several by the "
                                      "same e-mail. Default of all: the "
                                      "one that comes first in the fixture."));

}  // namespace

constinit const ObjectShape membership_shape{"epilot_user", "What the user is to epilot alone.", membership_keys};

void read_membership(const Section& section, MembershipDraft& draft) {
  read_keys(section, membership_keys, draft);
  section.note("invitation", draft.invitation_place);
  section.note("primary", draft.primary_place);
}

}  // namespace understudy::epilot
