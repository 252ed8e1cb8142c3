// The commands that write down what all the others take.
#include <memory>

#include "command_line/commands.h"
#include "command_line/completion.h"
#include "command_line/manual.h"

namespace understudy {

namespace {

constexpr const char* completion_about = "It completes commands, options, the words that an option takes, and files.";

constexpr const char* completion_examples =
    "source <(understudy completion bash)    in ~/.bashrc\n"
    "source <(understudy completion zsh)     in ~/.zshrc, after compinit\n"
    "understudy completion fish | source     in ~/.config/fish/config.fish";

constexpr const char* man_examples =
    "understudy man | man -l -\n"
    "understudy man > /usr/local/share/man/man1/understudy.1";

PrintOptions completion(const Outline& program, const std::string& chosen) {
  for (const auto& shell : shells)
    if (shell.name == chosen) return {shell.completion(program)};
  return {};
}

}  // namespace

Outline completion_outline(const Outline& program) {
  const auto chosen = std::make_shared<std::string>();
  std::vector<std::string> names;
  names.reserve(shells.size());
  for (const auto& shell : shells) names.emplace_back(shell.name);
  return {
      .name = "completion",
      .meaning = "Print a script that completes these commands in a shell",
      .about = completion_about,
      .arguments = {{.name = "shell",
                     .words = std::move(names),
                     .meaning = "The shell",
                     .fills = chosen.get(),
                     .is_required = true}},
      .sections = {{"Examples", completion_examples}},
      .result = [&program, chosen] { return completion(program, *chosen); },
  };
}

Outline man_outline(const Outline& program) {
  return {
      .name = "man",
      .meaning = "Print the manual page",
      .sections = {{"Examples", man_examples}},
      .result = [&program] { return PrintOptions{manual_page(program, UNDERSTUDY_VERSION)}; },
  };
}

}  // namespace understudy
