#include "http/timers.h"

#include <algorithm>

namespace understudy::http {

Timers::Key Timers::add(Time due, std::function<void()> task) {
  const Key key{due, next_++};
  tasks_.emplace(key, std::move(task));
  return key;
}

void Timers::cancel(const Key& key) {
  // Held beyond the erasing: a task may own what cancels another timer when it dies.
  const auto removed = tasks_.extract(key);
}

int Timers::milliseconds_to_next(Time now) const {
  if (tasks_.empty()) return -1;
  constexpr Milliseconds longest_wait{60'000};
  const auto wait = std::chrono::ceil<Milliseconds>(tasks_.begin()->first.first - now);
  return static_cast<int>(std::clamp(wait, Milliseconds{0}, longest_wait).count());
}

void Timers::run_due(Time now) {
  const uint64_t end = next_;
  while (!tasks_.empty() && tasks_.begin()->first.first <= now && tasks_.begin()->first.second < end) {
    const auto due = tasks_.extract(tasks_.begin());
    due.mapped()();
  }
}

Timers::Time Timers::after(Milliseconds delay) {
  constexpr Milliseconds longest = std::chrono::hours{24 * 3650};
  return Clock::now() + std::clamp(delay, Milliseconds{0}, longest);
}

Deadline::~Deadline() {
  if (timer_) timers_.cancel(*timer_);
}

void Deadline::set(Timers::Time due) {
  due_ = due;
  // A timer that rings too early looks again.
  if (timer_ && timer_->first <= due) return;
  if (timer_) timers_.cancel(*timer_);
  timer_ = timers_.add(due, [this] { ring(); });
}

void Deadline::cap(Timers::Time latest) {
  if (due_ && *due_ > latest) set(latest);
}

void Deadline::ring() {
  timer_.reset();
  if (!due_) return;
  if (*due_ > Timers::Clock::now()) return set(*due_);
  due_.reset();
  passed_();
}

}  // namespace understudy::http
