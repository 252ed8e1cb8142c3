// The commands that write down what all the others take.
#include <memory>

#include "command_line/completion.h"
#include "command_line/manual.h"
#include "command_line/parser.h"

namespace understudy {

namespace {

constexpr const char* completion_description =
    "Print a script that completes these commands in a shell\n"
    "\n"
    "It completes commands, options, the words that an option takes, and files.";

constexpr const char* completion_footer =
    "Examples:\n"
    "  source <(understudy completion bash)    in ~/.bashrc\n"
    "  source <(understudy completion zsh)     in ~/.zshrc, after compinit\n"
    "  understudy completion fish | source     in ~/.config/fish/config.fish";

constexpr const char* man_footer =
    "Examples:\n"
    "  understudy man | man -l -\n"
    "  understudy man > /usr/local/share/man/man1/understudy.1";

}  // namespace

ParsedCommand add_completion(CLI::App& program) {
  const auto chosen = std::make_shared<std::string>();
  CLI::App* completion = program.add_subcommand("completion", completion_description);
  completion->footer(completion_footer);
  std::vector<std::string> names;
  names.reserve(shells.size());
  for (const auto& shell : shells) names.emplace_back(shell.name);
  completion->add_option("shell", *chosen, "The shell")->required()->check(word_option(names));
  return {completion, [&program, chosen] {
            const Outline outline = outline_of(program);
            PrintOptions print;
            for (const auto& shell : shells)
              if (shell.name == *chosen) print.text = shell.completion(outline);
            return print;
          }};
}

ParsedCommand add_man(CLI::App& program) {
  CLI::App* man = program.add_subcommand("man", "Print the manual page");
  man->footer(man_footer);
  return {man, [&program] { return PrintOptions{manual_page(outline_of(program), UNDERSTUDY_VERSION)}; }};
}

}  // namespace understudy
