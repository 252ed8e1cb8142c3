#include "pages/style.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <string>

namespace understudy::pages {
namespace {

using Palette = std::map<std::string, unsigned long>;

/// The colours that the first `:root` after `from` names.
Palette palette_after(std::string_view from) {
  const std::string_view css(style);
  auto rest = css.substr(css.find(from));
  rest = rest.substr(rest.find(":root {"));
  rest = rest.substr(0, rest.find('}'));
  Palette palette;
  for (size_t at = rest.find("--"); at != std::string_view::npos; at = rest.find("--", at + 2)) {
    const size_t colon = rest.find(": #", at);
    palette[std::string(rest.substr(at + 2, colon - at - 2))] =
        std::stoul(std::string(rest.substr(colon + 3, 6)), nullptr, 16);
  }
  return palette;
}

/// WCAG 2.2: the relative luminance of an sRGB colour.
double luminance(unsigned long colour) {
  const auto linear = [&](unsigned shift) {
    const double part = static_cast<double>(colour >> shift & 0xFFU) / 255;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
}

double contrast(unsigned long a, unsigned long b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

TEST(Style, HasTheContrastOfAA) {
  EXPECT_NEAR(contrast(0xFFFFFF, 0x000000), 21, 0.001);
  EXPECT_NEAR(contrast(0x777777, 0xFFFFFF), 4.48, 0.01);
  struct Row {
    const char* upon;
    const char* colour;
    double least;  ///< 4.5 for text, 3 for what only tells where something is
  };
  constexpr Row rows[] = {
      {"page", "text", 4.5},  {"page", "muted", 4.5},  {"page", "accent", 4.5},      {"card", "text", 4.5},
      {"card", "muted", 4.5}, {"card", "accent", 4.5}, {"accent", "on-accent", 4.5}, {"card", "field", 3},
      {"page", "field", 3},   {"page", "wrong", 3},    {"card", "wrong", 3},
  };
  for (const char* scheme : {":root", "@media (prefers-color-scheme: dark)"}) {
    const auto palette = palette_after(scheme);
    ASSERT_EQ(palette.size(), 9U) << scheme;
    for (const auto& row : rows)
      EXPECT_GE(contrast(palette.at(row.upon), palette.at(row.colour)), row.least)
          << scheme << ": " << row.colour << " upon " << row.upon;
  }
}

/// Every colour has a name, so that the test above speaks for all of them.
TEST(Style, NamesItsColours) {
  std::string_view css(style);
  css = css.substr(css.find("* {"));
  EXPECT_EQ(css.find('#'), std::string_view::npos);
  EXPECT_EQ(css.find("rgb"), std::string_view::npos);
}

}  // namespace understudy::pages
