#include "world/worlds.h"

#include <algorithm>

#include "base/text.h"

namespace understudy {

namespace {

Refusal wrong_name(Reason reason, std::string_view name) {
  return {reason, "a world's name has 1 to 63 characters of a-z, 0-9 and hyphen", "", std::string(shorten(name, 80))};
}

std::string how_to_make(std::string_view name) {
  return cat({"POST /_understudy/v1/worlds {\"name\":\"", name, "\"}"});
}

}  // namespace

bool is_world_name(std::string_view name) {
  if (name.empty() || name.size() > 63) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Worlds::Worlds(Ground ground, WorldsOptions options) : ground_(std::move(ground)), options_(std::move(options)) {
  places_.emplace(default_world, make_place(default_world));
}

Worlds::Place Worlds::make_place(std::string_view name) {
  std::string notice;
  if (const auto dropped = dropped_.find(name); dropped != dropped_.end()) {
    notice = "this world begins anew: " + dropped->second;
    std::erase(dropped_order_, dropped->first);
    dropped_.erase(dropped);
  }
  return {std::make_shared<World>(ground_, std::string(name), std::move(notice)),
          std::make_shared<std::atomic<Milliseconds::rep>>(options_.elapsed().count())};
}

bool Worlds::is_idle(const Place& place) const {
  return place.world->name() != default_world &&
         options_.elapsed() - Milliseconds(place.last_named->load(std::memory_order_relaxed)) >= options_.idle;
}

std::shared_ptr<World> Worlds::enter_existing(std::string_view name) {
  const std::shared_lock lock(mutex_);
  const auto place = places_.find(name);
  if (place == places_.end() || is_idle(place->second)) return nullptr;
  place->second.last_named->store(options_.elapsed().count(), std::memory_order_relaxed);
  return place->second.world;
}

std::shared_ptr<World> Worlds::enter(std::string_view name) {
  if (auto world = enter_existing(name)) return world;
  if (!is_world_name(name)) throw wrong_name(Reason::unknown_world, name);
  if (options_.admission == Admission::when_named) return open(name).world;
  throw not_created(name);
}

std::string Worlds::why_missing(std::string_view name) {
  Gone gone;
  std::unique_lock lock(mutex_);
  drop_idle(gone);
  const auto dropped = dropped_.find(name);
  std::string why = dropped == dropped_.end() ? std::string() : dropped->second;
  lock.unlock();
  end(gone);
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
  if (auto world = enter_existing(name)) return world;
  throw unknown(name);
}

std::shared_ptr<World> Worlds::find(std::string_view name) { return enter_existing(name); }

Worlds::Created Worlds::create(std::string_view name) {
  if (auto world = enter_existing(name)) return {std::move(world), false};
  if (!is_world_name(name)) throw wrong_name(Reason::invalid_request, name);
  return open(name);
}

Worlds::Created Worlds::open(std::string_view name) {
  Gone gone;
  std::unique_lock lock(mutex_);
  Created opened = open_locked(name, gone);
  lock.unlock();
  end(gone);
  return opened;
}

void Worlds::end(const Gone& gone) {
  for (const auto& world : gone) world->end();
}

Worlds::Created Worlds::open_locked(std::string_view name, Gone& gone) {
  drop_idle(gone);
  // Another thread may have been quicker.
  if (const auto place = places_.find(name); place != places_.end()) return {place->second.world, false};
  if (places_.size() >= options_.most) {
    if (const auto oldest = oldest_place(); oldest != places_.end())
      drop(oldest,
           "it was dropped as the one idle longest, since at most " + std::to_string(options_.most) +
               " worlds are kept (--max-worlds)",
           gone);
  }
  return {places_.emplace(name, make_place(name)).first->second.world, true};
}

Worlds::Places::iterator Worlds::oldest_place() {
  // The name decides between worlds named in the same millisecond, since the order of a hash table is nobody's.
  const auto age = [](const Places::value_type& place) {
    return std::pair(place.second.last_named->load(), std::string_view(place.first));
  };
  auto oldest = places_.end();
  for (auto place = places_.begin(); place != places_.end(); ++place) {
    if (place->first == default_world) continue;
    if (oldest == places_.end() || age(*place) < age(*oldest)) oldest = place;
  }
  return oldest;
}

void Worlds::drop_idle(Gone& gone) {
  for (auto place = places_.begin(); place != places_.end();) {
    const auto current = place++;
    if (!is_idle(current->second)) continue;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(options_.idle).count();
    drop(current, "it was dropped after " + counted(static_cast<size_t>(seconds), "idle second") + " (--world-idle)",
         gone);
  }
}

void Worlds::drop(Places::iterator place, std::string why, Gone& gone) {
  gone.push_back(place->second.world);
  if (dropped_.size() >= options_.most) {
    dropped_.erase(dropped_order_.front());
    dropped_order_.pop_front();
  }
  dropped_order_.push_back(place->first);
  dropped_.emplace(place->first, std::move(why));
  places_.erase(place);
}

std::shared_ptr<World> Worlds::reset(std::string_view name) {
  const auto old = enter(name);
  std::unique_lock lock(mutex_);
  auto fresh = make_place(name);
  auto world = fresh.world;
  places_.insert_or_assign(std::string(name), std::move(fresh));
  lock.unlock();
  old->end();
  return world;
}

bool Worlds::remove(std::string_view name) {
  std::unique_lock lock(mutex_);
  const auto place = places_.find(name);
  if (place == places_.end()) return false;
  const auto world = place->second.world;
  places_.erase(place);
  lock.unlock();
  world->end();
  return true;
}

std::vector<std::string> Worlds::names() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, place] : places_)
    if (!is_idle(place)) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace understudy
