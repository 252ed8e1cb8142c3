// Another program, started as a child that never outlives this process.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <utility>
#include <vector>

#include "commands/signals.h"

namespace understudy {

struct ChildOptions {
  std::vector<std::string> words;  ///< the program, looked for in PATH unless it has a slash, and its arguments
  std::vector<std::pair<std::string, std::string>> variables{};  ///< set beside this process's own
  int last_signal = 0;                                           ///< what it gets where this process dies
  bool is_background = false;  ///< in a session of its own, without input and output but for errors
  int ready_pipe = -1;         ///< of one in the background: is its descriptor 3
};

struct Child {
  pid_t pid = -1;
  int error = 0;  ///< of the system, where the program could not be started
};

/// Returns once the program runs, or does not.
Child start_child(const ChildOptions& options, const SignalQueue& signals);

}  // namespace understudy
