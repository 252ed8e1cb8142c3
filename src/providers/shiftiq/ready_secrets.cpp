#include "providers/shiftiq/ready_secrets.h"

#include "base/text.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

access::ReadyCredential to_ready(const ClientSecret& secret, const User& user, const WorldState& state) {
  const Instant expiry = secret.expires_at.at(state.started);
  access::ReadyCredential ready;
  if (user.status != User::Status::active)
    ready.state = "inactive";
  else
    ready.state = state.clock.now() < expiry ? "valid" : "expired";
  ready.json = Json::object({{"user_id", secret.user_id},
                             {"email", user.email},
                             {"expires_at", to_iso8601(expiry)},
                             {"state", ready.state},
                             {"secret", secret.value}});
  ready.heading = user.email;
  ready.email = user.email;
  ready.caption = cat({"until ", to_iso8601(expiry)});
  ready.text = secret.value;
  ready.cells = {user.email, secret.value};
  return ready;
}

size_t count(const Seed& seed) { return shift_of(seed).secrets.rows().size(); }

/// Of the developers who have one in the fixture.
std::vector<access::ReadyCredential> list(World& world, std::string_view /*base*/, size_t offset, size_t most) {
  const auto& seeded = shift_of(world.seed()).secrets.rows();
  std::vector<access::ReadyCredential> secrets;
  world.step([&](WorldState& state) {
    for (size_t i = offset; i < seeded.size() && i - offset < most; ++i) {
      const User* user = state.users.find(seeded[i].user_id);
      const auto rows = shift_of(state).secrets.find_all(ClientSecret::by_user, seeded[i].user_id);
      if (user != nullptr && !rows.empty()) secrets.push_back(to_ready(*rows.front(), *user, state));
    }
  });
  return secrets;
}

}  // namespace

const access::ReadyList ready_secrets{.member = "client_secrets",
                                      .one = "client secret",
                                      .section = "secrets",
                                      .name = "Secrets",
                                      .title = "Client secrets for Shift iQ",
                                      .columns = "user, secret",
                                      .item = "client-secret",
                                      .value = "secret",
                                      .is_mintable = false,
                                      .count = count,
                                      .list = list};

}  // namespace understudy::shiftiq
