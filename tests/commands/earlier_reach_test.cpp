#include "commands/earlier_reach.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "commands/trust_files.h"
#include "providers.h"

namespace understudy {

namespace {

class EarlierReach : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    for (const auto file : {both_authorities_file, system_bundle_file, system_trust_store_file})
      std::ofstream(in_folder(folder_, file)) << "x";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  ReachFacts facts(const std::string& world) const {
    return {.server = "http://localhost:9119",
            .world = world,
            .data_folder = folder_,
            .preload = folder_ + "/node-preload.cjs",
            .client_variables = providers().client_variables()};
  }
  /// What a run inside of it has.
  static Environment after(const ReachFacts& reach, Environment environment) {
    for (const auto& [name, value] : reach_variables(reach, environment).settings) environment[name] = value;
    return environment;
  }
  static Environment without(const Environment& environment) {
    auto left = without_earlier_reach(environment, providers().client_variables());
    for (const auto* name : {"UNDERSTUDY_URL", "UNDERSTUDY_WORLD", "UNDERSTUDY_BASE_URL"}) left.erase(name);
    return left;
  }

  std::string folder_ = "/tmp/understudy-test-XXXXXX";
};

}  // namespace

TEST_F(EarlierReach, IsNothingThatTheUserHasSet) {
  for (const auto* world : {"default", "ci"}) {
    EXPECT_EQ(without(after(facts(world), {{"PATH", "/bin"}})), (Environment{{"PATH", "/bin"}}));
    const auto told = without_earlier_reach(after(facts(world), {}), providers().client_variables());
    EXPECT_EQ(told.at("UNDERSTUDY_URL"), "http://localhost:9119");
  }
}

TEST_F(EarlierReach, LeavesWhatIsTheUsersOwn) {
  const Environment own{{"SSL_CERT_FILE", "/corp/bundle.pem"},
                        {"NODE_OPTIONS", "--trace-warnings"},
                        {"JAVA_TOOL_OPTIONS", "-Xmx1g"},
                        {"AWS_PROFILE", "dev"}};
  EXPECT_EQ(without(after(facts("ci"), own)), own);
  for (const auto* java : {"-Dhttps.proxyHost=corp", "-Djavax.net.ssl.trustStore=/mine"}) {
    const Environment half{{"JAVA_TOOL_OPTIONS", java}};
    EXPECT_EQ(without(after(facts("ci"), half)), half);
  }
  auto other = after(facts("ci"), {});
  other["HTTPS_PROXY"] = "http://corp:3128";
  EXPECT_EQ(without(other), (Environment{{"HTTPS_PROXY", "http://corp:3128"}}));
  other.erase("UNDERSTUDY_BASE_URL");
  EXPECT_EQ(without_earlier_reach(other, {}), other);
}

TEST_F(EarlierReach, KeepsFilesWithItsNamesInOtherFolders) {
  auto there = after(facts("ci"), {});
  std::filesystem::remove(in_folder(folder_, system_trust_store_file));
  EXPECT_EQ(without(there).at("SSL_CERT_FILE"), folder_ + "/bundle.pem");
}

TEST_F(EarlierReach, TakesWholeWordsAlone) {
  auto there = after(facts("ci"), {});
  there["NODE_OPTIONS"] = "--a --require " + folder_ + "/node-preload.cjs --b";
  EXPECT_EQ(without(there).at("NODE_OPTIONS"), "--a --b");
  there["NODE_OPTIONS"] = "--require " + folder_ + "/node-preload.cjs.mine";
  EXPECT_EQ(without(there).at("NODE_OPTIONS"), there["NODE_OPTIONS"]);
}

}  // namespace understudy
