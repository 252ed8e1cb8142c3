#include "providers/shiftiq/record_keys.h"

#include <algorithm>
#include <array>

#include "config/binding.h"
#include "providers/shiftiq/formats.h"
#include "providers/shiftiq/settings_keys.h"

namespace understudy::shiftiq {

using namespace config;
using namespace config::shapes;

namespace {

constexpr auto organization_keys = keys_of<OrganizationDraft>(
    key<&OrganizationDraft::partition>(
        "partition", text(formats::partition_slug),
        "The partition that the organization is in, by its slug. Default: the first one."),
    key<&OrganizationDraft::languages>("languages", list_of(text(formats::language)),
                                       "The languages that its users may choose."),
    key<&OrganizationDraft::gradebooks>("gradebooks", list_of(text(formats::filled)), "The titles of its gradebooks."));

constexpr std::array data_words{Choice{"read", ShiftGrant::read},
                                Choice{"update", ShiftGrant::update},
                                Choice{"create", ShiftGrant::create},
                                Choice{"delete", ShiftGrant::remove},
                                Choice{"administrate", ShiftGrant::administrate},
                                Choice{"configure", ShiftGrant::configure}};

void read_data(const Section& section, const ShapeKey& key, ShiftGrant& grant) {
  const Node* list = section.find(key.name);
  if (list == nullptr) return;
  if (list->items().empty()) section.complain(key.name, "a grant of nothing", "such as data: [read]");
  std::vector<std::string> words;
  section.read(key.name, words);
  grant.data = 0;
  for (const auto& choice : data_words)
    if (std::find(words.begin(), words.end(), choice.word) != words.end()) grant.data |= choice.value;
}

constexpr auto grant_keys = keys_of<ShiftGrant>(
    key<&ShiftGrant::resource>("resource", text(formats::resource),
                               "What may be worked on: security/users, directory/* or *.", required),
    by<read_data>("data", list_of(word(binding::words<data_words>)), "What may be done with its data.", "[\"read\"]"));

constexpr auto secret_keys = keys_of<SecretDraft>(
    key<&SecretDraft::secret, &ClientSecret::value>(
        "value", text(formats::client_secret),
        "The secret itself. Default: 88 characters that follow from the seed, the tenant and the e-mail."),
    key<&SecretDraft::expires_at>("expires", text(formats::time),
                                  "When it expires: a time, or a distance from the start of the world."),
    duration<std::chrono::hours, &SecretDraft::secret, &ClientSecret::lifetime_limit>(
        "lifetime_limit",
        "The longest that a bearer token made from it may last: 1 minute to 1 year. Default: no limit.",
        &token_lifetimes));
constexpr ObjectShape secret_shape{"shiftiq_secret", "The client secret of a developer.", secret_keys};

void read_secret(const Section& person, const ShapeKey& key, PersonDraft& draft) {
  if (const Node* secret = person.find(key.name)) draft.has_no_secret = secret->kind() == Node::Kind::null;
  if (draft.has_no_secret) draft.secret.reset();
  person.inside(key.name, [&](const Section& section) {
    if (!draft.secret) draft.secret.emplace();
    read_keys(section, secret_keys, *draft.secret);
    draft.secret->place = section.spot({});
    section.note("value", draft.secret->place);
  });
}

constexpr auto person_keys = keys_of<PersonDraft>(
    key<&PersonDraft::flags, &ShiftFlags::developer>("developer", flag,
                                                     "Whether the user has a client secret "
                                                     "and may have bearer tokens."),
    key<&PersonDraft::flags, &ShiftFlags::administrator>("administrator", flag,
                                                         "Whether the user is an administrator of the organization."),
    key<&PersonDraft::flags, &ShiftFlags::operates>("operator", flag,
                                                    "Whether the user operates Shift iQ, and so may do everything."),
    key<&PersonDraft::flags, &ShiftFlags::learner>("learner", flag, "Whether the user is a learner."),
    by<read_secret>("secret", object_or_null(secret_shape),
                    "The client secret of a developer; null for none. "
                    "Default: one that follows from the seed, for 90 days."));

}  // namespace

constinit const ObjectShape organization_shape{"shiftiq_organization", "What a tenant is in Shift iQ.",
                                               organization_keys};

constinit const ObjectShape grant_shape{"shiftiq_grant", "What a role may do with the data of a resource in Shift iQ.",
                                        grant_keys};

constinit const ObjectShape person_shape{"shiftiq_person", "What a user is in Shift iQ.", person_keys};

void read_organization(const Section& map, OrganizationDraft& draft) { read_keys(map, organization_keys, draft); }

void read_grant(const Section& map, ShiftGrant& grant) { read_keys(map, grant_keys, grant); }

void read_person(const Section& map, PersonDraft& draft) {
  if (map.has_misfit("developer")) draft.has_unread_flags = true;
  read_keys(map, person_keys, draft);
}

}  // namespace understudy::shiftiq
