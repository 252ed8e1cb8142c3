// A world's own time: the machine's, a clock that ticks from a start, or one that stands still. Everything that the
// emulated providers time (tokens, links, lock-outs) asks it; nothing else in a world knows the time.
#pragma once

#include <optional>

#include "base/time.h"
#include "world/seed.h"

namespace understudy {

/// Not synchronised: a World's mutex guards it.
class Clock {
 public:
  using Mode = ClockSetting::Mode;

  Clock(const ClockSetting& setting, TimeSource machine);

  Instant now() const;
  Mode mode() const;

  /// Until the next call it is that time, however long that takes; nothing: its own time again.
  void hold(std::optional<Instant> time) { held_ = time; }

  /// The years 1970 to 9998.
  static bool can_be(Instant time);

  // Each throws Refusal{invalid_request}, and changes nothing, where the time would leave those years.

  /// From now on it is `time`; a frozen clock stays frozen, the others tick on from there.
  void set(Instant time);
  /// Moves by `distance`, backwards where negative. A clock that followed the machine ticks on from there, unless the
  /// distance is none.
  void advance(Milliseconds distance);

  void freeze();
  /// Stops it at that time.
  void freeze_at(Instant time);
  /// Lets a frozen clock tick on from where it stands.
  void release();
  /// Back to the machine's time.
  void follow_machine();

 private:
  TimeSource machine_;
  bool follows_machine_;
  Milliseconds ahead_{0};          // of the machine's clock, while it ticks
  std::optional<Instant> frozen_;  // where it stands
  std::optional<Instant> held_;
};

std::string_view to_text(Clock::Mode mode);

}  // namespace understudy
