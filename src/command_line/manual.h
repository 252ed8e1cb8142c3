// The manual page, in roff with the macros of man(7).
#pragma once

#include <string>

#include "command_line/outline.h"

namespace understudy {

std::string manual_page(const Outline& program, const std::string& version);

}  // namespace understudy
