// Everything that one test can see: clock, ids, directory, tokens, keys in use, mailbox, journal. Worlds share nothing
// that can change; what they do share (seed, keys) is handed in.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "crypto/known_tokens.h"
#include "crypto/seeded_keys.h"
#include "world/clock.h"
#include "world/ids.h"
#include "world/journal.h"
#include "world/mailbox.h"
#include "world/part.h"
#include "world/seed.h"
#include "world/sign_in.h"
#include "world/table.h"
#include "world/watchers.h"

namespace understudy {

extern template class Table<Tenant>;
extern template class Table<Role>;
extern template class Table<User>;
extern template class Table<SignInAttempt>;

/// Bounds of one world; stated in docs/limits.md.
struct WorldLimits {
  size_t journal_entries = 1000;
  size_t mails = 1000;
  size_t access_tokens = 10'000;  ///< of each emulated system, beyond the fixture's own; the oldest goes
  size_t sessions = 10'000;       ///< of each emulated system; the one renewed longest ago goes
  size_t sign_ins = 10'000;       ///< sign-ins under way; the oldest goes
  size_t watchers = 32;           ///< requests that wait on the journal, and as many on the mailbox
};

/// What an emulated system begins a world with.
using BeginPart = std::unique_ptr<Part> (*)(const Seed& seed);

/// What all worlds of a server stand on. Outlives them.
struct Ground {
  std::shared_ptr<const Seed> seed;
  crypto::SeededKeys& keys;
  crypto::KnownTokens& known_tokens;
  TimeSource machine;
  WorldLimits limits;
  std::vector<BeginPart> parts{};
};

/// Which generations of a key a world publishes; it signs with the newest.
struct KeyGenerations {
  int oldest = 0;
  int newest = 0;
};

/// The part of a world that changes, touched only inside World::step.
struct WorldState {
  Clock clock;
  Instant started;  ///< by that clock; what the seed leaves relative counts from here
  Ids ids;
  Table<Tenant> tenants;
  Table<Role> roles;
  Table<User> users;
  Table<SignInAttempt> sign_ins;
  std::map<std::string, KeyGenerations, std::less<>> keys;  ///< by label; absent: the first generation alone
  Journal journal;
  Mailbox mailbox;
  Parts parts;  ///< what emulated systems keep for themselves
};

class World {
 public:
  World(const Ground& ground, std::string name, std::string notice = "");

  const std::string& name() const { return name_; }
  const Seed& seed() const { return *ground_.seed; }
  const WorldLimits& limits() const { return ground_.limits; }
  /// What a caller should know about this world ("it was dropped and begins anew"); empty mostly.
  const std::string& notice() const { return notice_; }

  /// Runs one complete step on the state, alone: `change(WorldState&)`. It must be short: no signing, hashing of
  /// passwords, waiting or talking to a network in there, and what it returns must not point into the state. Where it
  /// appended mail, those who watch the mailbox are told once it is done.
  template <class Change>
  auto step(Change change) {
    const Step step(*this);
    return change(state_);
  }

  /// How often the world was locked, by steps and by what else needs it alone.
  uint64_t turns() const;

  /// While there is one, every step that this thread takes in that world happens at one time: a request's.
  class Moment {
   public:
    Moment(const World& world, Instant time);
    ~Moment();
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

   private:
    friend class World;
    const World& world_;
    const Instant time_;
    const Moment* const outer_;
  };

  /// True while the calling thread is inside a step of this world.
  bool is_in_step() const { return holder_.load(std::memory_order_relaxed) == std::this_thread::get_id(); }

  Instant now() {
    return step([](WorldState& state) { return state.clock.now(); });
  }

  /// Of keys and secrets of that label: those from the oldest to the newest are good.
  KeyGenerations key_generations(std::string_view label);
  /// The published keys of a label, the signing one last. May take as long as making an RSA key.
  std::vector<crypto::Key> keys(std::string_view label);
  crypto::Key signing_key(std::string_view label);

  crypto::KnownTokens& known_tokens() { return ground_.known_tokens; }

  /// Bytes prepared once and kept until the keys change. `make` runs outside the lock, perhaps more than once.
  std::shared_ptr<const std::string> prepared(std::string_view name, const std::function<std::string()>& make);

  enum class Rotation { keep_old_keys, drop_old_keys };
  void rotate_key(std::string_view label, Rotation rotation);

  /// Writes an entry and tells those who watch the journal.
  void record(JournalEntry entry);

  // Whoever watches hears of all that comes from now on. Both throw Refusal{limit_reached} where too many watch.
  void watch_journal(Watcher watcher) { journal_watchers_.add(std::move(watcher)); }
  void watch_mailbox(Watcher watcher) { mailbox_watchers_.add(std::move(watcher)); }
  /// Tells all watchers that this world is over: dropped, or replaced by a fresh one.
  void end();

 private:
  class Step {
   public:
    explicit Step(World& world);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    World& world_;
    std::unique_lock<std::mutex> turn_;
    const uint64_t last_mail_;
  };

  std::unique_lock<std::mutex> take_turn();
  /// The time of this thread's moment in that world, if it has one.
  static std::optional<Instant> held_time(const World& world);

  const Ground& ground_;
  const std::string name_;
  const std::string notice_;
  mutable std::mutex mutex_;
  uint64_t turns_ = 0;
  std::atomic<std::thread::id> holder_;
  WorldState state_;
  std::map<std::string, std::shared_ptr<const std::string>, std::less<>> prepared_;
  uint64_t key_changes_ = 0;
  Watchers journal_watchers_;
  Watchers mailbox_watchers_;
};

}  // namespace understudy
