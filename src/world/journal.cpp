#include "world/journal.h"

#include <algorithm>

namespace understudy {

std::vector<JournalEntry> Journal::after(uint64_t sequence, size_t limit) const {
  std::vector<JournalEntry> found;
  if (sequence >= last_sequence()) return found;
  for (uint64_t wanted = std::max(sequence + 1, entries_.first()); wanted <= last_sequence(); ++wanted) {
    if (found.size() == limit) break;
    found.push_back(entries_.at(wanted));
  }
  return found;
}

}  // namespace understudy
