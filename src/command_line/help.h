// The help texts: `understudy --help` and `understudy COMMAND --help`.
#pragma once

#include <string>

#include "command_line/outline.h"

namespace understudy {

/// `name` is what a caller types: "understudy", "understudy mint".
std::string help_text(const Outline& outline, const std::string& name);

}  // namespace understudy
