#include "world/journal.h"

#include <gtest/gtest.h>

namespace understudy {
namespace {

Journal filled(size_t capacity, int count) {
  Journal journal(capacity);
  for (int i = 1; i <= count; ++i) {
    JournalEntry entry;
    entry.path = "/" + std::to_string(i);
    journal.append(std::move(entry));
  }
  return journal;
}

std::string paths(const std::vector<JournalEntry>& entries) {
  std::string text;
  for (const auto& entry : entries) text += entry.path;
  return text;
}

}  // namespace

TEST(Journal, KeepsTheNewestEntries) {
  const Journal journal = filled(3, 5);
  EXPECT_EQ(paths(journal.after(0, 100)), "/3/4/5");
  EXPECT_EQ(journal.last_sequence(), 5U);
  EXPECT_EQ(paths(journal.after(3, 100)), "/4/5");
  EXPECT_EQ(paths(journal.after(1, 2)), "/3/4") << "what has gone is passed over";
  EXPECT_EQ(paths(filled(3, 3).after(0, 100)), "/1/2/3");
  EXPECT_EQ(paths(filled(1, 7).after(0, 100)), "/7");
}

TEST(Journal, IsReadOnFromAnySequence) {
  const Journal journal = filled(10, 5);
  EXPECT_EQ(paths(journal.after(3, 100)), "/4/5");
  EXPECT_EQ(paths(journal.after(0, 2)), "/1/2");
  EXPECT_EQ(paths(journal.after(5, 2)), "");
  EXPECT_EQ(paths(journal.after(99, 2)), "");
  EXPECT_EQ(paths(journal.after(UINT64_MAX, 2)), "");
  EXPECT_EQ(paths(Journal(3).after(0, 2)), "");
}

}  // namespace understudy
