// Whole conversations as text: tests/transcripts/**/*.txt holds raw requests and the exact replies to them.
//
//   # what this shows
//   fixture ci-frozen-clock.yaml
//
//   > GET /v2/users/me
//   > Authorization: Bearer {token CI}
//   < 200 OK
//   < Content-Type: application/json
//   <
//   < {"id":"10000001"}
//
//   clock +61s                      moves the default world's clock
//   let new = token                 keeps a member of the last reply's JSON; {new} stands for it from then on
//   let mine = cookie Session       keeps the value of a cookie that the last reply sets
//
// With UNDERSTUDY_UPDATE_TRANSCRIPTS=1 in the environment the replies are written anew, for review in the diff.
#pragma once

#include <string>
#include <vector>

namespace understudy::testing {

/// The files below tests/transcripts, sorted, relative to it.
std::vector<std::string> transcript_files();

struct Played {
  std::string expected;  ///< the file as it stands
  std::string actual;    ///< the same with the replies as they really came
};

Played play_transcript(const std::string& file);

/// Replaces the file's replies.
void write_transcript(const std::string& file, const std::string& text);

}  // namespace understudy::testing
