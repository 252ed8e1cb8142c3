#include "world/world.h"

#include "base/refusal.h"

namespace understudy {

template class Table<Tenant>;
template class Table<Role>;
template class Table<User>;
template class Table<SignInAttempt>;

namespace {

WorldState begin(const Ground& ground, std::string_view name) {
  const Seed& seed = *ground.seed;
  Clock clock(seed.clock, ground.machine);
  const Instant started = clock.now();
  Parts parts;
  for (const auto begin_part : ground.parts) parts.put(begin_part(seed));
  return {std::move(clock),
          started,
          Ids(seed.seed, name),
          Table(seed.tenants),
          Table(seed.roles),
          Table(seed.users),
          Table(TableBase<SignInAttempt>()),
          {},
          Journal(ground.limits.journal_entries),
          std::move(parts)};
}

thread_local const World::Moment* this_moment = nullptr;

}  // namespace

World::World(const Ground& ground, std::string name, std::string notice)
    : ground_(ground), name_(std::move(name)), notice_(std::move(notice)), state_(begin(ground, name_)) {}

std::unique_lock<std::mutex> World::take_turn() {
  std::unique_lock lock(mutex_);
  ++turns_;
  return lock;
}

uint64_t World::turns() const {
  const std::lock_guard lock(mutex_);
  return turns_;
}

World::Moment::Moment(const World& world, Instant time) : world_(world), time_(time), outer_(this_moment) {
  this_moment = this;
}

World::Moment::~Moment() { this_moment = outer_; }

std::optional<Instant> World::held_time(const World& world) {
  const Moment* moment = this_moment;
  while (moment != nullptr && &moment->world_ != &world) moment = moment->outer_;
  return moment == nullptr ? std::nullopt : std::optional(moment->time_);
}

KeyGenerations World::key_generations(std::string_view label) {
  return step([&](WorldState& state) {
    const auto known = state.keys.find(label);
    return known == state.keys.end() ? KeyGenerations{} : known->second;
  });
}

std::vector<crypto::Key> World::keys(std::string_view label) {
  const KeyGenerations published = key_generations(label);
  std::vector<crypto::Key> keys;
  for (int generation = published.oldest; generation <= published.newest; ++generation)
    keys.push_back(ground_.keys.get(label, generation));
  return keys;
}

crypto::Key World::signing_key(std::string_view label) {
  return ground_.keys.get(label, key_generations(label).newest);
}

std::shared_ptr<const std::string> World::prepared(std::string_view name, const std::function<std::string()>& make) {
  uint64_t changes = 0;
  {
    const auto turn = take_turn();
    const auto known = prepared_.find(name);
    if (known != prepared_.end()) return known->second;
    changes = key_changes_;
  }
  auto bytes = std::make_shared<const std::string>(make());
  const auto turn = take_turn();
  // Keys that changed while these bytes were made would be missing in them for ever.
  if (changes == key_changes_) prepared_.emplace(name, bytes);
  return bytes;
}

void World::rotate_key(std::string_view label, Rotation rotation) {
  const auto turn = take_turn();
  KeyGenerations& generations = state_.keys.try_emplace(std::string(label)).first->second;
  // Two are published at most, as providers do: the new key and the one it replaces.
  generations.oldest = rotation == Rotation::keep_old_keys ? generations.newest : generations.newest + 1;
  ++generations.newest;
  prepared_.clear();
  ++key_changes_;
}

void World::record(JournalEntry entry) {
  std::vector<std::shared_ptr<Watching>> watchers;
  {
    const auto turn = take_turn();
    const JournalEntry& kept = state_.journal.append(std::move(entry));
    if (watchers_.empty()) return;
    entry = kept;
    std::erase_if(watchers_, [](const auto& watching) { return watching->watcher.is_over(); });
    watchers = watchers_;
  }
  for (const auto& watching : watchers) {
    const std::lock_guard lock(watching->one_at_a_time);
    watching->watcher.hear(entry);
  }
}

void World::watch_journal(JournalWatcher watcher) {
  const auto turn = take_turn();
  std::erase_if(watchers_, [](const auto& watching) { return watching->watcher.is_over(); });
  if (watchers_.size() >= ground_.limits.journal_watchers)
    throw Refusal{
        Reason::limit_reached,
        "at most " + std::to_string(ground_.limits.journal_watchers) + " requests may wait on one world's journal", "",
        ""};
  auto watching = std::make_shared<Watching>();
  watching->watcher = std::move(watcher);
  watchers_.push_back(std::move(watching));
}

void World::end() {
  std::vector<std::shared_ptr<Watching>> watchers;
  {
    const auto turn = take_turn();
    watchers.swap(watchers_);
  }
  for (const auto& watching : watchers) watching->watcher.world_ended();
}

}  // namespace understudy
