// JSON writes a character beyond U+FFFF as two escapes, "\ud83d\ude00". YAML has no such pairs, and yaml-cpp refuses
// them; so each pair is read under a stand-in of equal length, and put back where its text is taken. No place moves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace understudy::config {

class SurrogatePairs {
 public:
  /// `text` must outlive this.
  explicit SurrogatePairs(std::string_view text);

  /// The whole text, with stand-ins where it has pairs.
  std::string_view readable() const { return offsets_.empty() ? text_ : std::string_view(readable_); }

  /// Within a scalar that was read from there, every stand-in becomes what it stands for: the character in double
  /// quotes, elsewhere the two escapes as they are written.
  void put_back(std::string& scalar, size_t offset) const;

 private:
  std::string_view text_;
  std::string readable_;
  std::vector<size_t> offsets_;
  std::string decoded_;  ///< what yaml-cpp makes of a stand-in
  std::string written_;
};

}  // namespace understudy::config
