#include "world/part.h"

#include <gtest/gtest.h>

#include "world/table.h"

namespace understudy {
namespace {

struct Row {
  std::string id;
};

std::vector<std::string> lookups(const Row& /*row*/) { return {}; }

struct Letters : PartOf<Letters> {
  Table<Row> rows{TableBase<Row>()};
};

struct Numbers : PartOf<Numbers> {
  int count = 0;
};

template <class P>
std::unique_ptr<P> part(P value = {}) {
  return std::make_unique<P>(std::move(value));
}

}  // namespace

TEST(Parts, AreFoundByTheirType) {
  Parts parts;
  EXPECT_EQ(parts.find<Numbers>(), nullptr);
  EXPECT_THROW(parts.of<Numbers>(), std::logic_error);
  parts.put(part<Letters>());
  parts.put(part<Numbers>());
  parts.of<Numbers>().count = 7;
  EXPECT_EQ(std::as_const(parts).of<Numbers>().count, 7);
  parts.put(part<Numbers>());
  EXPECT_EQ(parts.of<Numbers>().count, 0) << "one takes the place of another";
}

TEST(Parts, AreCopiedWhole) {
  Parts parts;
  parts.put(part<Letters>());
  parts.of<Letters>().rows.put({"a"});
  Parts copy = parts;
  parts.of<Letters>().rows.put({"b"});
  copy.of<Letters>().rows.erase("a");
  EXPECT_NE(parts.of<Letters>().rows.find("a"), nullptr);
  EXPECT_EQ(copy.of<Letters>().rows.size(), 0U);
  copy = parts;
  EXPECT_EQ(copy.of<Letters>().rows.size(), 2U);
}

}  // namespace understudy
