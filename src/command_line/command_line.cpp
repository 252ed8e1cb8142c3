#include "command_line/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

#include "base/text.h"
#include "command_line/commands.h"
#include "command_line/environment.h"
#include "command_line/help.h"
#include "command_line/parser.h"

namespace understudy {

namespace {

bool is_first_word(const Outline& program, const std::string& word) {
  const auto is_option = [&](const OptionOutline& option) { return option.name == word || option.short_name == word; };
  const auto is_command = [&](const Outline& command) { return command.name == word; };
  if (word.starts_with('-')) return std::any_of(program.options.begin(), program.options.end(), is_option);
  return std::any_of(program.commands.begin(), program.commands.end(), is_command);
}

/// Serving is the default: "understudy x.yaml" means "understudy serve x.yaml".
std::vector<std::string> with_default_command(const Outline& program, int count, char** words) {
  std::vector<std::string> all(words + 1, words + count);
  if (!all.empty() && all.front() == "help") {
    all.erase(all.begin());
    all.emplace_back("--help");
  }
  if (all.empty() || !is_first_word(program, all.front())) all.insert(all.begin(), program.commands.front().name);
  return all;
}

/// Takes the words behind "--" out, where the command that is named keeps them for another program.
void take_foreign_words(const Outline& program, std::vector<std::string>& all) {
  const auto command = std::find_if(program.commands.begin(), program.commands.end(),
                                    [&](const Outline& known) { return known.name == all.front(); });
  if (command == program.commands.end() || command->foreign_words == nullptr) return;
  const auto mark = std::find(all.begin(), all.end(), "--");
  if (mark == all.end()) return;
  command->foreign_words->assign(mark + 1, all.end());
  all.erase(mark, all.end());
}

/// Where serving was not asked for and the first word is no file, it may be a misspelt command. Empty where it is not.
std::string nearest_command(const Outline& program, const std::vector<std::string>& all, int count) {
  if (count < 2 || all.size() != static_cast<size_t>(count) || access(all[1].c_str(), F_OK) == 0) return {};
  std::vector<std::string_view> names;
  for (const auto& command : program.commands) names.push_back(command.name);
  return std::string(nearest_word(all[1], names).value_or(""));
}

/// What the words ask for, or what is wrong with them: one by one, and then together.
ParsedCommand read(const Outline& program, const std::vector<std::string>& all, const std::string& meant) {
  if (!meant.empty()) return {.complaint = "there is no command or file " + all[1] + "; did you mean " + meant + "?"};
  ParsedCommand parsed = read_words(program, all);
  const bool is_good = !parsed.enquiry && parsed.complaint.empty();
  if (is_good && parsed.command->complain) parsed.complaint = parsed.command->complain();
  return parsed;
}

int answer(const Outline& program, const ParsedCommand& parsed) {
  const std::string name = parsed.command == nullptr ? program.name : program.name + " " + parsed.command->name;
  if (parsed.enquiry == Enquiry::help)
    std::cout << help_text(parsed.command == nullptr ? program : *parsed.command, name);
  else
    std::cout << program.name << " " UNDERSTUDY_VERSION "\n";
  return 0;
}

/// The variable that gave the option of a complaint its value. Empty where that came from the words.
std::string guilty_variable(const std::vector<OptionOutline>& options, const std::string& complaint,
                            const std::vector<std::string>& all) {
  for (const auto& option : options) {
    const auto names_option = [&](const std::string& word) {
      return word == option.name || word.starts_with(option.name + "=");
    };
    if (option.variable.empty() || std::getenv(option.variable.c_str()) == nullptr) continue;
    if (!complaint.starts_with(option.name + ":") || std::any_of(all.begin(), all.end(), names_option)) continue;
    return option.variable;
  }
  return {};
}

std::string complaint_about_option(const Outline& command, const std::string& word) {
  std::vector<std::string_view> known;
  for (const auto& option : command.options) known.push_back(option.name);
  const auto nearest = nearest_word(word, known);
  return cat({"there is no option ", word, nearest ? "; did you mean " : "", nearest.value_or(""), nearest ? "?" : ""});
}

/// In the terms of who gave the words: what is no option at all goes first, and a variable is called by its name.
std::string complaint_of(const ParsedCommand& parsed, const std::vector<std::string>& all) {
  if (parsed.command == nullptr) return parsed.complaint;
  if (!parsed.unknown_option.empty()) return complaint_about_option(*parsed.command, parsed.unknown_option);
  std::string complaint = parsed.complaint;
  for (const auto* options : {&parsed.command->arguments, &parsed.command->options}) {
    const std::string variable = guilty_variable(*options, parsed.complaint, all);
    if (!variable.empty()) complaint.replace(0, complaint.find(':'), "the environment variable " + variable);
  }
  return complaint;
}

/// Says which variables nobody knows; false where there are none.
bool complain_of_variables(const Outline& program) {
  std::vector<std::string> names;
  for (const auto& command : program.commands)
    for (const auto* options : {&command.arguments, &command.options})
      for (const auto& option : *options)
        if (!option.variable.empty()) names.push_back(option.variable);
  const auto complaints = complaints_of_variables(names);
  for (const auto& line : complaints) std::cerr << "understudy: " << line << "\n";
  return !complaints.empty();
}

}  // namespace

Command parse_command_line(int count, char** words, const ProviderWords& provider_words) {
  Outline program;
  fill_program_outline(program, provider_words);
  forget_service_variables();
  auto all = with_default_command(program, count, words);
  const std::string meant = nearest_command(program, all, count);
  take_foreign_words(program, all);
  const ParsedCommand parsed = read(program, all, meant);
  // Help is given whatever else is wrong.
  if (parsed.enquiry) return Exit{answer(program, parsed)};
  if (complain_of_variables(program)) return Exit{2};
  if (parsed.complaint.empty()) return parsed.command->result();
  std::cerr << "understudy: " << complaint_of(parsed, all) << "\nRun understudy "
            << (parsed.command == nullptr ? "" : parsed.command->name + " ") << "--help to see what it takes.\n";
  return Exit{2};
}

}  // namespace understudy
