#include "providers/epilot/ready_tokens.h"

#include "access/credentials.h"
#include "access/signer.h"
#include "base/text.h"
#include "providers/epilot/issue_token.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token.h"

namespace understudy::epilot {

namespace {

std::string_view state_of(const AccessToken& row, Instant now, Instant world_started) {
  if (row.revoked_at) return "revoked";
  const auto expiry = expiry_of(row, world_started);
  return expiry && now >= *expiry ? "expired" : "valid";
}

struct Found {
  AccessToken row;
  std::string_view state;
  std::string email;
  std::string tenant;
  Instant world_started;
};

Found look_at(const WorldState& state, const AccessToken& row) {
  const User* user = state.users.find(row.user_id);
  const Tenant* tenant = state.tenants.find(row.tenant_id);
  return {row, state_of(row, state.clock.now(), state.started), user == nullptr ? row.user_id : user->email,
          tenant == nullptr ? std::string() : tenant->slug, state.started};
}

access::ReadyCredential to_ready(World& world, const access::Signer& signer, std::string_view base,
                                 const Found& found) {
  const AccessToken& row = found.row;
  access::ReadyCredential ready;
  ready.text = signer.sign(mint_token(world, base, row, found.world_started));
  ready.json = Json::object({{"id", row.id},
                             {"name", row.name},
                             {"token_type", to_text(row.type)},
                             {"tenant_id", row.tenant_id},
                             {"user_id", row.user_id},
                             {"roles", Json::array_of(row.assignments)},
                             {"state", found.state},
                             {"token", ready.text}});
  ready.state = found.state;
  ready.heading = row.name;
  ready.type = to_text(row.type);
  ready.email = found.email;
  ready.caption = cat({found.email, " at ", found.tenant, ", ", row.id});
  ready.cells = {row.name, std::string(ready.type), found.email, access::abridge(ready.text)};
  return ready;
}

size_t count(const Seed& seed) { return epilot_of(seed).access_tokens.rows().size(); }

std::vector<access::ReadyCredential> list(World& world, std::string_view base, size_t offset, size_t most) {
  const auto tokens = world.step([&](WorldState& state) {
    std::vector<Found> found;
    const auto& rows = epilot_of(world.seed()).access_tokens.rows();
    for (size_t i = offset; i < rows.size() && i - offset < most; ++i)
      if (const AccessToken* row = epilot_of(state).access_tokens.find(rows[i].id))
        found.push_back(look_at(state, *row));
    return found;
  });
  std::vector<access::ReadyCredential> all;
  all.reserve(tokens.size());
  const access::Signer signer(world);
  for (const auto& token : tokens) all.push_back(to_ready(world, signer, base, token));
  return all;
}

}  // namespace

constinit const access::ReadyList ready_tokens{.member = "access_tokens",
                                               .one = "access token",
                                               .section = "tokens",
                                               .name = "Tokens",
                                               .title = "Ready access tokens",
                                               .columns = "name, type, user, abridged",
                                               .item = "access-token",
                                               .value = "token",
                                               .is_mintable = true,
                                               .count = count,
                                               .list = list};

}  // namespace understudy::epilot
