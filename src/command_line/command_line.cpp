#include "command_line/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

#include "base/text.h"
#include "command_line/environment.h"
#include "command_line/help.h"
#include "command_line/parser.h"

namespace understudy {

namespace {

/// Lines that fit the rest of the help.
std::string in_lines(std::string_view text) {
  constexpr size_t width = 96;
  std::string lines;
  size_t length = 0;
  for (const auto word : split(text, ' ')) {
    const bool fits = length + 1 + word.size() <= width;
    if (length > 0) lines += fits ? ' ' : '\n';
    length = fits && length > 0 ? length + 1 + word.size() : word.size();
    lines += word;
  }
  return lines;
}

std::string description(const ProviderWords& words) {
  std::string spoken;
  for (size_t i = 0; i < words.speaks.size(); ++i) {
    if (i > 0) spoken += i + 1 == words.speaks.size() ? ", and " : ", ";
    spoken += words.speaks[i];
  }
  return "a stand-in for the auth provider that your product depends on\n\n" +
         in_lines(cat({"Understudy speaks ", spoken,
                       ", from a YAML fixture of tenants, users and roles. It keeps everything in memory, and is for "
                       "tests only. Without a command it serves; without a fixture, an embedded example."}));
}

constexpr const char* footer =
    "Examples:\n"
    "  understudy                           serve the embedded example on http://localhost:9119\n"
    "  understudy init > my.yaml            write a fixture to start from\n"
    "  understudy check my.yaml             say what is wrong with it, with file, line and column\n"
    "  understudy my.yaml --port 0          serve it on a free port\n"
    "  TOKEN=$(understudy mint --user owner@acme.test)\n"
    "                                       get a token from the running server\n"
    "  understudy healthcheck --wait 10s    wait until a server answers\n"
    "\n"
    "Environment:\n"
    "  Every option of serve is also a variable: --public-url is UNDERSTUDY_PUBLIC_URL. The option\n"
    "  beats its variable; an empty one counts as not set. UNDERSTUDY_FIXTURE may hold a whole fixture,\n"
    "  as YAML or in base64 (at most 128 KiB, the system's limit).\n"
    "\n"
    "Exit status:\n"
    "  0    done\n"
    "  1    mint, healthcheck: no server answers, or it says no\n"
    "  2    wrong options, a fixture with complaints, a taken port, a file that cannot be read\n"
    "\n"
    "Read on:\n"
    "  understudy COMMAND --help    what a command takes\n"
    "  understudy man | man -l -    all of it on one page\n"
    "  docs/                        fixtures, worlds, CI jobs, what is emulated and how";

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

bool is_first_word(const CLI::App& program, const std::string& word) {
  if (word.starts_with('-')) return program.get_option_no_throw(word) != nullptr;
  const auto names = command_names(program);
  return std::find(names.begin(), names.end(), word) != names.end();
}

/// Serving is the default: "understudy x.yaml" means "understudy serve x.yaml".
std::vector<std::string> with_default_command(const CLI::App& program, int count, char** words) {
  std::vector<std::string> all(words + 1, words + count);
  if (!all.empty() && all.front() == "help") {
    all.erase(all.begin());
    all.emplace_back("--help");
  }
  if (all.empty() || !is_first_word(program, all.front())) all.insert(all.begin(), "serve");
  return all;
}

/// Where serving was not asked for and the first word is no file, it may be a misspelt command. Empty where it is not.
std::string nearest_command(const CLI::App& program, const std::vector<std::string>& all, int count) {
  if (count < 2 || all.size() != static_cast<size_t>(count) || access(all[1].c_str(), F_OK) == 0) return {};
  const auto names = command_names(program);
  return std::string(nearest_word(all[1], {names.begin(), names.end()}).value_or(""));
}

/// The variable that gave the option of a complaint its value. Empty where that came from the words.
std::string guilty_variable(const CLI::App& command, const std::string& complaint,
                            const std::vector<std::string>& all) {
  for (const CLI::Option* option : command.get_options()) {
    const std::string name = option->get_name();
    const auto names_option = [&](const std::string& word) { return word == name || word.starts_with(name + "="); };
    if (option->get_envname().empty() || std::getenv(option->get_envname().c_str()) == nullptr) continue;
    if (!complaint.starts_with(name + ":") || std::any_of(all.begin(), all.end(), names_option)) continue;
    return option->get_envname();
  }
  return {};
}

/// The first word that looks like an option and is none. CLI11 would rather tell of what is missing beside it.
std::string unknown_option(const CLI::App& program) {
  for (const auto& word : program.remaining(true))
    if (word.size() > 1 && word.front() == '-' && std::string_view("0123456789.").find(word[1]) == std::string::npos &&
        word != "--")
      return word.substr(0, word.find('='));
  return {};
}

std::string complain_of_option(const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options())
    for (const auto& name : option->get_lnames()) known.push_back("--" + name);
  const auto nearest = nearest_word(word, {known.begin(), known.end()});
  return cat({"there is no option ", word, nearest ? "; did you mean " : "", nearest.value_or(""), nearest ? "?" : ""});
}

int complain(const CLI::App& program, const CLI::ParseError& error, const std::vector<std::string>& all) {
  if (error.get_exit_code() == 0) return program.exit(error);
  std::string complaint = error.what();
  std::string command;
  const std::string wrong_option = unknown_option(program);
  for (const CLI::App* parsed : program.get_subcommands()) {
    command = parsed->get_name() + " ";
    const std::string variable = guilty_variable(*parsed, complaint, all);
    if (!variable.empty()) complaint.replace(0, complaint.find(':'), "the environment variable " + variable);
    if (!wrong_option.empty()) complaint = complain_of_option(*parsed, wrong_option);
  }
  while (complaint.ends_with('\n')) complaint.pop_back();
  std::cerr << "understudy: " << complaint << "\nRun understudy " << command << "--help to see what it takes.\n";
  return 2;
}

/// Says which variables nobody knows; false where there are none.
bool complain_of_variables(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    for (const CLI::Option* option : command->get_options())
      if (!option->get_envname().empty()) names.push_back(option->get_envname());
  const auto complaints = complaints_of_variables(names);
  for (const auto& line : complaints) std::cerr << "understudy: " << line << "\n";
  return !complaints.empty();
}

}  // namespace

Command parse_command_line(int count, char** words, const ProviderWords& provider_words) {
  CLI::App program{description(provider_words), "understudy"};
  program.formatter_fn([](const CLI::App* app, const std::string& path, CLI::AppFormatMode) {
    return help_text(outline_of(*app), std::string(trim(path)));
  });
  program.footer(footer);
  program.set_version_flag("-V,--version", "understudy " UNDERSTUDY_VERSION, "Print the version");
  program.set_help_flag("-h,--help", "Print this help");
  program.require_subcommand(1);
  std::vector<ParsedCommand> commands;
  commands.push_back(add_serve(program));
  commands.push_back(add_init(program, provider_words));
  for (auto* add : {add_check, add_schema}) commands.push_back(add(program));
  commands.push_back(add_mint(program, provider_words));
  for (auto* add : {add_healthcheck, add_completion, add_man}) commands.push_back(add(program));
  // With a callback of its own a command reads its variables only when it is the one that runs: a wrong port is no
  // concern of schema.
  for (const auto& command : commands) command.app->parse_complete_callback([] {});

  forget_service_variables();
  const auto all = with_default_command(program, count, words);
  const std::string meant = nearest_command(program, all, count);
  try {
    if (!meant.empty())
      throw CLI::ParseError("there is no command or file " + all[1] + "; did you mean " + meant + "?", 2);
    program.parse(std::vector<std::string>(all.rbegin(), all.rend()));  // CLI11 takes a vector from its end
  } catch (const CLI::ParseError& error) {
    // Help is given whatever else is wrong.
    if (error.get_exit_code() != 0 && complain_of_variables(program)) return Exit{2};
    return Exit{complain(program, error, all)};
  }
  if (complain_of_variables(program)) return Exit{2};
  try {
    for (const auto& command : commands)
      if (command.app->parsed()) return command.options();
  } catch (const CLI::ParseError& error) {
    return Exit{complain(program, error, all)};
  }
  return Exit{2};
}

}  // namespace understudy
