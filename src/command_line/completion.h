// Scripts that complete the program's words in a shell. Where no command is given they complete the first one's words:
// it is the default.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "command_line/outline.h"

namespace understudy {

std::string bash_completion(const Outline& program);
std::string zsh_completion(const Outline& program);
std::string fish_completion(const Outline& program);

struct Shell {
  std::string_view name;
  std::string (*completion)(const Outline& program);
};

inline constexpr std::array shells{Shell{"bash", bash_completion}, Shell{"zsh", zsh_completion},
                                   Shell{"fish", fish_completion}};

}  // namespace understudy
