// Answers that wait for news of a world: given later, when there is some, when the time is over, or when the world
// ends. No thread is held meanwhile.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "http/message.h"
#include "world/world.h"

namespace understudy::control {

/// An exchange until it is over. A watcher belongs to its world and an exchange knows the world, so both would live for
/// ever if the watcher did not let go. Thread-safe.
class Pending {
 public:
  explicit Pending(std::shared_ptr<http::Exchange> exchange) : exchange_(std::move(exchange)) {}

  std::shared_ptr<http::Exchange> get() const {
    const std::lock_guard lock(mutex_);
    return exchange_;
  }
  /// Gives it to the first who asks, and null to all after.
  std::shared_ptr<http::Exchange> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(exchange_, nullptr);
  }
  bool is_over() const { return get() == nullptr; }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<http::Exchange> exchange_;
};

/// What there is to say of a world at one moment, and whether that is what is waited for.
struct Look {
  http::Reply reply;
  bool has_news;
};

struct Wait {
  Milliseconds most;                      ///< real time; zero: whatever there is to say is said at once
  std::function<Look(World&)> look;       ///< throws nothing
  void (World::*watch)(Watcher watcher);  ///< for what may be news
};

/// Answers at the first look that has news, or with the one that is taken when the time is over.
http::Reply answer_in_time(const std::shared_ptr<World>& world, Wait wait);

/// How long the query's `wait` asks to wait; zero where it does not. Throws Refusal{invalid_request} above a minute.
Milliseconds read_wait(const http::Fields& query);

/// For who waited on a world that ended meanwhile.
http::Reply world_is_gone();

}  // namespace understudy::control
