#include "world/journal.h"

#include <algorithm>
#include <utility>

namespace understudy {

const JournalEntry& Journal::append(JournalEntry entry) {
  entry.sequence = next_++;
  if (ring_.size() < capacity_) return ring_.emplace_back(std::move(entry));
  return ring_[(entry.sequence - 1) % capacity_] = std::move(entry);
}

std::vector<JournalEntry> Journal::after(uint64_t sequence, size_t limit) const {
  std::vector<JournalEntry> found;
  if (sequence >= last_sequence()) return found;
  const uint64_t oldest = next_ - ring_.size();
  for (uint64_t wanted = std::max(sequence, oldest - 1) + 1; wanted < next_ && found.size() < limit; ++wanted)
    found.push_back(ring_[(wanted - 1) % capacity_]);
  return found;
}

}  // namespace understudy
