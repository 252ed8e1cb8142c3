// What was asked of a world and what was answered: the newest entries, in a ring. Entries hold no secret, no query and
// no body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.h"
#include "base/time.h"
#include "world/ring.h"

namespace understudy {

struct JournalEntry {
  uint64_t sequence = 0;  ///< counts from 1, without gaps
  Instant time{};         ///< the world's
  std::string method;
  std::string path;            ///< within the world, at most 200 bytes
  std::string_view api;        ///< the emulated API: such as "gateway", a literal; empty where no route was found
  std::string_view operation;  ///< "createAccessToken", which outlives the world
  int status = 0;
  std::string caller;  ///< the credential's id where one was verified: "api_…"
  std::string tenant;
  /// Why it was refused, in a line: "expired; rule: …"; empty where it was not.
  std::string reason;
  /// The same whole, as far as it is fit to be kept; absent, too, where a page says so by showing itself again.
  std::optional<Refusal> refusal;
  Milliseconds::rep duration_us = 0;  ///< real time, the one thing here that does not repeat
};

/// Not synchronised: a World's mutex guards it.
class Journal {
 public:
  /// `capacity` is at least 1.
  explicit Journal(size_t capacity) : entries_(capacity) {}

  /// Numbers the entry and keeps it; the oldest goes where the ring is full.
  void append(JournalEntry entry) { entries_.append(std::move(entry)); }

  /// Entries with a sequence above `after`, oldest first, at most `limit`.
  std::vector<JournalEntry> after(uint64_t sequence, size_t limit) const;

  uint64_t last_sequence() const { return entries_.last(); }

 private:
  Ring<JournalEntry> entries_;
};

}  // namespace understudy
