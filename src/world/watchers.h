// Who waits for news of one kind from one world: told whenever there is some, until they want no more or the world
// ends.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace understudy {

/// All are called outside the world's lock, by any thread, and throw nothing. It must not keep its world alive.
struct Watcher {
  std::function<void()> hear;         ///< there is news, which the watcher looks up itself
  std::function<bool()> is_over;      ///< true once it wants no more
  std::function<void()> world_ended;  ///< called at most once
};

/// Thread-safe.
class Watchers {
 public:
  /// `what` they watch, a literal such as "journal"; at most `most` of them at once.
  Watchers(std::string_view what, size_t most) : what_(what), most_(most) {}

  /// Throws Refusal{limit_reached} where too many watch. News may have come just before: look once more after this.
  void add(Watcher watcher);
  void tell();
  /// The world is over, for those who watch it and for whoever comes late.
  void end();

 private:
  using List = std::vector<std::shared_ptr<const Watcher>>;

  void forget_those_over();

  const std::string_view what_;
  const size_t most_;
  std::mutex mutex_;
  bool has_ended_ = false;
  List watchers_;
};

}  // namespace understudy
