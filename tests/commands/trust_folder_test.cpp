#include "commands/trust_folder.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>

#include "commands/trust_files.h"

namespace understudy {

namespace {

/// Sets a variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    value == nullptr ? unsetenv(name) : setenv(name, value, 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

// tests/clients/run.test.js and env.test.js have servers give their certificates.

TEST(TrustFolder, IsTheOneThatIsNamedWhereverAProgramGoes) {
  TrustFolder folder;
  EXPECT_TRUE(folder.choose("/certificates of mine"));
  EXPECT_EQ(folder.path(), "/certificates of mine");
  EXPECT_TRUE(folder.choose("relative"));
  EXPECT_EQ(folder.path(), std::filesystem::current_path() / "relative");
}

TEST(TrustFolder, IsTheUsualOneElse) {
  std::string home = "/tmp/understudy-test-XXXXXX";
  ASSERT_NE(mkdtemp(home.data()), nullptr);
  const Variable data("XDG_DATA_HOME", home.c_str());
  TrustFolder folder;
  EXPECT_TRUE(folder.choose(""));
  EXPECT_EQ(folder.path(), home + "/understudy");
  std::filesystem::remove_all(home);
}

TEST(TrustFolder, IsAnotherWhereTheUsualOneCannotBeMade) {
  const Variable data("XDG_DATA_HOME", nullptr);
  // No folder; one in which nobody can make one, not even root.
  for (const auto* home : {"/nonexistent-home", "/proc"}) {
    const Variable named("HOME", home);
    TrustFolder folder;
    EXPECT_TRUE(folder.choose(""));
    EXPECT_TRUE(folder.path().starts_with("/tmp/") || std::getenv("TMPDIR") != nullptr) << folder.path();
    EXPECT_FALSE(std::filesystem::exists("/nonexistent-home"));
    EXPECT_TRUE(folder.choose("/proc/mine"));
    EXPECT_EQ(folder.path(), "/proc/mine") << "one that is named is refused later, and not left";
  }
}

TEST(TrustFolder, GoesAgainWhereThereIsNoUsualOne) {
  const Variable data("XDG_DATA_HOME", nullptr);
  const Variable home("HOME", nullptr);
  std::string path;
  {
    TrustFolder folder;
    ASSERT_TRUE(folder.choose(""));
    path = folder.path();
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TrustFolder, IsNoneWhereNoServerSaysWhomToTrust) {
  TrustFolder folder;
  testing::internal::CaptureStderr();
  EXPECT_FALSE(folder.fetch("http://127.0.0.1:1", {}));
  EXPECT_FALSE(folder.fetch_and_keep("http://127.0.0.1:1"));
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("no server answers at http://127.0.0.1:1"), std::string::npos);
  EXPECT_EQ(folder.path(), "");
}

TEST(TrustFolder, HasFilesOfCertificatesAlone) {
  std::string folder = "/tmp/understudy-test-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const auto now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
  const auto made = new_authorities({{}, {"vendor.example"}}, now);
  const std::string made_in = folder + "/below/this";
  write_trust_files(made_in, AuthorityCertificates{made.local.certificate_pem(), made.vendors.certificate_pem()});
  EXPECT_TRUE(has_trust_files(made_in));
  EXPECT_EQ(std::filesystem::status(made_in).permissions(), std::filesystem::perms::owner_all);
  std::filesystem::permissions(made_in, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
  EXPECT_THROW(write_trust_files(made_in, AuthorityCertificates{"", ""}), CannotKeep);
  std::filesystem::remove_all(folder);
}

}  // namespace understudy
