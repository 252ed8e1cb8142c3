// Reads words, and variables of the environment, by an outline. Behind this header, and nowhere else, stands CLI11.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command_line/outline.h"

namespace understudy {

/// What the words came to. Where they are no complaint and no enquiry, the command's options are filled.
struct ParsedCommand {
  const Outline* command = nullptr;  ///< that the words name; null: none
  std::optional<Enquiry> enquiry{};  ///< it goes before whatever else is wrong
  std::string complaint{};           ///< "--port: 'x' is no whole number …"; empty: all is right
  std::string unknown_option{};      ///< the first word that looks like an option and is none
};

/// Of the variables only those of the command that runs are read: a wrong port is no concern of schema.
ParsedCommand read_words(const Outline& program, const std::vector<std::string>& words);

}  // namespace understudy
