#include "providers/shiftiq/mint.h"

#include <array>

#include "base/refusal.h"
#include "crypto/digest.h"
#include "crypto/hs256.h"
#include "front/members.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/part.h"
#include "world/named_records.h"

namespace understudy::shiftiq {

namespace {

constexpr std::array<std::string_view, 1> type_names{"shift_bearer"};
constexpr std::array<std::string_view, 7> members{"type", "tenant", "user", "expires_in", "claims", "header", "key"};

SecretHolder find_holder(WorldState& state, const Seed& seed, const MintOrder& order) {
  const NamedRecords records(state, seed);
  const Tenant* named = order.tenant.empty() ? nullptr : &records.tenant(order.tenant);
  const User& user = records.user(order.user, named);
  auto person = find_shift_person(state, seed, user.id);
  if (!person)
    throw Refusal{Reason::unknown_user, "a bearer token of Shift iQ is an active user's", "Active",
                  std::string(to_text(user.status))};
  const auto secrets = shift_of(state).secrets.find_all(ClientSecret::by_user, user.id);
  if (secrets.empty())
    throw Refusal{Reason::invalid_request, "a bearer token of Shift iQ is made with its user's client secret",
                  "a user with shiftiq: {developer: true}", user.email};
  return {*secrets.front(), std::move(*person)};
}

/// Its partition's secret, or one that nobody has.
std::string signing_secret(const std::string& usual, const MintOrder& order) {
  if (order.key || (!order.key_set.empty() && order.key_set != access::stranger))
    front::refuse_member(
        "a bearer token of Shift iQ is signed with a secret of its partition (HS256), or by a stranger", "stranger");
  return order.key_set.empty() ? usual : crypto::sha256(cat({access::stranger, usual}));
}

Json mint(const front::Visit& visit, World& world, std::string_view base, const MintOrder& order) {
  const auto holder = world.step([&](WorldState& state) { return find_holder(state, world.seed(), order); });
  ShiftTokenOrder wanted;
  wanted.issuer = base;
  wanted.lifetime = order.lifetime.value_or(shift_of(world.seed()).settings.token_lifetime);
  Json header = crypto::hs256_header();
  Json claims;
  wanted.sign = [&](const std::string& secret, Json payload) {
    header = crypto::hs256_header();
    order.change(header, payload);
    claims = std::move(payload);
    const std::string text = claims.dump_pretty();
    return ShiftBearer{visit.signer.sign(signing_secret(secret, order), header, text), text};
  };
  const auto bearer = issue_shift_bearer(world, visit.signer, holder, wanted);
  return Json::object({{"id", holder.person.person_id},
                       {"token_type", type_names.front()},
                       {"tenant_id", holder.person.tenant_id},
                       {"user_id", holder.person.user_row},
                       {"header", std::move(header)},
                       {"claims", std::move(claims)},
                       {"token", bearer.token}});
}

}  // namespace

const Mintable mintable_bearers{.types = type_names, .members = members, .mint = mint};

}  // namespace understudy::shiftiq
