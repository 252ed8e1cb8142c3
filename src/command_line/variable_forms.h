// How variables are written down for who is to read them: shells, files of variables, CI jobs.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace understudy {

struct VariableForm {
  std::string_view name;
  /// One variable, as whole lines; nothing where no spelling in this form is safe. The name is a plain word.
  std::optional<std::string> (*write)(std::string_view name, std::string_view value);
  std::string_view head{};   ///< stands before them
  bool is_read_here = true;  ///< in the environment of who asks; else in another one, of which nothing is known
  std::string_view lacks{};  ///< the variable that its reader refuses to set
};

std::optional<std::string> write_for_sh(std::string_view name, std::string_view value);
std::optional<std::string> write_for_fish(std::string_view name, std::string_view value);
std::optional<std::string> write_for_powershell(std::string_view name, std::string_view value);
std::optional<std::string> write_for_dotenv(std::string_view name, std::string_view value);
std::optional<std::string> write_for_github(std::string_view name, std::string_view value);
std::optional<std::string> write_for_compose(std::string_view name, std::string_view value);

inline constexpr std::array variable_forms{
    VariableForm{"sh", write_for_sh},
    VariableForm{"fish", write_for_fish},
    VariableForm{"powershell", write_for_powershell},
    VariableForm{.name = "dotenv", .write = write_for_dotenv, .is_read_here = false},
    // A job's steps may not set what Node would load in all that come after.
    VariableForm{.name = "github", .write = write_for_github, .lacks = "NODE_OPTIONS"},
    VariableForm{.name = "compose", .write = write_for_compose, .head = "environment:\n", .is_read_here = false},
};

}  // namespace understudy
