#include "world/clock.h"

#include "base/refusal.h"

namespace understudy {

namespace {

constexpr Instant earliest{};
const Instant latest = std::chrono::sys_days(std::chrono::year(9998) / 12 / 31);

/// Four-digit years are what every date format here can carry, and a token may live for one of them.
Instant within_calendar(Instant time) {
  if (time >= earliest && time <= latest) return time;
  throw Refusal{Reason::invalid_request, "a world's clock stays within the years 1970 to 9998", "", ""};
}

}  // namespace

Clock::Clock(const ClockSetting& setting, TimeSource machine)
    : machine_(std::move(machine)), follows_machine_(setting.mode == Mode::system) {
  if (setting.mode == Mode::ticking) ahead_ = setting.start - machine_();
  if (setting.mode == Mode::frozen) frozen_ = setting.start;
}

Instant Clock::now() const { return frozen_ ? *frozen_ : machine_() + ahead_; }

Clock::Mode Clock::mode() const {
  if (frozen_) return Mode::frozen;
  return follows_machine_ ? Mode::system : Mode::ticking;
}

void Clock::set(Instant time) {
  within_calendar(time);
  follows_machine_ = false;
  if (frozen_)
    frozen_ = time;
  else
    ahead_ = time - machine_();
}

void Clock::advance(Milliseconds distance) {
  // Checked before it is added: the sum of two far values would overflow.
  if (distance > latest - earliest || distance < earliest - latest) within_calendar(latest + Milliseconds(1));
  set(within_calendar(now() + distance));
}

void Clock::freeze() {
  frozen_ = now();
  follows_machine_ = false;
}

void Clock::release() {
  if (!frozen_) return;
  ahead_ = *frozen_ - machine_();
  frozen_.reset();
}

void Clock::follow_machine() {
  frozen_.reset();
  ahead_ = Milliseconds(0);
  follows_machine_ = true;
}

std::string_view to_text(Clock::Mode mode) {
  switch (mode) {
    case Clock::Mode::system: return "system";
    case Clock::Mode::ticking: return "ticking";
    case Clock::Mode::frozen: return "frozen";
  }
  return "system";
}

}  // namespace understudy
