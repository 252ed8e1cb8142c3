#include "access/credentials_json.h"
#include "access/key_sets.h"
#include "base/text.h"
#include "control/operations.h"
#include "world/epilot_parts.h"
#include "world/shift_parts.h"

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
  Json tokens = Json::array();
  for (const auto& ready : access::ready_tokens(*world, base, page.offset, page.limit)) tokens.push(to_json(ready));
  Json secrets = Json::array();
  for (const auto& ready : access::ready_secrets(*world, page.offset, page.limit)) secrets.push(to_json(ready));
  return http::json(200, Json::object({{"world", world->name()},
                                       {"base_url", base},
                                       {"issuer", access::issuer(access::epilot_api, *world, base)},
                                       {"users_in_all", world->seed().users.rows().size()},
                                       {"access_tokens_in_all", epilot_of(world->seed()).access_tokens.rows().size()},
                                       {"client_secrets_in_all", shift_of(world->seed()).secrets.rows().size()},
                                       {"users", std::move(users)},
                                       {"access_tokens", std::move(tokens)},
                                       {"client_secrets", std::move(secrets)}}));
}

}  // namespace understudy::control
