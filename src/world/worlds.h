// All worlds of one server by name. A world comes into being when it is first named, or, in a strict house, when it is
// created; the ones idle longest go when a bound is reached, never "default".
#pragma once

#include <deque>
#include <memory>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/refusal.h"
#include "world/world.h"

namespace understudy {

enum class Admission {
  when_named,   ///< naming a world makes it
  when_created  ///< --strict-worlds: the control API makes it
};

struct WorldsOptions {
  Admission admission = Admission::when_named;
  size_t most = 10'000;
  Milliseconds idle = std::chrono::hours(1);  ///< real time
  std::function<Milliseconds()> elapsed;      ///< real time since any fixed point, never going back
};

constexpr std::string_view default_world = "default";

/// 1 to 63 characters of a-z, 0-9 and hyphen.
bool is_world_name(std::string_view name);

/// Thread-safe.
class Worlds {
 public:
  Worlds(Ground ground, WorldsOptions options);

  /// The world a request named. Throws Refusal{unknown_world} for a name that cannot be one, or that nobody created
  /// where creation is asked for.
  std::shared_ptr<World> enter(std::string_view name);

  struct Created {
    std::shared_ptr<World> world;
    bool is_new;
  };
  Created create(std::string_view name);
  /// The world if it is there; null otherwise.
  std::shared_ptr<World> find(std::string_view name);
  /// The world if it is there. Throws what `unknown` gives otherwise.
  std::shared_ptr<World> look_up(std::string_view name);
  /// How who names a world that is not there is told so: why it went, which names are near, how it is made.
  Refusal unknown(std::string_view name);
  /// A fresh world of that name takes the place of the old one.
  std::shared_ptr<World> reset(std::string_view name);
  bool remove(std::string_view name);
  /// In order of name.
  std::vector<std::string> names() const;

  const Ground& ground() const { return ground_; }

 private:
  struct Place {
    std::shared_ptr<World> world;
    std::shared_ptr<std::atomic<Milliseconds::rep>> last_named;
  };
  using Places = std::unordered_map<std::string, Place, TextHash, std::equal_to<>>;

  std::shared_ptr<World> enter_existing(std::string_view name);
  Refusal not_created(std::string_view name);
  std::string why_missing(std::string_view name);
  Created open(std::string_view name);
  Place make_place(std::string_view name);
  Places::iterator oldest_place();
  // Worlds that go are gathered, and end once the lock is released: their watchers may take long.
  using Gone = std::vector<std::shared_ptr<World>>;
  Created open_locked(std::string_view name, Gone& gone);
  void drop_idle(Gone& gone);
  void drop(Places::iterator place, std::string why, Gone& gone);
  static void end(const Gone& gone);
  bool is_idle(const Place& place) const;

  const Ground ground_;
  const WorldsOptions options_;
  mutable std::shared_mutex mutex_;
  Places places_;
  // Names of dropped worlds and why they went, the newest `most`: who names one again is told.
  std::deque<std::string> dropped_order_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> dropped_;
};

}  // namespace understudy
