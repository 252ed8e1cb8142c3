#include "world/table.h"

#include <gtest/gtest.h>

namespace understudy {
namespace {

struct Row {
  std::string id;
  std::string word;
};

std::vector<std::string> lookups(const Row& row) { return {row.word, "row"}; }

std::string ids(const Table<Row>& table) {
  std::string text;
  for (const Row* row : table.find_all("row")) text += row->id + ":" + row->word + " ";
  return text;
}

std::string found(const Table<Row>& table, std::string_view word) {
  std::string text;
  for (const Row* row : table.find_all(word)) text += row->id + " ";
  return text;
}

TableBase<Row> base() { return TableBase<Row>({{"a", "x"}, {"b", "y"}, {"c", "x"}}); }

}  // namespace

TEST(Table, KeepsInsertionOrderThroughEveryChange) {
  Table<Row> table(base());
  table.put({"d", "x"});
  table.put({"b", "x"});
  EXPECT_TRUE(table.erase("a"));
  table.put({"e", "z"});
  EXPECT_EQ(ids(table), "b:x c:x d:x e:z ");
  table.put({"a", "new"});
  EXPECT_EQ(ids(table), "a:new b:x c:x d:x e:z ");
  EXPECT_EQ(table.size(), 5U);
}

TEST(Table, FindsByIdAndByWord) {
  Table<Row> table(base());
  EXPECT_EQ(found(table, "x"), "a c ");
  table.put({"a", "y"});
  EXPECT_EQ(found(table, "x"), "c ");
  EXPECT_EQ(found(table, "y"), "a b ");
  table.put({"d", "y"});
  table.put({"a", "x"});
  EXPECT_EQ(found(table, "y"), "b d ");
  EXPECT_EQ(found(table, "x"), "a c ");
  table.erase("d");
  table.erase("b");
  EXPECT_EQ(found(table, "y"), "");
  EXPECT_EQ(table.find("b"), nullptr);
  EXPECT_EQ(table.find("c")->word, "x");
}

TEST(Table, KeepsARowsPlaceAmongThoseOfItsWord) {
  Table<Row> table(base());
  for (const char* id : {"d", "e", "f"}) table.put({id, "x"});
  table.put({"d", "x"});
  table.put({"a", "x"});
  table.put({"a", "x"});
  EXPECT_EQ(found(table, "x"), "a c d e f ");
}

TEST(Table, NeverChangesItsBase) {
  const auto shared = base();
  Table<Row> one(shared);
  one.put({"a", "changed"});
  one.erase("b");
  one.put({"z", "x"});
  EXPECT_EQ(ids(Table<Row>(shared)), "a:x b:y c:x ");
}

TEST(Table, SaysWhetherAnythingWasErased) {
  Table<Row> table(base());
  EXPECT_TRUE(table.erase("a"));
  EXPECT_FALSE(table.erase("a"));
  EXPECT_FALSE(table.erase("nobody"));
  EXPECT_EQ(table.size(), 2U);
}

TEST(Table, LetsTheOldestAddedRowGo) {
  Table<Row> table(base());
  EXPECT_FALSE(table.erase_oldest_added());
  table.put({"d", "x"});
  table.put({"e", "x"});
  EXPECT_TRUE(table.erase_oldest_added());
  EXPECT_EQ(ids(table), "a:x b:y c:x e:x ");
}

TEST(Table, StaysSmallWhileRowsComeAndGoBehindOneThatStays) {
  Table<Row> table(base());
  table.put({"stays", "x"});
  for (int i = 0; i < 10'000; ++i) {
    table.put({std::to_string(i), "y"});
    EXPECT_TRUE(table.erase(std::to_string(i)));
  }
  table.put({"last", "z"});
  EXPECT_EQ(ids(table), "a:x b:y c:x stays:x last:z ");
  EXPECT_EQ(table.find("stays")->word, "x");
  EXPECT_EQ(table.find("last")->word, "z");
  EXPECT_EQ(table.added(), 2U);
}

}  // namespace understudy
