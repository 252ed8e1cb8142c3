// What the program takes, as plain values: help texts, completions and the manual are all written from this one
// description, which comes from the parser itself.
#pragma once

#include <string>
#include <vector>

namespace understudy {

struct OptionOutline {
  std::string name;                ///< "--port"; of an argument "fixture"
  std::string short_name;          ///< "-V", or nothing
  std::string value;               ///< what stands for its value: "N", "FILE"; empty: it takes none
  std::vector<std::string> words;  ///< the only values that it takes; empty: others too
  std::string preset;              ///< the value it has where none is given; empty: none worth telling
  std::string variable;            ///< of the environment; empty: none
  std::string group;               ///< the title that it stands under
  std::string meaning;
  bool is_required = false;
  bool is_repeatable = false;

  bool takes_file() const { return value == "FILE"; }
};

/// A titled block of lines, such as examples.
struct Section {
  std::string title;
  std::string text;
};

/// The program, or one of its commands.
struct Outline {
  std::string name;
  std::string meaning;  ///< one line
  std::string about;    ///< what else there is to say; may be empty
  std::vector<OptionOutline> arguments;
  std::vector<OptionOutline> options;
  std::vector<Outline> commands;
  std::vector<Section> sections;
};

/// "--port N", "--log text|json|off", "--strict-worlds".
std::string signature(const OptionOutline& option);
/// What follows the name: "[FIXTURE…] [options]".
std::string usage(const Outline& outline);

}  // namespace understudy
