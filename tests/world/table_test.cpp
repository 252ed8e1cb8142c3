#include "world/table.h"

#include <gtest/gtest.h>

namespace understudy {
namespace {

struct Row {
  static constexpr Lookup<Row> by_word{"word"};
  static constexpr Lookup<Row> by_kind{"kind"};
  std::string id;
  std::string word;
};

std::vector<std::string> lookups(const Row& row) { return {Row::by_word.of(row.word), Row::by_kind.of("row")}; }

std::string ids(const Table<Row>& table) {
  std::string text;
  for (const Row* row : table.find_all(Row::by_kind, "row")) text += row->id + ":" + row->word + " ";
  return text;
}

std::string found(const Table<Row>& table, std::string_view word) {
  std::string text;
  for (const Row* row : table.find_all(Row::by_word, word)) text += row->id + " ";
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

TEST(Table, LetsTheOldestAddedRowsGoWhereThereAreTooMany) {
  Table<Row> table(base());
  for (const char* id : {"d", "e", "f"}) table.put_among({id, "x"}, 2);
  EXPECT_EQ(ids(table), "a:x b:y c:x e:x f:x ");
  table.put_among({"e", "y"}, 2);
  table.put_among({"a", "y"}, 2);
  EXPECT_EQ(ids(table), "a:y b:y c:x e:y f:x ") << "neither is one more";
  table.put_among({"g", "x"}, 0);
  EXPECT_EQ(ids(table), "a:y b:y c:x g:x ");
}

TEST(Table, ChangesOneRowOrAllThatAreMeant) {
  Table<Row> table(base());
  table.put({"d", "x"});
  EXPECT_TRUE(table.change("b", [](Row& row) { row.word = "x"; }));
  EXPECT_FALSE(table.change("nobody", [](Row& row) { row.word = "x"; }));
  const auto is_not_c = [](const Row& row) { return row.id != "c"; };
  EXPECT_EQ(table.change_all(Row::by_word, "x", is_not_c, [](Row& row) { row.word = "y"; }), 3U);
  EXPECT_EQ(ids(table), "a:y b:y c:x d:y ");
  EXPECT_EQ(found(table, "y"), "a b d ");
  EXPECT_EQ(table.erase_all(Row::by_word, "y"), 3U);
  EXPECT_EQ(table.erase_all(Row::by_word, "y"), 0U);
  EXPECT_EQ(ids(table), "c:x ");
}

TEST(Table, IsCopiedWhole) {
  Table<Row> table(base());
  table.put({"d", "x"});
  table.put({"a", "y"});
  table.erase("b");
  Table<Row> copy = table;
  table.put({"d", "changed"});
  table.put({"e", "x"});
  table.erase("a");
  EXPECT_EQ(ids(copy), "a:y c:x d:x ");
  EXPECT_EQ(copy.find("d")->word, "x");
  copy.put({"f", "x"});
  copy.erase("d");
  EXPECT_EQ(ids(copy), "a:y c:x f:x ");
  EXPECT_EQ(ids(table), "c:x d:changed e:x ");
  EXPECT_EQ(found(copy, "x"), "c f ");
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
