// The options about https, and those who vouch for it.
#pragma once

#include <string>
#include <vector>

#include "command_line/outline.h"

namespace understudy {

OptionOutline data_folder_option(std::string& folder);
std::vector<OptionOutline> https_options(ServeOptions& options);
/// What is wrong with them together; empty: nothing.
std::string complain_of_https(const ServeOptions& options);

}  // namespace understudy
