#include "crypto/seeded_keys.h"

#include <algorithm>
#include <exception>
#include <system_error>

#include "base/text.h"

namespace understudy::crypto {

SeededKeys::SeededKeys(std::string seed, std::map<std::string, Key> given, size_t most_keys)
    : seed_(std::move(seed)), given_(given.begin(), given.end()), most_keys_(most_keys) {}

SeededKeys::~SeededKeys() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  queue_changed_.notify_all();
  if (background_.joinable()) background_.join();
}

Key SeededKeys::get(std::string_view label, int generation) {
  if (generation == 0)
    if (const auto found = given_.find(label); found != given_.end()) return found->second;

  std::unique_lock lock(mutex_);
  for (auto found = slots_.find(Name(label, generation)); found != slots_.end();
       found = slots_.find(Name(label, generation))) {
    if (found->second.key) {
      found->second.last_use = ++uses_;
      return *found->second.key;
    }
    made_.wait(lock);
  }
  // The empty slot tells other threads to wait. Only full ones are ever let go, so it stays until it is full.
  const auto slot = slots_.emplace(std::pair(std::string(label), generation), Slot{}).first;
  lock.unlock();
  std::optional<Key> key;
  try {
    key = make(label, generation);
  } catch (...) {
    lock.lock();
    slots_.erase(slot);
    made_.notify_all();
    throw;
  }
  lock.lock();
  slot->second = {key, ++uses_};
  let_go_of_oldest();
  made_.notify_all();
  return *key;
}

Key SeededKeys::make(std::string_view label, int generation) const {
  // Each length is given, so that no two of (seed, label, generation) read the same.
  return Key::rsa_from_seed(cat({std::to_string(seed_.size()), ":", seed_, ",", std::to_string(label.size()), ":",
                                 label, ",", std::to_string(generation)}));
}

void SeededKeys::let_go_of_oldest() {
  if (slots_.size() <= most_keys_) return;
  const auto age = [](const auto& slot) { return slot.second.key ? slot.second.last_use : UINT64_MAX; };
  slots_.erase(
      std::min_element(slots_.begin(), slots_.end(), [&](const auto& a, const auto& b) { return age(a) < age(b); }));
}

void SeededKeys::warm(std::vector<std::string> labels) {
  const std::lock_guard lock(mutex_);
  for (auto& label : labels)
    if (queue_.size() < most_keys_) queue_.push_back(std::move(label));
  try {
    if (!background_.joinable()) background_ = std::thread([this] { make_queued(); });
  } catch (const std::system_error&) {
    // No thread is to be had: each key is made on first use.
    queue_.clear();
  }
  queue_changed_.notify_all();
}

void SeededKeys::make_queued() {
  std::unique_lock lock(mutex_);
  for (;;) {
    queue_changed_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const std::string label = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    try {
      get(label, 0);
    } catch (const std::exception&) {
      // Whoever needs the key will try again, and can say that it failed.
    }
    lock.lock();
  }
}

}  // namespace understudy::crypto
