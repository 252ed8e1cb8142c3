#include "providers/cognito/lock_out.h"

#include <algorithm>

namespace understudy::cognito {

namespace {

constexpr unsigned free_failures = 4;
constexpr unsigned longest_exponent = 9;  // 512 s; the next would pass the longest lock
constexpr Milliseconds longest_lock = std::chrono::minutes(15);
constexpr Milliseconds forgiven_after = std::chrono::minutes(15);

Milliseconds lock_after(unsigned failures) {
  if (failures <= free_failures) return Milliseconds(0);
  const unsigned exponent = failures - free_failures - 1;
  return exponent > longest_exponent ? longest_lock : std::chrono::seconds(1) * (1U << exponent);
}

}  // namespace

bool is_locked(const Account& account, Instant now) { return now < account.locked_until; }

void count_wrong_password(WorldState& state, const PoolUser& member) {
  const auto& cognito = cognito_of(state);
  if (!cognito.choices.locks_out) return;
  const Instant now = state.clock.now();
  Account account = member.account;
  // A try during a lock counts for nothing but as a try.
  if (!is_locked(account, now)) {
    if (now >= std::max(account.tried_at, account.locked_until) + forgiven_after) account.failures = 0;
    account.failures = std::min(account.failures + 1, 1000U);
    // Where there is no lock there is no end of one, which a clock that is moved back would run into.
    const Milliseconds lock = lock_after(account.failures);
    account.locked_until = lock == Milliseconds(0) ? Instant() : now + lock;
  }
  account.tried_at = now;
  cognito_of(state).accounts.put(std::move(account));
}

void forget_wrong_passwords(WorldState& state, const PoolUser& member) {
  if (member.account.failures == 0) return;
  Account account = member.account;
  account.failures = 0;
  cognito_of(state).accounts.put(std::move(account));
}

}  // namespace understudy::cognito
