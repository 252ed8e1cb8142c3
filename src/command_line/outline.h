// What the program takes, as plain values. The parser reads words by this one description, and help texts, completions
// and the manual are written from it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "command_line/checks.h"
#include "command_line/options.h"

namespace understudy {

/// What an option asks for instead of running the command.
enum class Enquiry { help, version };

/// What is filled with an option's value: a flag, a number, a text, or a list to which each value is added.
using Destination = std::variant<bool*, int*, size_t*, std::string*, std::vector<std::string>*, Enquiry>;

struct OptionOutline {
  std::string name;                  ///< "--port"; of an argument "fixture"
  std::string short_name{};          ///< "-V", or nothing
  std::string value{};               ///< what stands for its value: "N", "FILE"; empty: `words` do, or it is a flag
  std::vector<std::string> words{};  ///< the only values that it takes; empty: others too
  std::string preset{};              ///< the value it has where none is given; empty: none worth telling
  std::string variable{};            ///< of the environment; empty: none
  std::string group = "Options";     ///< the title that it stands under
  std::string meaning{};
  Destination fills{};
  Check complain{};            ///< what a value has to be; none: anything, or one of `words`
  bool refuses_empty = false;  ///< more likely an unset variable of a script than what was meant
  bool is_required = false;
  bool has_commas = false;  ///< one value may hold several, as a variable has to, and many may follow the name
  std::string excludes{};   ///< the option, of a row above, that may not be given too
  /// Options that say the same otherwise: where one of them is given, the variable is not read.
  std::vector<std::string> beaten_by{};
  /// What a complaint calls a value that is missing; nothing: `value`, after its type where it has to be something.
  std::optional<std::string> missing{};

  bool is_flag() const { return std::holds_alternative<bool*>(fills) || std::holds_alternative<Enquiry>(fills); }
  bool is_repeatable() const { return std::holds_alternative<std::vector<std::string>*>(fills); }
  bool takes_file() const { return value == "FILE"; }
};

/// A titled block of lines, such as examples.
struct OutlineSection {
  std::string title;
  std::string text;
};

/// The program, or one of its commands.
struct Outline {
  std::string name;
  std::string meaning;  ///< one line
  std::string about{};  ///< what else there is to say; may be empty
  std::vector<OptionOutline> arguments{};
  std::vector<OptionOutline> options{};
  std::vector<Outline> commands{};
  std::vector<OutlineSection> sections{};
  /// Filled with the words behind "--", which are another program's and are not read; null: it takes none.
  std::vector<std::string>* foreign_words = nullptr;
  /// Once its words are read: what is wrong with them together, "--world: is …"; none: nothing ever is.
  std::function<std::string()> complain{};
  /// What its words ask for, once they are read and right.
  std::function<Command()> result{};

  /// Options that stand under one title.
  void add(const std::string& group, const std::vector<OptionOutline>& rows);
};

/// "--port N", "--log text|json|off", "--strict-worlds".
std::string signature(const OptionOutline& option);
/// What follows the name: "[FIXTURE…] [options]", "[options] -- COMMAND [ARG…]".
std::string usage(const Outline& outline);

}  // namespace understudy
