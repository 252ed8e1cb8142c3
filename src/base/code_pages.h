// The program's own code in memory.
#pragma once

namespace understudy {

/// Takes the code that was used so far out of this process's memory: most of it is needed once, at the start. What is
/// needed again comes back from the system's cache of files, at some microseconds a piece.
void let_go_of_code();

}  // namespace understudy
