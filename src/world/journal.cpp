#include "world/journal.h"

namespace understudy {

const JournalEntry& Journal::append(JournalEntry entry) {
  entry.sequence = next_++;
  if (entries_.size() == capacity_) entries_.pop_front();
  entries_.push_back(std::move(entry));
  return entries_.back();
}

std::vector<JournalEntry> Journal::after(uint64_t sequence, size_t limit) const {
  std::vector<JournalEntry> found;
  if (entries_.empty() || sequence >= entries_.back().sequence) return found;
  const uint64_t first = entries_.front().sequence;
  for (size_t i = sequence < first ? 0 : sequence - first + 1; i < entries_.size() && found.size() < limit; ++i)
    found.push_back(entries_[i]);
  return found;
}

}  // namespace understudy
