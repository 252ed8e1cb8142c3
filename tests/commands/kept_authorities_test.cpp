#include "commands/kept_authorities.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <thread>

#include "commands/read_file.h"
#include "commands/trust_files.h"
#include "commands/write_file.h"

namespace understudy {
namespace {

namespace files = std::filesystem;

const Instant now{std::chrono::floor<Milliseconds>(std::chrono::system_clock::now())};
const AuthoritiesWish wish{{"own.example"}, {"vendor.example"}};

class KeptAuthorities : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (files::temp_directory_path() / "understudy-authorities-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name + "/kept";
  }
  void TearDown() override { files::remove_all(files::path(folder_).parent_path()); }

  std::string text_of(std::string_view file) { return read_file(in_folder(folder_, file), 8 << 20).value_or(""); }

  std::string folder_;
};

}  // namespace

TEST_F(KeptAuthorities, VouchEachForItsOwn) {
  const auto made = new_authorities(wish, now);
  EXPECT_TRUE(made.local.vouches_for("localhost"));
  EXPECT_TRUE(made.local.vouches_for("w1.localhost"));
  EXPECT_TRUE(made.local.vouches_for("app.test"));
  EXPECT_TRUE(made.local.vouches_for("own.example"));
  EXPECT_FALSE(made.local.vouches_for("vendor.example"));
  EXPECT_TRUE(made.vendors.vouches_for("api.vendor.example"));
  EXPECT_FALSE(made.vendors.vouches_for("localhost"));
  EXPECT_NE(made.local.private_pem(), new_authorities(wish, now).local.private_pem()) << "random, from no seed";
}

TEST_F(KeptAuthorities, StayTheSame) {
  const auto first = kept_authorities(folder_, wish, now);
  const auto second = kept_authorities(folder_, wish, now);
  EXPECT_EQ(first.local.private_pem(), second.local.private_pem());
  EXPECT_EQ(first.vendors.private_pem(), second.vendors.private_pem());
  const auto renewed = renewed_authorities(folder_, wish, now);
  EXPECT_NE(renewed.local.private_pem(), first.local.private_pem());
  EXPECT_EQ(kept_authorities(folder_, wish, now).vendors.private_pem(), renewed.vendors.private_pem());
}

TEST_F(KeptAuthorities, AreTheSameForAllWhoStartAtOnce) {
  std::vector<std::thread> starts;
  std::vector<std::string> keys(8);
  for (size_t i = 0; i < keys.size(); ++i)
    starts.emplace_back([&, i] { keys[i] = kept_authorities(folder_, wish, now).local.private_pem(); });
  for (auto& start : starts) start.join();
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 1U);
}

TEST_F(KeptAuthorities, WriteTheTrustFilesOnlyWhereTheyChange) {
  const auto authorities = kept_authorities(folder_, wish, now);
  EXPECT_EQ(write_trust_files(folder_, authorities), "");
  const auto store = text_of(system_trust_store_file);
  EXPECT_FALSE(store.empty());
  write_trust_files(folder_, authorities);
  EXPECT_EQ(text_of(system_trust_store_file), store) << "a seal of its own each time would show";
  const auto renewed = renewed_authorities(folder_, wish, now);
  write_trust_files(folder_, renewed);
  EXPECT_EQ(text_of(local_authority_file), renewed.local.certificate_pem());
  EXPECT_NE(text_of(system_trust_store_file), store);
}

TEST_F(KeptAuthorities, SayWhyTheirFolderCannotBeUsed) {
  const auto said = [](const std::string& folder) {
    try {
      kept_authorities(folder, wish, now);
    } catch (const CannotKeep& why) {
      return why.message;
    }
    return std::string();
  };
  const std::string file = files::path(folder_).parent_path().string() + "/file";
  write_whole_file(file, "x", 0600, Existing::kept);
  EXPECT_NE(said(file + "/a/b").find("(Not a directory)"), std::string::npos) << said(file + "/a/b");
  const std::string open = files::path(folder_).parent_path().string() + "/it's $HOME";
  ASSERT_EQ(::mkdir(open.c_str(), 0755), 0);
  EXPECT_TRUE(
      said(open).ends_with("close it: chmod 700 '" + files::path(folder_).parent_path().string() + "/it'\\''s $HOME'"))
      << said(open);
}

TEST_F(KeptAuthorities, LeaveNoPartsBehind) {
  write_trust_files(folder_, kept_authorities(folder_, wish, now));
  std::set<std::string> names;
  for (const auto& entry : files::directory_iterator(folder_)) names.insert(entry.path().filename());
  EXPECT_EQ(names, (std::set<std::string>{"local-authority.pem", "vendors-authority.pem", "ca.pem", "vendors-ca.pem",
                                          "both-cas.pem", "bundle.pem", "truststore.p12"}));
}

TEST_F(KeptAuthorities, SayHowNewOnesAreMade) {
  EXPECT_EQ(renewal("/a b/it's", {"a.example", "b.example"}),
            "understudy ca --data-dir '/a b/it'\\''s' --renew --names a.example,b.example");
  EXPECT_EQ(renewal("./kept", {}), "understudy ca --data-dir ./kept --renew");
  EXPECT_EQ(renewal(usual_data_folder(), {"a.example"}), "understudy ca --renew --names a.example");
}

}  // namespace understudy
