// All worlds of one server by name. A world comes into being when it is first named, or, in a strict house, when it is
// created; the ones idle longest go when a bound is reached, never "default". To find, make or drop one takes as long
// with ten thousand as with ten; to list them, or to say which is nearest to one that is not there, looks at all.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
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
    std::string name;
    std::shared_ptr<World> world;
    Milliseconds last_named{};
  };
  using Places = std::list<Place>;

  enum class Why { was_idle, was_idle_longest };
  struct Drop {
    std::string name;
    Why why;
  };
  using Drops = std::list<Drop>;

  // Worlds that go are gathered, and end once the lock is released: their watchers may take long.
  using Gone = std::vector<std::shared_ptr<World>>;

  // All of these ask for the lock, and none takes longer the more worlds there are.
  std::shared_ptr<World> enter_existing(std::string_view name);
  Created open(std::string_view name, Gone& gone);
  std::shared_ptr<World> make_world(std::string_view name);
  void use(Places::iterator place);
  Places::iterator first_to_go();
  void drop_idle(Gone& gone);
  void drop(Places::iterator place, Why why, Gone& gone);
  void take(Places::iterator place, Gone& gone);
  void forget(Drops::iterator drop);
  bool is_idle(const Place& place) const;
  std::string to_text(Why why) const;

  Created make(std::string_view name);
  Refusal not_created(std::string_view name);
  std::string why_missing(std::string_view name);
  void end(Gone gone);
  bool is_much_smaller();

  const Ground ground_;
  const WorldsOptions options_;
  mutable std::mutex mutex_;
  Places places_;  ///< in the order in which they were last named
  std::unordered_map<std::string_view, Places::iterator> places_by_name_;
  Drops drops_;  ///< the newest `most`, in order: who names one of them again is told
  std::unordered_map<std::string_view, Drops::iterator> drops_by_name_;
  size_t most_since_trim_ = 1;
};

}  // namespace understudy
