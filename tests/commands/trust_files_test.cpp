#include "commands/trust_files.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace understudy {

TEST(TrustFiles, LieWhereTheEnvironmentHasIt) {
  const char* home = std::getenv("HOME");
  const std::string before = home == nullptr ? "" : home;
  const char* data = std::getenv("XDG_DATA_HOME");
  const std::string data_before = data == nullptr ? "" : data;
  setenv("HOME", "/tmp", 1);
  setenv("XDG_DATA_HOME", "/xdg/", 1);
  EXPECT_EQ(usual_data_folder(), "/xdg//understudy");
  setenv("XDG_DATA_HOME", "relative", 1);
  EXPECT_EQ(usual_data_folder(), "/tmp/.local/share/understudy");
  unsetenv("XDG_DATA_HOME");
  EXPECT_EQ(usual_data_folder(), "/tmp/.local/share/understudy");
  // What is no folder is no home.
  setenv("HOME", "/nonexistent", 1);
  EXPECT_EQ(usual_data_folder(), "");
  unsetenv("HOME");
  EXPECT_EQ(usual_data_folder(), "");
  if (!before.empty()) setenv("HOME", before.c_str(), 1);
  if (!data_before.empty()) setenv("XDG_DATA_HOME", data_before.c_str(), 1);
  EXPECT_EQ(in_folder("/data", local_authority_file), "/data/ca.pem");
  EXPECT_FALSE(has_trust_files("/no/such/folder"));
}

}  // namespace understudy
