#include "world/clock.h"

#include "base/refusal.h"

namespace understudy {

namespace {

constexpr Instant earliest{};
/// Four-digit years are what every date format here can carry, and a token may live for one of them.
constexpr Instant latest = std::chrono::sys_days(std::chrono::year(9999) / 1 / 1) - Milliseconds(1);

void require_calendar(Instant time, const std::string& got) {
  if (!Clock::can_be(time))
    throw Refusal{Reason::invalid_request, "a world's clock stays within the years 1970 to 9998",
                  to_iso8601(earliest) + " to " + to_iso8601(latest), got};
}

}  // namespace

Clock::Clock(const ClockSetting& setting, TimeSource machine)
    : machine_(std::move(machine)), follows_machine_(setting.mode == Mode::system) {
  if (setting.mode == Mode::ticking) ahead_ = setting.start - machine_();
  if (setting.mode == Mode::frozen) frozen_ = setting.start;
}

bool Clock::can_be(Instant time) { return time >= earliest && time <= latest; }

Instant Clock::now() const {
  if (held_) return *held_;
  return frozen_ ? *frozen_ : machine_() + ahead_;
}

Clock::Mode Clock::mode() const {
  if (frozen_) return Mode::frozen;
  return follows_machine_ ? Mode::system : Mode::ticking;
}

void Clock::set(Instant time) {
  require_calendar(time, to_iso8601(time));
  follows_machine_ = false;
  if (frozen_)
    frozen_ = time;
  else
    ahead_ = time - machine_();
}

void Clock::advance(Milliseconds distance) {
  if (distance == Milliseconds(0)) return;
  // Judged before it is added: the sum of two far values would overflow.
  if (distance > latest - earliest || distance < earliest - latest)
    require_calendar(latest + Milliseconds(1), "a time that is further away than that");
  set(now() + distance);
}

void Clock::freeze() {
  frozen_ = now();
  follows_machine_ = false;
}

void Clock::freeze_at(Instant time) {
  require_calendar(time, to_iso8601(time));
  follows_machine_ = false;
  frozen_ = time;
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
