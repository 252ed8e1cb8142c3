#include "providers/shiftiq/provider.h"

#include "base/encoding.h"
#include "crypto/digest.h"
#include "providers/shiftiq/chapter.h"
#include "providers/shiftiq/contradictions.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/mint.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/ready_secrets.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shiftiq.h"
#include "providers/shiftiq/sign_in.h"
#include "providers/shiftiq/signing_secrets.h"
#include "providers/shiftiq/vendor_hosts.h"
#include "world/ended.h"

namespace understudy::shiftiq {

namespace {

/// How many credentials were ended; nothing where the world knows none of that kind.
using Ended = std::optional<size_t>;

/// A bearer token is known by its digest.
Ended revoke_token(World& world, const std::string& token) {
  return world.step([&](WorldState& state) -> Ended {
    auto& tokens = shift_of(state).tokens;
    const auto* row = tokens.find(to_hex(crypto::sha256(token)));
    if (row == nullptr) return std::nullopt;
    return end_one(tokens, row, &ShiftToken::revoked_at, state.clock.now());
  });
}

/// Tokens made from it live on, as the original's do.
Ended revoke_secret(World& world, const std::string& secret) {
  return world.step([&](WorldState& state) -> Ended {
    const size_t count = shift_of(state).secrets.erase_all(ClientSecret::by_value, secret);
    return count > 0 ? Ended(count) : std::nullopt;
  });
}

/// With it go all cookies of its session, older and newer.
Ended revoke_cookie(World& world, const std::string& cookie) {
  const auto session = find_shift_session(world, cookie);
  if (!session) return std::nullopt;
  return world.step([&](WorldState& state) -> Ended {
    auto& sessions = shift_of(state).sessions;
    return end_one(sessions, sessions.find(session->id), &ShiftSession::ended_at, state.clock.now());
  });
}

/// The client secret stays, which lets the user begin again.
size_t revoke_user(WorldState& state, const std::string& user_id) {
  const Instant now = state.clock.now();
  return end_all(shift_of(state).tokens, ShiftToken::by_user, user_id, &ShiftToken::revoked_at, now) +
         end_all(shift_of(state).sessions, ShiftSession::by_user, user_id, &ShiftSession::ended_at, now);
}

/// Those that sign and seal now, by partition.
template <const std::string_view& label>
access::SharedSecrets secrets(World& world) {
  access::SharedSecrets all;
  for (const auto& partition : shift_of(world.seed()).settings.partitions)
    all.emplace_back(partition.slug, shift_secrets(world, label, partition.slug).back());
  return all;
}

constexpr std::array key_sets{
    access::KeySet{.label = shift_bearer_secrets, .secrets = secrets<shift_bearer_secrets>},
    access::KeySet{.label = shift_cookie_secrets, .secrets = secrets<shift_cookie_secrets>},
};
constexpr std::array revocable{
    Revocable{"token", revoke_token},
    Revocable{"secret", revoke_secret},
    Revocable{"cookie", revoke_cookie},
};
constexpr std::array<std::string_view, 2> exposed_headers{"X-Query-Pagination", "X-Session-Refreshed"};
constexpr std::array starters{
    fixture::Starter{"shift-iq", "Shift iQ: client secrets, roles, sign-in, and a second partition", "shift-iq"}};
constexpr std::array pages{SignInAddress{"Shift iQ", sign_in_page_for}};
}  // namespace

const Provider provider{
    .name = "shiftiq",
    .chapter = &chapter,
    .begin = begin_shift,
    .kinds =
        [] {
          return std::vector{bearer_kind(), secret_kind(), cookie_kind()};
        },
    .key_sets = [](const Seed&) { return std::vector(key_sets.begin(), key_sets.end()); },
    .apis = [](const Seed&, const access::Kinds&) { return apis(); },
    .contradictions = contradictions,
    .policies =
        [] {
          return std::vector{&page_policy(), &v1_policy()};
        },
    .ready = {&ready_secrets, 1},
    .revocable = revocable,
    .revoke_user = revoke_user,
    .mintable = &mintable_bearers,
    .sign_in_pages = pages,
    .exposed_headers = exposed_headers,
    .speaks = "Shift iQ's APIs",
    .starters = starters,
    .hosts = vendor_hosts(),
};

}  // namespace understudy::shiftiq
