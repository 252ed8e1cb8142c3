// How a program is led to a server: options that the commands share which do so.
#pragma once

#include <string>
#include <vector>

#include "command_line/outline.h"

namespace understudy {

struct ReachWords {
  ReachOptions options;
  bool lacks_tls = false;
  bool overrides_proxy = false;
  bool keeps_proxy = false;
};

inline constexpr const char* reach_group = "What is set";
/// They fill `words` when the command is read. `data_folder_meaning` says whose folder it is.
std::vector<OptionOutline> reach_options(ReachWords& words, std::string data_folder_meaning);

/// Which world it is; `meaning` says so.
OptionOutline reach_world_option(ReachWords& words, std::string meaning);

ReachOptions options_of(const ReachWords& words);

}  // namespace understudy
