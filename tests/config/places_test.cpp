#include "config/places.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "config/document.h"

namespace understudy::config {

namespace {

Node read(const std::string& text) {
  const std::vector<Source> sources{{"a.yaml", text}};
  ComplaintBook book(sources);
  auto node = read_document(sources, 0, book);
  EXPECT_TRUE(book.is_empty()) << text;
  return node ? std::move(*node) : Node();
}

/// "1:4 tenants[0].name"
std::string told(const Places& places, std::string_view way) {
  const auto spot = places.of(way);
  return cat({std::to_string(spot.place.line), ":", std::to_string(spot.place.column), " ", spot.path});
}

}  // namespace

TEST(Places, AreThoseOfWhatIsSaid) {
  Places places;
  places.note(read("hooks: {sign_up: a}\nrefuse:\n  - match: b\n  - match: c\n\"a b\": {x: y}\n"), "tenants[0]");
  EXPECT_EQ(told(places, "hooks"), "1:8 tenants[0].hooks");
  EXPECT_EQ(told(places, "hooks.sign_up"), "1:18 tenants[0].hooks.sign_up");
  EXPECT_EQ(told(places, "refuse[1].match"), "4:12 tenants[0].refuse[1].match");
  EXPECT_EQ(told(places, "[\"a b\"].x"), "5:12 tenants[0][\"a b\"].x");
  EXPECT_EQ(told(places, ""), "1:1 tenants[0]");
  EXPECT_TRUE(places.has("hooks.sign_up"));
  EXPECT_FALSE(places.has("sign_up"));
}

TEST(Places, OfWhatIsNotSaidAreTheNearestThatWouldHoldIt) {
  Places places;
  places.note(read("hooks: {sign_up: a}\n"), "tenants[0]");
  EXPECT_EQ(told(places, "hooks.other"), "1:8 tenants[0].hooks.other");
  EXPECT_EQ(told(places, "refuse[0].match"), "1:1 tenants[0].refuse[0].match");
  EXPECT_FALSE(Places().of("hooks").is_set());
}

TEST(Places, OfALaterSourceCount) {
  Places places;
  places.note(read("a: 1\nb: 2\n"), "tenants[7]");
  places.note(read("x: 0\nb: 3\n"), "tenants[0]");
  EXPECT_EQ(told(places, "a"), "1:4 tenants[7].a");
  EXPECT_EQ(told(places, "b"), "2:4 tenants[0].b");
}

}  // namespace understudy::config
