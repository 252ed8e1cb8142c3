// How long one errand may take in all, and what ends it before: each of its waits goes through here.
#pragma once

#include <cstddef>

#include "http/timers.h"

namespace understudy::http {

class Patience {
 public:
  /// `cancelled` is a descriptor that is readable from when nobody wants the errand any more; -1: none.
  Patience(Milliseconds deadline, int cancelled) : until_(Timers::after(deadline)), cancelled_(cancelled) {}

  bool is_cancelled() const;

  enum class End { ready, too_late, cancelled };
  /// Waits until one of poll(2)'s `events` comes to the descriptor; what is cancelled is not ready as well.
  End wait(int descriptor, short events) const { return wait_until(until_, descriptor, events); }
  /// The same for no longer than one of `parts` equal parts of the time that is left.
  End wait_a_part(size_t parts, int descriptor, short events) const;

 private:
  End wait_until(Timers::Time until, int descriptor, short events) const;

  const Timers::Time until_;
  const int cancelled_;
};

}  // namespace understudy::http
