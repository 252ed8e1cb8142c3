// Outgoing connections that hold no thread: one thread waits for all of them.
#pragma once

#include <atomic>
#include <cerrno>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "http/descriptor.h"
#include "http/name_lookup.h"
#include "http/timers.h"

namespace understudy::http {

struct Dialled {
  Descriptor socket{};  ///< non-blocking; none where nobody took the connection
  int error = 0;        ///< errno then: ETIMEDOUT, ECANCELED and whatever connecting gives
};

/// Thread-safe.
class Dialler {
 public:
  /// Throws std::system_error where the system gives no descriptor.
  Dialler();
  ~Dialler() { cancel(); }
  Dialler(const Dialler&) = delete;

  /// What becomes of it is told once, on another thread, which it must not hold up.
  using Then = std::function<void(Dialled)>;
  /// Connects to the first of the addresses that takes it; each gets its part of the time. Once `is_unwanted` is true,
  /// nothing more is told.
  void dial(std::vector<PeerAddress> addresses, Milliseconds deadline, const Then& then,
            std::shared_ptr<const std::atomic<bool>> is_unwanted);

  /// All that is under way has ended with ECANCELED when this returns; whatever comes afterwards does so at once.
  void cancel();

 private:
  struct Errand {
    std::vector<PeerAddress> addresses;
    Timers::Time until;
    Then then;
    std::shared_ptr<const std::atomic<bool>> is_unwanted;
    size_t tried = 0;     ///< addresses, the one that is being tried counted
    Timers::Time turn{};  ///< when its time is over
    Descriptor socket{};  ///< to it; none before the first
    int error = EHOSTUNREACH;
  };

  bool take(Errand errand);
  void run();
  bool go_on(Errand& errand, bool is_ready);
  int milliseconds_to_next() const;

  const Descriptor news_;
  std::mutex mutex_;
  std::list<Errand> arrived_;  // what the thread has not seen yet
  bool is_cancelled_ = false;
  std::list<Errand> errands_;  // the thread's own
  std::thread thread_;         // from the first errand on
};

}  // namespace understudy::http
