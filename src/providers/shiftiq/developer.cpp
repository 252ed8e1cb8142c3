#include "providers/shiftiq/developer.h"

#include "base/text.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/token_request.h"
#include "providers/shiftiq/vendor_hosts.h"

namespace understudy::shiftiq {

std::optional<OwnSecret> find_own_secret(front::Visit& visit, const ShiftPerson& person) {
  return visit.world.step([&](WorldState& state) -> std::optional<OwnSecret> {
    const auto found = shift_of(state).secrets.find_all(ClientSecret::by_user, person.user_row);
    if (found.empty()) return std::nullopt;
    const Instant expiry = found.front()->expires_at.at(state.started);
    return OwnSecret{*found.front(), expiry, state.clock.now() >= expiry};
  });
}

std::optional<std::string> make_own_token(front::Visit& visit, const ShiftPerson& person, const OwnTokenOrder& order) {
  if (!person.flags.developer) return std::nullopt;
  const auto own = find_own_secret(visit, person);
  if (!own || own->is_expired) return std::nullopt;
  const auto lifetime = settle_lifetime(order.lifetime, shift_of(visit.world.seed()).settings, own->secret);
  return issue_shift_bearer(visit.world, visit.signer, {own->secret, person},
                            {.issuer = cat({issuing_address(visit), visit.path}),
                             .ip_address = visit.request.peer,
                             .lifetime = lifetime,
                             .is_from_page = order.is_from_page})
      .token;
}

}  // namespace understudy::shiftiq
