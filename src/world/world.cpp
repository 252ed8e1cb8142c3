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
          Mailbox(ground.limits.mails),
          std::move(parts)};
}

thread_local const World::Moment* this_moment = nullptr;

}  // namespace

World::World(const Ground& ground, std::string name, std::string notice)
    : ground_(ground),
      name_(std::move(name)),
      notice_(std::move(notice)),
      state_(begin(ground, name_)),
      journal_watchers_("journal", ground.limits.watchers),
      mailbox_watchers_("mailbox", ground.limits.watchers) {}

World::Step::Step(World& world)
    : world_(world), turn_(world.take_turn()), last_mail_(world.state_.mailbox.last_sequence()) {
  world_.holder_.store(std::this_thread::get_id(), std::memory_order_relaxed);
  world_.state_.clock.hold(held_time(world));
}

World::Step::~Step() {
  const bool has_mail = world_.state_.mailbox.last_sequence() != last_mail_;
  world_.state_.clock.hold(std::nullopt);
  world_.holder_.store({}, std::memory_order_relaxed);
  turn_.unlock();
  if (has_mail) world_.mailbox_watchers_.tell();
}

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
  {
    const auto turn = take_turn();
    state_.journal.append(std::move(entry));
  }
  journal_watchers_.tell();
}

void World::end() {
  journal_watchers_.end();
  mailbox_watchers_.end();
}

}  // namespace understudy
