// What a worker has to do at a time: deadlines of connections, delays of exchanges. Real time; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "base/time.h"

namespace understudy::http {

class Timers {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  using Key = std::pair<Time, uint64_t>;

  Key add(Time due, std::function<void()> task);
  /// Nothing happens where the task has run already.
  void cancel(const Key& key);
  /// For epoll_wait: never early; -1 where nothing is due at all.
  int milliseconds_to_next(Time now) const;
  /// Runs what is due. What these tasks add waits for the next call.
  void run_due(Time now);

  /// `delay` from now; delays beyond ten years count as ten years.
  static Time after(Milliseconds delay);

 private:
  std::map<Key, std::function<void()>> tasks_;
  uint64_t next_ = 0;
};

/// A moment that moves often and comes seldom: moving it to later costs nothing.
class Deadline {
 public:
  Deadline(Timers& timers, std::function<void()> passed) : timers_(timers), passed_(std::move(passed)) {}
  Deadline(const Deadline&) = delete;
  ~Deadline();

  void set(Timers::Time due);
  /// Where one is set, no later than that.
  void cap(Timers::Time latest);
  void clear() { due_.reset(); }

 private:
  void ring();

  Timers& timers_;
  std::function<void()> passed_;
  std::optional<Timers::Time> due_;
  std::optional<Timers::Key> timer_;
};

}  // namespace understudy::http
