#include "world/worlds.h"

#include <algorithm>
#include <iterator>

#include "base/heap.h"
#include "base/text.h"

namespace understudy {

namespace {

/// 1 to 63 characters of a-z, 0-9 and hyphen.
bool is_world_name(std::string_view name) {
  if (name.empty() || name.size() > 63) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// Fewer worlds than these leave too little behind to be worth a look.
constexpr size_t worth_a_trim = 64;

Refusal wrong_name(Reason reason, std::string_view name) {
  return {reason, "a world's name has 1 to 63 characters of a-z, 0-9 and hyphen", "", std::string(shorten(name, 80))};
}

std::string how_to_make(std::string_view name) {
  return cat({"POST /_understudy/v1/worlds {\"name\":\"", name, "\"}"});
}

}  // namespace

Worlds::Worlds(Ground ground, WorldsOptions options) : ground_(std::move(ground)), options_(std::move(options)) {
  Gone none;
  open(default_world, none);
}

std::shared_ptr<World> Worlds::make_world(std::string_view name) {
  std::string notice;
  if (const auto dropped = drops_by_name_.find(name); dropped != drops_by_name_.end()) {
    notice = "this world begins anew: " + to_text(dropped->second->why);
    forget(dropped->second);
  }
  return std::make_shared<World>(ground_, std::string(name), std::move(notice));
}

void Worlds::use(Places::iterator place) {
  place->last_named = options_.elapsed();
  places_.splice(places_.end(), places_, place);
}

bool Worlds::is_idle(const Place& place) const {
  return place.name != default_world && options_.elapsed() - place.last_named >= options_.idle;
}

std::shared_ptr<World> Worlds::enter_existing(std::string_view name) {
  const auto found = places_by_name_.find(name);
  if (found == places_by_name_.end() || is_idle(*found->second)) return nullptr;
  use(found->second);
  return found->second->world;
}

std::shared_ptr<World> Worlds::enter(std::string_view name) {
  if (auto world = find(name)) return world;
  if (!is_world_name(name)) throw wrong_name(Reason::unknown_world, name);
  if (options_.admission == Admission::when_named) return make(name).world;
  throw not_created(name);
}

std::string Worlds::why_missing(std::string_view name) {
  Gone gone;
  std::unique_lock lock(mutex_);
  drop_idle(gone);
  const auto dropped = drops_by_name_.find(name);
  std::string why = dropped == drops_by_name_.end() ? std::string() : to_text(dropped->second->why);
  lock.unlock();
  end(std::move(gone));
  return why;
}

Refusal Worlds::not_created(std::string_view name) {
  const auto why = why_missing(name);
  return Refusal{Reason::unknown_world, "a world must be created before it is named (--strict-worlds)",
                 how_to_make(name), why.empty() ? "nobody created it" : why};
}

Refusal Worlds::unknown(std::string_view name) {
  if (!is_world_name(name)) return wrong_name(Reason::unknown_world, name);
  auto why = why_missing(name);
  constexpr size_t most_compared = 1000;
  auto known = names();
  known.resize(std::min(known.size(), most_compared));
  const auto near = did_you_mean(name, {known.begin(), known.end()});
  return Refusal{Reason::unknown_world, cat({"there is no world ", name, near.empty() ? "" : "; ", near}),
                 cat({how_to_make(name), " makes it"}), std::move(why)};
}

std::shared_ptr<World> Worlds::look_up(std::string_view name) {
  if (auto world = find(name)) return world;
  throw unknown(name);
}

std::shared_ptr<World> Worlds::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  return enter_existing(name);
}

Worlds::Created Worlds::create(std::string_view name) {
  if (auto world = find(name)) return {std::move(world), false};
  if (!is_world_name(name)) throw wrong_name(Reason::invalid_request, name);
  return make(name);
}

Worlds::Created Worlds::make(std::string_view name) {
  Gone gone;
  std::unique_lock lock(mutex_);
  Created made = open(name, gone);
  lock.unlock();
  end(std::move(gone));
  return made;
}

Worlds::Created Worlds::open(std::string_view name, Gone& gone) {
  drop_idle(gone);
  // Another thread may have been quicker.
  if (auto known = enter_existing(name)) return {std::move(known), false};
  // Before another goes, since its going may take the place of what is remembered of this one.
  auto world = make_world(name);
  if (places_.size() >= options_.most)
    if (const auto oldest = first_to_go(); oldest != places_.end()) drop(oldest, Why::was_idle_longest, gone);
  const auto place = places_.insert(places_.end(), {std::string(name), std::move(world), options_.elapsed()});
  places_by_name_.emplace(place->name, place);
  most_since_trim_ = std::max(most_since_trim_, places_.size());
  return {place->world, true};
}

/// The world idle longest; the default is passed over, wherever it stands.
Worlds::Places::iterator Worlds::first_to_go() {
  const auto first = places_.begin();
  return first != places_.end() && first->name == default_world ? std::next(first) : first;
}

void Worlds::drop_idle(Gone& gone) {
  for (auto place = first_to_go(); place != places_.end() && is_idle(*place); place = first_to_go())
    drop(place, Why::was_idle, gone);
}

void Worlds::drop(Places::iterator place, Why why, Gone& gone) {
  if (drops_.size() >= options_.most) forget(drops_.begin());
  const auto drop = drops_.insert(drops_.end(), {place->name, why});
  drops_by_name_.emplace(drop->name, drop);
  take(place, gone);
}

void Worlds::take(Places::iterator place, Gone& gone) {
  gone.push_back(std::move(place->world));
  places_by_name_.erase(place->name);
  places_.erase(place);
}

void Worlds::forget(Drops::iterator drop) {
  drops_by_name_.erase(drop->name);
  drops_.erase(drop);
}

std::string Worlds::to_text(Why why) const {
  if (why == Why::was_idle) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(options_.idle).count();
    return cat({"it was dropped after ", counted(static_cast<size_t>(seconds), "idle second"), " (--world-idle)"});
  }
  return "it was dropped as the one idle longest, since at most " + std::to_string(options_.most) +
         " worlds are kept (--max-worlds)";
}

std::shared_ptr<World> Worlds::reset(std::string_view name) {
  enter(name);
  Gone gone;
  std::unique_lock lock(mutex_);
  // Between the two, it may have been dropped.
  const auto [world, is_new] = open(name, gone);
  auto fresh = world;
  if (!is_new) {
    const auto place = places_by_name_.find(name)->second;
    fresh = make_world(name);
    gone.push_back(std::exchange(place->world, fresh));
  }
  lock.unlock();
  end(std::move(gone));
  return fresh;
}

bool Worlds::remove(std::string_view name) {
  std::unique_lock lock(mutex_);
  const auto found = places_by_name_.find(name);
  if (found == places_by_name_.end()) return false;
  const auto place = found->second;
  const bool was_there = !is_idle(*place);
  Gone gone;
  if (was_there)
    take(place, gone);
  else
    drop(place, Why::was_idle, gone);
  lock.unlock();
  end(std::move(gone));
  return was_there;
}

std::vector<std::string> Worlds::names() const {
  std::vector<std::string> names;
  {
    const std::lock_guard lock(mutex_);
    names.reserve(places_.size());
    for (const auto& place : places_)
      if (!is_idle(place)) names.push_back(place.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void Worlds::end(Gone gone) {
  if (gone.empty()) return;
  for (const auto& world : gone) world->end();
  gone.clear();
  if (is_much_smaller()) give_back_free_memory();
}

/// A test run that has ended leaves its worlds' memory in pieces, of which the allocator gives nothing back by itself.
/// Halves are looked for, so that a look is paid for by the many worlds that went since the last one.
bool Worlds::is_much_smaller() {
  const std::lock_guard lock(mutex_);
  if (most_since_trim_ < worth_a_trim || places_.size() > most_since_trim_ / 2) return false;
  most_since_trim_ = places_.size();
  return true;
}

}  // namespace understudy
