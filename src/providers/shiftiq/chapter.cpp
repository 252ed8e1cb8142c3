#include "providers/shiftiq/chapter.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "config/shape_types.h"
#include "config/taken.h"
#include "fixture/record_ids.h"
#include "fixture/record_times.h"
#include "providers/shiftiq/record_keys.h"
#include "providers/shiftiq/settings_keys.h"

namespace understudy::shiftiq {

using namespace config;
using namespace config::shapes;

namespace {

/// The key at the root, in a tenant, a role and a user.
constexpr std::string_view own_key = "shiftiq";

/// What the roles may do that every tenant has without being written.
constexpr unsigned all_data = ShiftGrant::read | ShiftGrant::update | ShiftGrant::create | ShiftGrant::remove |
                              ShiftGrant::administrate | ShiftGrant::configure;

/// The value of a client secret: 64 bytes as base64, 88 characters.
std::string derive_secret(std::string_view seed, std::string_view tenant_id, std::string_view email) {
  fixture::Origin origin{seed, tenant_id, email};
  const std::string first = fixture::derive_bytes("client_secret", origin);
  ++origin.attempt;
  return to_base64(first + fixture::derive_bytes("client_secret", origin));
}

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    note_name(root);
    if (root.has_misfit(own_key)) settings_.has_unread_partitions = true;
    root.inside(own_key, [&](const Section& map) { read_settings(map, settings_); });
  }

  void read_tenant(const Section& tenant, fixture::RecordNumber record) override {
    note_name(tenant);
    tenant.inside(own_key, [&](const Section& map) { read_organization(map, organizations_[record]); });
  }

  void read_role(const Section& role, fixture::RecordNumber record) override {
    note_name(role);
    if (role.find(own_key) != nullptr) grants_[record].clear();
    role.each(own_key, [&](const Section& map) { read_grant(map, grants_[record].emplace_back()); });
  }

  void read_user(const Section& user, fixture::RecordNumber record) override {
    note_name(user);
    if (user.has_misfit(own_key)) persons_[record].has_unread_flags = true;
    user.inside(own_key, [&](const Section& map) { read_person(map, persons_[record]); });
  }

  void settle(fixture::Directory& directory, ComplaintBook& book) override {
    settle_partitions(settings_, book);
    Taken secrets("the client secret", book);
    for (const auto& tenant : directory.tenants()) {
      check_partition(organizations_[tenant.number], book);
      for (const auto& user : tenant.users)
        if (const auto person = persons_.find(user.number); person != persons_.end())
          settle_secret(directory, user, person->second, secrets, book);
    }
  }

  void finish(const fixture::Directory& directory, Seed& seed) override {
    auto part = std::make_unique<ShiftSeed>();
    part->settings = std::move(settings_.settings);
    part->organizations = TableBase(organization_rows(directory, part->settings));
    part->gradebooks = TableBase(gradebook_rows(directory));
    part->roles = TableBase(role_rows(directory));
    part->standings = TableBase(standing_rows(directory));
    part->secrets = TableBase(secret_rows(directory));
    seed.parts.put(std::move(part));
  }

 private:
  void note_name(const Section& section) {
    if (section.has(own_key)) settings_.settings.is_named = true;
  }

  void check_partition(const OrganizationDraft& organization, ComplaintBook& book) const {
    if (!organization.partition || settings_.has_unread_partitions) return;
    const auto& [word, spot] = *organization.partition;
    std::vector<std::string_view> slugs;
    for (const auto& partition : settings_.settings.partitions) slugs.emplace_back(partition.slug);
    if (std::find(slugs.begin(), slugs.end(), word) != slugs.end()) return;
    if (book.is_full()) return book.count_one_more();
    book.add(spot.place, spot.path, cat({"there is no partition ", show(word)}),
             suggest(word, slugs, "the partitions are"));
  }

  /// Every developer is assigned one; nobody else has any.
  static void settle_secret(const fixture::Directory& directory, const fixture::UserDraft& user, PersonDraft& person,
                            Taken& secrets, ComplaintBook& book) {
    const bool is_due = person.flags.developer && !person.has_no_secret;
    if (is_due && !person.secret) person.secret.emplace().place = user.email;
    if (!person.secret) return;
    auto& [secret, place, expires_at] = *person.secret;
    if (!person.flags.developer && !person.has_unread_flags)
      book.add(place.place, place.path, "only a developer has a client secret", "give the user developer: true");
    const std::string& tenant = user.user.tenant_id;
    const std::string email = to_lower(user.user.email);
    secret.id = shift_guid(directory.seed(), "secret", cat({tenant, " ", email}));
    secret.user_id = user.user.id;
    if (secret.value.empty()) secret.value = derive_secret(directory.seed(), tenant, email);
    secrets.claim(secret.value, place);
    secret.expires_at = expires_at;
    secret.created_at = fixture::beginning_before(expires_at, directory.usual_beginning());
  }

  std::vector<ShiftOrganization> organization_rows(const fixture::Directory& directory,
                                                   const ShiftSettings& settings) const {
    std::vector<ShiftOrganization> rows;
    for (const auto& tenant : directory.tenants()) {
      const auto& draft = organizations_.at(tenant.number);
      const std::string& partition = draft.partition ? draft.partition->word : settings.partitions.front().slug;
      rows.push_back({tenant.tenant.id, partition, draft.languages});
    }
    return rows;
  }

  std::vector<ShiftGradebook> gradebook_rows(const fixture::Directory& directory) const {
    std::vector<ShiftGradebook> rows;
    for (const auto& tenant : directory.tenants()) {
      const std::string& id = tenant.tenant.id;
      size_t count = 0;
      for (const auto& title : organizations_.at(tenant.number).gradebooks)
        rows.push_back({shift_guid(directory.seed(), "gradebook", cat({id, " ", std::to_string(count++)})), id, title});
    }
    return rows;
  }

  std::vector<ShiftRole> role_rows(const fixture::Directory& directory) const {
    std::vector<ShiftRole> rows;
    for (const auto& tenant : directory.tenants())
      for (const auto& role : tenant.roles) {
        const auto grants = grants_.find(role.number);
        if (role.is_built_in)
          rows.push_back({role.role.id, {{"*", all_data}}});
        else if (grants != grants_.end() && !grants->second.empty())
          rows.push_back({role.role.id, grants->second});
      }
    return rows;
  }

  std::vector<ShiftStanding> standing_rows(const fixture::Directory& directory) const {
    std::vector<ShiftStanding> rows;
    directory.each_user([&](const User& user, fixture::RecordNumber record) {
      const auto person = persons_.find(record);
      if (person != persons_.end() && person->second.flags != ShiftFlags())
        rows.push_back({user.id, person->second.flags});
    });
    return rows;
  }

  std::vector<ClientSecret> secret_rows(const fixture::Directory& directory) const {
    std::vector<ClientSecret> rows;
    directory.each_user([&](const User& /*user*/, fixture::RecordNumber record) {
      const auto person = persons_.find(record);
      if (person != persons_.end() && person->second.secret) rows.push_back(person->second.secret->secret);
    });
    return rows;
  }

  SettingsDraft settings_;
  fixture::Notes<OrganizationDraft> organizations_;  // once settled, of every tenant
  fixture::Notes<std::vector<ShiftGrant>> grants_;
  fixture::Notes<PersonDraft> persons_;
};

const std::array root_keys{ShapeKey{own_key, object(settings_shape), "Shift iQ's partitions and choices."}};
const std::array tenant_keys{ShapeKey{own_key, object(organization_shape), "What the organization is in Shift iQ."}};
const std::array role_keys{ShapeKey{own_key, list_of(object(grant_shape)), "What the role may do in Shift iQ.", "[]"}};
const std::array user_keys{ShapeKey{own_key, object(person_shape), "What the user is in Shift iQ."}};

}  // namespace

const fixture::Chapter chapter{
    .root = root_keys, .tenant = tenant_keys, .role = role_keys, .user = user_keys, .begin = [] {
      return std::unique_ptr<fixture::ChapterReader>(new Reader);
    }};

}  // namespace understudy::shiftiq
