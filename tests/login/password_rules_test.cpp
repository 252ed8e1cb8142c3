#include "login/password_rules.h"

#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::login {

using Fault = PasswordFault;
using Faults = std::vector<PasswordFault>;

TEST(PasswordRules, TellAllThatIsBroken) {
  const PasswordDemands usual;
  EXPECT_EQ(faults_of(usual, "Abcdef1!"), Faults{});
  EXPECT_EQ(faults_of(usual, "Abcd 1ef"), Faults{}) << "a blank within is a symbol";
  EXPECT_EQ(faults_of(usual, ""),
            (Faults{Fault::too_short, Fault::no_lowercase, Fault::no_uppercase, Fault::no_number, Fault::no_symbol}));
  EXPECT_EQ(faults_of(usual, " Abcdef1"), (Faults{Fault::outer_blank, Fault::no_symbol}));
  EXPECT_EQ(faults_of(usual, "Abcdef1! "), Faults{Fault::outer_blank});
  EXPECT_EQ(faults_of(usual, "Äbcdef1!"), Faults{Fault::no_uppercase}) << "classes are of ASCII";
  EXPECT_EQ(faults_of(usual, "Aäöü1!"), (Faults{Fault::too_short, Fault::no_lowercase}))
      << "characters count, not bytes";
  EXPECT_EQ(
      faults_of({.minimum_length = 3, .lowercase = false, .uppercase = false, .number = false, .symbol = false}, "äöü"),
      Faults{});
}

TEST(PasswordRules, AreThoseOfTheSystemThatSignsTheTenantIn) {
  const auto length_for = [](Seed seed) {
    testing::Mock mock(std::move(seed));
    return mock.world().step([&](WorldState& state) {
      return password_demands(state, mock.world().seed(), *state.tenants.find("739224")).minimum_length;
    });
  };
  EXPECT_EQ(length_for(testing::small_seed()), PasswordDemands().minimum_length) << "where no system has any";
  Seed silent = testing::small_seed();
  auto none = std::make_unique<PasswordRules>();
  none->of = [](const WorldState&, const Tenant&) { return std::optional<PasswordDemands>(); };
  silent.parts.put(std::move(none));
  EXPECT_EQ(length_for(silent), PasswordDemands().minimum_length);
  Seed strict = testing::small_seed();
  auto rules = std::make_unique<PasswordRules>();
  rules->of = [](const WorldState&, const Tenant&) { return std::optional(PasswordDemands{.minimum_length = 20}); };
  strict.parts.put(std::move(rules));
  EXPECT_EQ(length_for(strict), 20U);
}

}  // namespace understudy::login
