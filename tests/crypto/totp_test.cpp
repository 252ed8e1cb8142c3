#include "crypto/totp.h"

#include <gtest/gtest.h>

namespace understudy::crypto {

TEST(Totp, MatchesRfc6238) {
  // Appendix B has eight digits, of which six are the last ones.
  const struct {
    int64_t seconds;
    int64_t step;
    std::string_view password;
  } rows[] = {
      {59, 0x1, "287082"},
      {1111111109, 0x23523EC, "081804"},
      {1111111111, 0x23523ED, "050471"},
      {1234567890, 0x273EF07, "005924"},
      {2000000000, 0x3F940AA, "279037"},
      {20000000000, 0x27BC86AA, "353130"},
  };
  for (const auto& row : rows) {
    const Instant time{Milliseconds(row.seconds * 1000)};
    EXPECT_EQ(totp_step(time), row.step) << row.seconds;
    EXPECT_EQ(totp("12345678901234567890", totp_step(time)), row.password) << row.seconds;
  }
}

TEST(Totp, MatchesTheCountersOfRfc4226) {
  constexpr std::string_view passwords[] = {"755224", "287082", "359152", "969429", "338314",
                                            "254676", "287922", "162583", "399871", "520489"};
  int64_t step = 0;
  for (const auto password : passwords) EXPECT_EQ(totp("12345678901234567890", step++), password);
}

TEST(Totp, HasStepsOfThirtySeconds) {
  const auto step_of = [](int64_t milliseconds) { return totp_step(Instant{Milliseconds(milliseconds)}); };
  EXPECT_EQ(step_of(0), 0);
  EXPECT_EQ(step_of(29'999), 0);
  EXPECT_EQ(step_of(30'000), 1);
  EXPECT_EQ(step_of(59'999), 1);
}

}  // namespace understudy::crypto
