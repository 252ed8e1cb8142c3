#include "providers/sample/chapter.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/binding.h"
#include "config/taken.h"
#include "providers/sample/part.h"

namespace understudy::sample {

using namespace config;
using namespace config::shapes;

namespace {

constexpr std::string_view own_key = "sample";

struct OpenerDraft {
  std::optional<std::vector<Reference>> opens;
};
struct MemberDraft {
  std::string badge;
  Spot place;
};

constexpr auto club_keys = keys_of<ClubSeed>(
    duration<std::chrono::hours, &ClubSeed::pass_lifetime>("pass_lifetime", "How long a new pass opens doors."),
    key<&ClubSeed::rules>("rules", text(formats::filled), "What whoever signs in must agree to, once."));
constexpr auto house_keys =
    keys_of<House>(key<&House::rooms>("rooms", list_of(text(formats::filled)), "What there is to be opened."));
constexpr auto opener_keys = keys_of<OpenerDraft>(
    key<&OpenerDraft::opens>("opens", list_of(text(formats::filled)), "The rooms that its holders may enter."));
constexpr auto member_keys =
    keys_of<MemberDraft>(key<&MemberDraft::badge>("badge", text(formats::filled), "What the user wears."));

constexpr ObjectShape club_shape{"sample", "The club house.", club_keys};
constexpr ObjectShape house_shape{"sample_house", "What a tenant is in the club house.", house_keys};
constexpr ObjectShape opener_shape{"sample_opener", "What a role opens.", opener_keys};
constexpr ObjectShape member_shape{"sample_member", "What a user is in the club house.", member_keys};

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    root.inside(own_key, [&](const Section& map) { read_keys(map, club_keys, *part_); });
  }
  void read_tenant(const Section& tenant, fixture::RecordNumber record) override {
    tenant.inside(own_key, [&](const Section& map) { read_keys(map, house_keys, houses_[record]); });
  }
  void read_role(const Section& role, fixture::RecordNumber record) override {
    role.inside(own_key, [&](const Section& map) { read_keys(map, opener_keys, openers_[record]); });
  }
  void read_user(const Section& user, fixture::RecordNumber record) override {
    user.inside(own_key, [&](const Section& map) {
      read_keys(map, member_keys, members_[record]);
      map.note("badge", members_[record].place);
    });
  }

  void settle(fixture::Directory& directory, ComplaintBook& book) override {
    Taken badges("the badge", book);
    for (const auto& tenant : directory.tenants()) {
      for (const auto& role : tenant.roles) check_rooms(houses_[tenant.number], openers_[role.number], book);
      for (const auto& user : tenant.users)
        if (const auto member = members_.find(user.number); member != members_.end())
          badges.claim(member->second.badge, member->second.place);
    }
  }

  void finish(const fixture::Directory& directory, Seed& seed) override {
    std::vector<House> houses;
    std::vector<Opener> openers;
    std::vector<Member> members;
    for (const auto& tenant : directory.tenants()) {
      houses.push_back({tenant.tenant.id, houses_[tenant.number].rooms});
      for (const auto& role : tenant.roles) openers.push_back({role.role.id, rooms_of(openers_[role.number])});
    }
    directory.each_user([&](const User& user, fixture::RecordNumber record) {
      if (const auto member = members_.find(record); member != members_.end())
        members.push_back({user.id, member->second.badge});
    });
    part_->houses = TableBase(std::move(houses));
    part_->openers = TableBase(std::move(openers));
    part_->members = TableBase(std::move(members));
    seed.parts.put(std::move(part_));
  }

 private:
  static std::vector<std::string> rooms_of(const OpenerDraft& opener) {
    std::vector<std::string> rooms;
    if (opener.opens)
      for (const auto& reference : *opener.opens) rooms.push_back(reference.word);
    return rooms;
  }

  static void check_rooms(const House& house, const OpenerDraft& opener, ComplaintBook& book) {
    if (!opener.opens) return;
    const std::vector<std::string_view> rooms(house.rooms.begin(), house.rooms.end());
    for (const auto& [word, spot] : *opener.opens)
      if (std::find(rooms.begin(), rooms.end(), word) == rooms.end())
        book.add(spot.place, spot.path, cat({"there is no room ", show(word)}), suggest(word, rooms, "the rooms are"));
  }

  std::unique_ptr<ClubSeed> part_ = std::make_unique<ClubSeed>();
  fixture::Notes<House> houses_;
  fixture::Notes<OpenerDraft> openers_;
  fixture::Notes<MemberDraft> members_;
};

constexpr std::array root_keys{ShapeKey{own_key, object(club_shape), "The club house."}};
constexpr std::array tenant_keys{ShapeKey{own_key, object(house_shape), "What the tenant is in the club house."}};
constexpr std::array role_keys{ShapeKey{own_key, object(opener_shape), "What the role opens."}};
constexpr std::array user_keys{ShapeKey{own_key, object(member_shape), "What the user is in the club house."}};

}  // namespace

const fixture::Chapter chapter{.root = root_keys,
                               .tenant = tenant_keys,
                               .role = role_keys,
                               .user = user_keys,
                               .is_in_templates = true,
                               .begin = [] { return std::unique_ptr<fixture::ChapterReader>(new Reader); }};

}  // namespace understudy::sample
