#include "command_line/parser.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "command_line/checks.h"

namespace understudy {

namespace {

CLI::Validator validator(Check complain, std::string form = "") {
  return CLI::Validator([complain = std::move(complain)](std::string& value) { return complain(value); },
                        std::move(form));
}

std::string names_of(const OptionOutline& outline) {
  return outline.short_name.empty() ? outline.name : outline.short_name + "," + outline.name;
}

/// CLI11 complains of a missing value by the name of its type, and then of each form that has one.
void check_value(CLI::Option& option, const OptionOutline& outline) {
  const bool has_form = outline.complain || !outline.words.empty();
  if (outline.missing || !has_form) option.type_name(outline.missing.value_or(outline.value));
  if (outline.refuses_empty) option.check(validator(complain_of_empty));
  if (!has_form) return;
  option.check(validator(outline.complain ? outline.complain : one_of(outline.words),
                         outline.words.empty() ? outline.value : "{" + join(outline.words, ",") + "}"));
}

/// Lets one value hold several, with commas between and blanks around them.
void take_commas(CLI::Option& option) {
  option.delimiter(',')->transform(CLI::Validator(
      [](std::string& text) {
        text = std::string(trim(text));
        return text.empty() ? std::string("one of its values is empty") : std::string();
      },
      ""));
}

/// Tells CLI11 of one option, in the way that fits what it fills.
struct Teller {
  CLI::App& app;
  const OptionOutline& outline;

  CLI::Option* operator()(Enquiry enquiry) const {
    if (enquiry == Enquiry::help) return app.set_help_flag(names_of(outline));
    return app.set_version_flag(names_of(outline), "");
  }
  CLI::Option* operator()(bool* flag) const {
    CLI::Option* option = app.add_flag(names_of(outline), *flag);
    if (!outline.variable.empty()) option->check(validator(complain_of_truth));
    return option;
  }
  CLI::Option* operator()(auto* value) const {
    CLI::Option* option = app.add_option(names_of(outline), *value);
    check_value(*option, outline);
    return option;
  }
  CLI::Option* operator()(std::vector<std::string>* values) const {
    CLI::Option* option = app.add_option(names_of(outline), *values);
    check_value(*option, outline);
    if (outline.has_commas) take_commas(*option);
    // Of others each value stands behind the name again.
    if (!outline.has_commas && outline.name.starts_with('-')) option->allow_extra_args(false);
    return option;
  }
};

using WordList = std::vector<std::string>;

/// "--port 9200" or "--port=9200".
bool gives(const WordList& words, const std::string& option) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word == option || word.starts_with(option + "="); });
}

bool is_beaten(const OptionOutline& outline, const WordList& words) {
  return std::any_of(outline.beaten_by.begin(), outline.beaten_by.end(),
                     [&](const std::string& option) { return gives(words, option); });
}

void tell(CLI::App& app, const OptionOutline& outline, const WordList& words) {
  CLI::Option* option = std::visit(Teller{app, outline}, outline.fills);
  option->required(outline.is_required);
  if (!outline.variable.empty() && !is_beaten(outline, words)) option->envname(outline.variable);
  if (!outline.excludes.empty()) option->excludes(outline.excludes);
}

/// A name that no option has would beat nothing, and nobody would notice.
void check_names(const Outline& outline) {
  for (const auto& option : outline.options)
    for (const auto& name : option.beaten_by)
      if (std::none_of(outline.options.begin(), outline.options.end(),
                       [&](const OptionOutline& other) { return other.name == name; }))
        throw std::logic_error(outline.name + " has no option " + name);
}

void tell(CLI::App& app, const Outline& outline, const WordList& words) {
  check_names(outline);
  for (const auto& argument : outline.arguments) tell(app, argument, words);
  for (const auto& option : outline.options) tell(app, option, words);
  for (const auto& command : outline.commands) {
    CLI::App& parsed = *app.add_subcommand(command.name);
    tell(parsed, command, words);
    // With a callback of its own a command reads its variables only when it is the one that runs.
    parsed.parse_complete_callback([] {});
  }
}

const Outline* command_of(const CLI::App& app, const Outline& program) {
  for (const CLI::App* parsed : app.get_subcommands())
    for (const auto& command : program.commands)
      if (command.name == parsed->get_name()) return &command;
  return nullptr;
}

/// CLI11 would rather tell of what is missing beside it.
std::string unknown_option(const CLI::App& app) {
  for (const auto& word : app.remaining(true))
    if (word.size() > 1 && word.front() == '-' && std::string_view("0123456789.").find(word[1]) == std::string::npos &&
        word != "--")
      return word.substr(0, word.find('='));
  return {};
}

/// A list of which nothing but commas is there: CLI11 tells of it as missing, by its own words for types. Null: none
/// is.
const OptionOutline* list_of_commas(const Outline& outline, const WordList& words) {
  const auto is_bare = [](std::string_view text) {
    return text.find(',') != std::string_view::npos && text.find_first_not_of(", \t") == std::string_view::npos;
  };
  for (const auto& option : outline.options) {
    if (!option.has_commas) continue;
    for (size_t i = 0; i < words.size(); ++i) {
      const bool stands_before = words[i] == option.name && i + 1 < words.size() && is_bare(words[i + 1]);
      const bool is_joined =
          words[i].starts_with(option.name + "=") && is_bare(std::string_view(words[i]).substr(option.name.size() + 1));
      if (stands_before || is_joined) return &option;
    }
  }
  return nullptr;
}

}  // namespace

ParsedCommand read_words(const Outline& program, const std::vector<std::string>& words) {
  CLI::App app{"", program.name};
  tell(app, program, words);
  app.require_subcommand(1);
  ParsedCommand parsed;
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes a vector from its end
  } catch (const CLI::CallForHelp&) {
    parsed.enquiry = Enquiry::help;
  } catch (const CLI::CallForVersion&) {
    parsed.enquiry = Enquiry::version;
  } catch (const CLI::ParseError& error) {
    parsed.complaint = error.what();
    while (parsed.complaint.ends_with('\n')) parsed.complaint.pop_back();
    parsed.unknown_option = unknown_option(app);
  }
  parsed.command = command_of(app, program);
  if (const auto* list =
          parsed.complaint.empty() || parsed.command == nullptr ? nullptr : list_of_commas(*parsed.command, words))
    parsed.complaint =
        cat({list->name, ": its list is empty; write one or more of ", list->value, ", with commas between"});
  return parsed;
}

}  // namespace understudy
