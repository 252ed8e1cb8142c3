// Who can sign in and what is ready to be sent, as a program lists it.
#include "access/key_sets.h"
#include "access/user_json.h"
#include "base/text.h"
#include "control/operations.h"

namespace understudy::control {

namespace {

/// A fixture may have a hundred thousand users, and each token costs a signature.
struct Page {
  size_t offset = 0;
  size_t limit = 1000;
};

Page read_page(const front::Visit& visit) {
  constexpr size_t most_users = 1'000'000;
  const auto query = read_fields(visit, {"offset", "limit"});
  Page page;
  page.offset = read_number(query, "offset", page.offset, most_users);
  page.limit = read_number(query, "limit", page.limit, 1000);
  return page;
}

}  // namespace

http::Reply list_credentials(const Control& control, front::Visit& visit) {
  const auto world = control.known_world(visit);
  const std::string base = control.base_of(*world);
  const auto page = read_page(visit);
  Json users = Json::array();
  world->step([&](WorldState& state) {
    const auto& rows = world->seed().users.rows();
    for (size_t i = page.offset; i < rows.size() && i < page.offset + page.limit; ++i)
      if (const User* user = state.users.find(rows[i].id)) users.push(access::to_json(*user));
  });
  const auto& seed = world->seed();
  Json json = Json::object({{"world", world->name()}, {"base_url", base}});
  for (const auto& set : control.providers.key_sets(seed))
    if (set.is_published() && json.find("issuer") == nullptr) json.set("issuer", access::issuer(set, *world, base));
  json.set("users_in_all", seed.users.rows().size());
  for (const auto* list : control.providers.ready()) json.set(cat({list->member, "_in_all"}), list->count(seed));
  json.set("users", std::move(users));
  for (const auto* list : control.providers.ready()) {
    Json all = Json::array();
    for (auto& ready : list->list(*world, base, page.offset, page.limit)) all.push(std::move(ready.json));
    json.set(std::string(list->member), std::move(all));
  }
  return http::json(200, json);
}

}  // namespace understudy::control
