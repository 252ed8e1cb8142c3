#include "http/patience.h"

#include <algorithm>
#include <array>
#include <poll.h>

namespace understudy::http {

namespace {

constexpr Milliseconds longest_poll = std::chrono::hours(1);

}  // namespace

bool Patience::is_cancelled() const {
  pollfd cancelled{cancelled_, POLLIN, 0};
  return ::poll(&cancelled, 1, 0) > 0;
}

Patience::End Patience::wait_a_part(size_t parts, int descriptor, short events) const {
  const auto now = Timers::Clock::now();
  return wait_until(now + (until_ - now) / std::max<size_t>(parts, 1), descriptor, events);
}

Patience::End Patience::wait_until(Timers::Time until, int descriptor, short events) const {
  // poll(2) passes over a descriptor below zero.
  std::array<pollfd, 2> watched{pollfd{cancelled_, POLLIN, 0}, pollfd{descriptor, events, 0}};
  for (;;) {
    const auto left =
        std::min<Milliseconds>(std::chrono::ceil<Milliseconds>(until - Timers::Clock::now()), longest_poll);
    // Who always has something to say must not put the end off.
    if (left.count() <= 0) return End::too_late;
    // A signal ends the wait early, which looks once more.
    if (::poll(watched.data(), watched.size(), static_cast<int>(left.count())) <= 0) continue;
    if (watched[0].revents != 0) return End::cancelled;
    if (watched[1].revents != 0) return End::ready;
  }
}

}  // namespace understudy::http
