#include <cctype>
#include <cstdlib>
#include <gtest/gtest.h>

#include "support/transcript.h"

namespace understudy::testing {

class Transcript : public ::testing::TestWithParam<std::string> {};

TEST_P(Transcript, IsRepeatedToTheByte) {
  const auto played = play_transcript(GetParam());
  if (std::getenv("UNDERSTUDY_UPDATE_TRANSCRIPTS") != nullptr) write_transcript(GetParam(), played.actual);
  EXPECT_EQ(played.expected, played.actual);
}

TEST_P(Transcript, IsTheSameASecondTime) {
  EXPECT_EQ(play_transcript(GetParam()).actual, play_transcript(GetParam()).actual);
}

std::string test_name(const ::testing::TestParamInfo<std::string>& file) {
  std::string name = file.param;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Transcript, ::testing::ValuesIn(transcript_files()), test_name);

}  // namespace understudy::testing
