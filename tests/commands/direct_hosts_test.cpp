#include "commands/direct_hosts.h"

#include <gtest/gtest.h>

#include "providers.h"

namespace understudy {

TEST(DirectHosts, KnowWhatHoldsForAVendor) {
  const std::vector<std::string_view> patterns{"*.[dev.|]api.vendor.test", "idp.*.amazon.test", "vendor.example"};
  for (const auto* entry :
       {"api.vendor.test", ".vendor.test", "*.vendor.test", "vendor.test:443", "Vendor.Test.", "test",
        "a.api.vendor.test", "a.dev.api.vendor.test", "eu.amazon.test", "idp.eu.amazon.test", "vendor.example", "*"})
    EXPECT_EQ(entries_for_vendors(entry, patterns), std::vector<std::string>{entry});
  for (const auto* entry : {"", "localhost", "127.0.0.1", "10.0.0.0/8", "::1", "notvendor.test", "s3.eu.amazon.test",
                            "b.a.api.vendor.example", "a.b.api.vendor.test.evil", "."})
    EXPECT_TRUE(entries_for_vendors(entry, patterns).empty()) << entry;
}

TEST(DirectHosts, AreReadOneByOne) {
  EXPECT_EQ(entries_for_vendors("corp, .vendor.example,,other vendor.example", {"vendor.example"}),
            (std::vector<std::string>{".vendor.example", "vendor.example"}));
  EXPECT_TRUE(
      entries_for_vendors("localhost,127.0.0.1,::1,.localhost,.corp", providers().vendor_host_patterns()).empty());
  // The domains under which all of their names are, as a network's own list may have them.
  for (const auto& domain : providers().vendor_hosts().domains())
    EXPECT_FALSE(entries_for_vendors("." + domain, providers().vendor_host_patterns()).empty()) << domain;
}

}  // namespace understudy
