#include "commands/node_preload.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

#include "commands/read_file.h"

namespace understudy {

namespace {

/// A folder that goes with the test.
class Folder {
 public:
  Folder() { mkdtemp(path_.data()); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  long entries() const { return std::distance(std::filesystem::directory_iterator(path_), {}); }

 private:
  std::string path_ = "/tmp/understudy-test-XXXXXX";
};

}  // namespace

// tests/clients/node_preload.test.js has Node and its clients run it.

TEST(NodePreload, SaysWhereTheServerIsAndWhoseCallsGoThere) {
  const auto script = node_preload("http://localhost:9119", "ci", {"*.vendor.test", "a\"b"});
  EXPECT_NE(script.find("\nconst server = \"http://localhost:9119\";\nconst world = \"ci\";\n"
                        "const hosts = [\"*.vendor.test\",\"a\\\"b\"];\n"),
            std::string::npos);
  EXPECT_NE(node_preload("", "", {}).find("const hosts = [];\n"), std::string::npos);
}

TEST(NodePreload, IsWrittenWholeAndOnlyWhereItIsAnother) {
  const Folder folder;
  const auto path = folder.file("preload.cjs");
  EXPECT_TRUE(write_node_preload(path, "one"));
  struct stat first {};
  ASSERT_EQ(stat(path.c_str(), &first), 0);
  EXPECT_TRUE(write_node_preload(path, "one"));
  struct stat same {};
  ASSERT_EQ(stat(path.c_str(), &same), 0);
  EXPECT_EQ(first.st_ino, same.st_ino);
  EXPECT_TRUE(write_node_preload(path, "another"));
  EXPECT_EQ(read_file(path, 100), "another");
  EXPECT_EQ(folder.entries(), 1);
}

TEST(NodePreload, LeavesNothingWhereItCannotBeWritten) {
  const Folder folder;
  EXPECT_FALSE(write_node_preload(folder.file("no/such.cjs"), "one"));
  EXPECT_EQ(errno, ENOENT);
  std::filesystem::create_directory(folder.file("taken"));
  EXPECT_FALSE(write_node_preload(folder.file("taken"), "one"));
  EXPECT_EQ(errno, EISDIR);
  EXPECT_EQ(folder.entries(), 1);
}

}  // namespace understudy
