#include "providers/shiftiq/throttle.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

/// Sums of fractions miss a whole number by a hair, and who waits exactly long enough must not be refused for it.
constexpr double hair = 1e-6;

double cost_of(const ShiftThrottle& throttle, std::string_view operation) {
  const auto own = std::find_if(throttle.costs.begin(), throttle.costs.end(),
                                [&](const ShiftThrottle::Cost& cost) { return cost.operation == operation; });
  return static_cast<double>(own == throttle.costs.end() ? throttle.cost : own->cost);
}

/// What the bucket holds by now. A clock that was set back takes nothing away.
double filled(const ShiftAllowance& allowance, const ShiftThrottle& throttle, Instant now) {
  const auto elapsed = std::max(now - allowance.counted_at, Milliseconds(0));
  const double periods = static_cast<double>(elapsed.count()) / static_cast<double>(throttle.period.count());
  return std::min(static_cast<double>(throttle.capacity),
                  allowance.remaining + periods * static_cast<double>(throttle.refill));
}

/// "12.5": never more than there is.
std::string one_decimal(double amount) {
  const auto tenths = static_cast<long long>(std::floor(amount * 10 + hair));
  return cat({std::to_string(tenths / 10), ".", std::to_string(tenths % 10)});
}

/// Whole seconds until the bucket holds `cost`; nothing where it never will.
std::optional<long long> seconds_until(double cost, double remaining, const ShiftThrottle& throttle) {
  if (throttle.refill == 0 || cost > static_cast<double>(throttle.capacity)) return std::nullopt;
  const double periods = (cost - remaining) / static_cast<double>(throttle.refill);
  const double milliseconds = periods * static_cast<double>(throttle.period.count());
  return std::max(1LL, static_cast<long long>(std::ceil(milliseconds / 1000 - hair)));
}

/// Charges the one whose row has that id, and says what it had left before, where that was too little.
std::optional<double> take(WorldState& state, const ShiftThrottle& throttle, const std::string& id, double cost) {
  const Instant now = state.clock.now();
  const ShiftAllowance* known = shift_of(state).allowances.find(id);
  ShiftAllowance allowance{id, static_cast<double>(throttle.capacity), now};
  if (known != nullptr) {
    allowance.remaining = filled(*known, throttle, now);
    // Time that is lived through a second time brings nothing back a second time.
    allowance.counted_at = std::max(known->counted_at, now);
  }
  const bool is_enough = cost <= allowance.remaining + hair;
  const double before = allowance.remaining;
  if (is_enough) allowance.remaining = std::max(0.0, before - cost);
  shift_of(state).allowances.put(std::move(allowance));
  return is_enough ? std::nullopt : std::optional(before);
}

}  // namespace

void charge(front::Visit& visit, const ShiftPerson& person) {
  const auto& throttle = shift_of(visit.world.seed()).settings.throttle;
  if (!throttle) return;
  const double cost = cost_of(*throttle, visit.journal.operation);
  const auto left = visit.world.step([&](WorldState& state) {
    return take(state, *throttle, cat({"shift:", person.person_id}), cost);
  });
  if (left)
    throw Refusal{Reason::limit_reached, std::string(rate_limit_exceeded),
                  cat({visit.journal.operation, " costs ", one_decimal(cost)}), cat({one_decimal(*left), " left"})};
}

void tell_allowance(World& world, const JournalEntry& entry, http::Reply& reply) {
  const auto& throttle = shift_of(world.seed()).settings.throttle;
  if (!throttle) return;
  const double cost = cost_of(*throttle, entry.operation);
  reply.headers.add("X-Request-Cost", one_decimal(cost));
  const auto remaining = world.step([&](WorldState& state) -> std::optional<double> {
    const ShiftAllowance* allowance = shift_of(state).allowances.find(entry.caller);
    if (allowance == nullptr) return std::nullopt;
    return allowance->remaining;
  });
  if (!remaining) return;
  reply.headers.add("X-Rate-Limit-Remaining", one_decimal(*remaining));
  constexpr int too_many_requests = 429;
  if (reply.status != too_many_requests) return;
  if (const auto seconds = seconds_until(cost, *remaining, *throttle))
    reply.headers.add("Retry-After", std::to_string(*seconds));
}

int throttled_status(const World& world) {
  const auto& throttle = shift_of(world.seed()).settings.throttle;
  return throttle ? throttle->status : ShiftThrottle().status;
}

}  // namespace understudy::shiftiq
