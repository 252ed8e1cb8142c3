#include "providers/epilot/ready_invitations.h"

#include "access/credentials.h"
#include "base/text.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

namespace {

/// What became of it in this world: it is good until it is answered, or another one is sent.
std::string_view state_of(const WorldState& state, const MailedToken& row, const User& user) {
  if (user.status == User::Status::active) return "accepted";
  if (user.status != User::Status::pending) return "withdrawn";
  return find_mailed(state, row.kind, row.token) == nullptr ? "replaced" : "valid";
}

access::ReadyCredential to_ready(const WorldState& state, const MailedToken& row, const User& user) {
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  access::ReadyCredential ready;
  ready.text = row.token;
  ready.state = state_of(state, row, user);
  ready.json = Json::object({{"tenant_id", user.tenant_id},
                             {"user_id", user.id},
                             {"email", user.email},
                             {"state", ready.state},
                             {"token", row.token}});
  ready.heading = user.email;
  ready.email = user.email;
  ready.caption = cat({"invited to ", tenant == nullptr ? std::string() : tenant->slug});
  ready.cells = {user.email, tenant == nullptr ? std::string() : tenant->slug, access::abridge(row.token)};
  return ready;
}

size_t count(const Seed& seed) { return epilot_of(seed).invitations.rows().size(); }

std::vector<access::ReadyCredential> list(World& world, std::string_view /*base*/, size_t offset, size_t most) {
  return world.step([&](WorldState& state) {
    std::vector<access::ReadyCredential> all;
    const auto& rows = epilot_of(world.seed()).invitations.rows();
    for (size_t i = offset; i < rows.size() && i - offset < most; ++i)
      if (const User* user = state.users.find(rows[i].user_id)) all.push_back(to_ready(state, rows[i], *user));
    return all;
  });
}

}  // namespace

constinit const access::ReadyList ready_invitations{.member = "invitations",
                                                    .one = "invitation",
                                                    .section = "invitations",
                                                    .name = "Invitations",
                                                    .title = "Ready invitations",
                                                    .columns = "user, tenant, abridged",
                                                    .item = "invitation",
                                                    .value = "token",
                                                    .is_mintable = false,
                                                    .count = count,
                                                    .list = list};

}  // namespace understudy::epilot
