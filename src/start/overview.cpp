#include "start/overview.h"

#include <algorithm>

#include "access/key_sets.h"
#include "base/text.h"
#include "front/world_choice.h"
#include "start/commands.h"

namespace understudy::start {

namespace {

constexpr std::string_view control_path = "/_understudy/v1/";

std::string slug_of(const WorldState& state, const std::string& tenant_id) {
  const Tenant* tenant = state.tenants.find(tenant_id);
  return tenant == nullptr ? std::string() : tenant->slug;
}

/// The e-mail, or the id where several have that e-mail.
const std::string& name_of(const WorldState& state, const User& user) {
  const bool is_shared = state.users.find_all(User::by_email, to_lower(user.email)).size() > 1;
  return is_shared || user.email.empty() ? user.id : user.email;
}

Address address_of(const Overview& overview) { return {overview.base, overview.control_url, overview.world}; }

Person look_at(const WorldState& state, const Facts& facts, const Overview& overview, const User& user) {
  Person person{user, slug_of(state, user.tenant_id), {}, {}, mint_command(address_of(overview), name_of(state, user))};
  for (const auto& id : user.roles)
    if (const Role* role = state.roles.find(id)) person.roles.push_back(role->slug);
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  if (tenant == nullptr) return person;
  for (const Provider* provider : *facts.providers)
    for (const auto& page : provider->sign_in_pages)
      if (auto path = page.path_for(user, *tenant); !path.empty())
        person.doors.emplace_back(page.name, std::move(path));
  return person;
}

/// Those that the world still has of the first rows of the fixture.
template <class Row>
std::vector<Row> first_of(const std::vector<Row>& seeded, const Table<Row>& table, size_t most) {
  std::vector<Row> rows;
  for (size_t i = 0; i < seeded.size() && i < most; ++i)
    if (const Row* row = table.find(seeded[i].id)) rows.push_back(*row);
  return rows;
}

/// Null where the first of the fixture's users are all something else.
const User* first_active(const Seed& seed, const WorldState& state) {
  constexpr size_t most_looked_at = 1000;
  const auto& users = seed.users.rows();
  for (size_t i = 0; i < users.size() && i < most_looked_at; ++i)
    if (const User* user = state.users.find(users[i].id); user != nullptr && user->status == User::Status::active)
      return user;
  return nullptr;
}

void look_at_directory(World& world, const Facts& facts, const OverviewBounds& bounds, Overview& overview) {
  const Seed& seed = world.seed();
  world.step([&](WorldState& state) {
    overview.now = state.clock.now();
    overview.clock = state.clock.mode();
    overview.tenants = {first_of(seed.tenants.rows(), state.tenants, bounds.tenants), state.tenants.size()};
    overview.people.in_all = state.users.size();
    for (const auto& user : first_of(seed.users.rows(), state.users, bounds.people))
      overview.people.shown.push_back(look_at(state, facts, overview, user));
    const User* active = first_active(seed, state);
    if (active == nullptr) return;
    // Who names nobody means the first.
    const bool is_first = active->id == seed.users.rows().front().id;
    const std::string name = name_of(state, *active);
    overview.first_call =
        first_call(address_of(overview), is_first ? std::string() : name, facts.providers->first_call());
    overview.first_mint = mint_command(address_of(overview), name);
  });
}

}  // namespace

IssuersByLabel issuers_of(const Providers& providers, const World& world, std::string_view base) {
  constexpr size_t most = 50;
  IssuersByLabel issuers;
  for (const auto& set : providers.key_sets(world.seed())) {
    if (issuers.size() == most) break;
    if (set.is_published()) issuers.emplace_back(set.label, access::issuer(set, world, base));
  }
  return issuers;
}

Overview look_at(World& world, const Facts& facts, const OverviewBounds& bounds) {
  Overview overview;
  overview.version = facts.version;
  overview.fixtures = facts.fixtures;
  overview.world = world.name();
  overview.notice = world.notice();
  overview.base = front::world_address(facts.public_url, world.name());
  overview.control_url = cat({facts.public_url, control_path});
  overview.issuers = issuers_of(*facts.providers, world, overview.base);
  for (const auto* list : facts.providers->ready()) {
    auto& ready = overview.ready.emplace_back();
    ready.list = list;
    ready.shown = list->list(world, overview.base, 0, bounds.ready);
    ready.in_all = list->count(world.seed());
  }
  look_at_directory(world, facts, bounds, overview);
  return overview;
}

std::string rest_of(const Overview& overview, size_t offset) {
  return cat({overview.control_url, "worlds/", overview.world, "/credentials?offset=", std::to_string(offset)});
}

}  // namespace understudy::start
