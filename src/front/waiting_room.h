// Threads for answers that wait for others, as for a web hook: so many may wait at once, the next ones queue, and the
// rest is turned away. The listener's few workers stay free for those who wait for nobody.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace understudy::front {

/// Thread-safe.
class WaitingRoom {
 public:
  struct Size {
    size_t threads = 64;  ///< made when they are first needed, and kept
    size_t queue = 1000;
  };

  explicit WaitingRoom(Size size) : size_(size) {}
  /// Waits for the tasks that run; those that have not begun are let go of.
  ~WaitingRoom();
  WaitingRoom(const WaitingRoom&) = delete;

  /// Runs `task` soon, in the order in which they come. False, and nothing is kept of it, where the queue is full or
  /// the system gives no thread at all. What a task throws is lost.
  bool take(std::function<void()> task);

 private:
  bool hire();
  void work();

  const Size size_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<std::function<void()>> tasks_;
  size_t idle_ = 0;  ///< threads without a task, though one may be in the queue for them
  bool is_closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace understudy::front
