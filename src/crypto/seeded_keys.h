// The RSA keys of one server, made from its seed and a label (never from the order of first use) and shared by all
// worlds. Each is made once, on first use or ahead of it in the background.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "crypto/key.h"

namespace understudy::crypto {

/// Thread-safe. Keeps the keys used last; one that was let go comes back the same.
class SeededKeys {
 public:
  /// `given` replaces the first generation of a label.
  SeededKeys(std::string seed, std::map<std::string, Key> given, size_t most_keys = 256);
  /// Waits for at most the one key that the background is making.
  ~SeededKeys();
  SeededKeys(const SeededKeys&) = delete;
  SeededKeys& operator=(const SeededKeys&) = delete;

  /// Waits while the key is being made, here or by another thread. `generation` counts rotations from 0.
  Key get(std::string_view label, int generation);

  /// Makes the first generation of these labels in the background, in this order; no more of them than are kept.
  void warm(std::vector<std::string> labels);

 private:
  using Name = std::pair<std::string_view, int>;
  struct NameOrder {
    using is_transparent = void;
    bool operator()(const Name& a, const Name& b) const { return a < b; }
  };
  struct Slot {
    std::optional<Key> key;  ///< none while a thread is making it
    uint64_t last_use = 0;
  };

  Key make(std::string_view label, int generation) const;
  void let_go_of_oldest();
  void make_queued();

  const std::string seed_;
  const std::map<std::string, Key, std::less<>> given_;
  const size_t most_keys_;

  std::mutex mutex_;
  std::condition_variable made_;
  std::map<std::pair<std::string, int>, Slot, NameOrder> slots_;
  uint64_t uses_ = 0;

  std::condition_variable queue_changed_;
  std::deque<std::string> queue_;
  bool stopping_ = false;
  std::thread background_;
};

}  // namespace understudy::crypto
