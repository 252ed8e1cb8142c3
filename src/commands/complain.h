// A line on the standard error stream, as all commands write it.
#pragma once

#include <iostream>
#include <string_view>

namespace understudy {

/// False always, for whoever gives that where it comes to a complaint.
inline bool complain(std::string_view line) {
  std::cerr << "understudy: " << line << "\n";
  return false;
}

}  // namespace understudy
