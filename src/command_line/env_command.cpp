// The words of the env command.
#include <iterator>
#include <memory>

#include "command_line/commands.h"
#include "command_line/reach_words.h"
#include "command_line/server_words.h"
#include "command_line/variable_forms.h"

namespace understudy {

namespace {

constexpr const char* about =
    "The variables are those that understudy run sets. A variable that is set already is left out, and a\n"
    "line on standard error says so; dotenv and compose are for programs elsewhere, and have them all.";

constexpr const char* examples =
    "eval \"$(understudy env)\"                            in a shell\n"
    "understudy env --shell fish | source                in fish\n"
    "understudy env --shell powershell | Out-String | Invoke-Expression\n"
    "understudy env --world ci --shell github >> \"$GITHUB_ENV\"\n"
    "understudy env --node-preload preload.cjs           with a script for Node, which it writes";

struct EnvWords {
  ServerWords server;
  ReachWords reach;
  std::string form = "sh";
  std::string preload_file;
};

EnvOptions options_of(const EnvWords& words) {
  const auto [url, named] = server_and_world(url_of(words.server));
  EnvOptions options{options_of(words.reach), url, words.form, words.preload_file};
  if (options.reach.world.empty()) options.reach.world = named;
  return options;
}

std::vector<std::string> form_names() {
  std::vector<std::string> names;
  names.reserve(std::size(variable_forms));
  for (const auto& form : variable_forms) names.emplace_back(form.name);
  return names;
}

}  // namespace

Outline env_outline() {
  const auto words = std::make_shared<EnvWords>();
  Outline env{
      .name = "env",
      .meaning = "Print the variables that lead a program to a running server",
      .about = about,
      .sections = {{"Examples", examples}, {"Read on", "docs/reach.md    what is set, and which client needs what"}},
      .complain = [words] { return complain_of_worlds(url_of(words->server), words->reach.options.world); },
      .result = [words] { return options_of(*words); },
  };
  env.add(server_group, server_options(words->server));
  env.add(server_group, {reach_world_option(words->reach, "Its world; else the one that --url ends in, else default")});
  env.add(reach_group,
          reach_options(words->reach, "The server's folder of certificates; else they are fetched from it"));
  env.options.push_back({.name = "--shell",
                         .words = form_names(),
                         .preset = words->form,
                         .meaning = "Who is to read them",
                         .fills = &words->form});
  env.options.push_back({.name = "--node-preload",
                         .value = "FILE",
                         .meaning = "Write a script for Node to this file, and have Node load it by NODE_OPTIONS",
                         .fills = &words->preload_file,
                         .refuses_empty = true,
                         .excludes = "--no-tls"});
  return env;
}

}  // namespace understudy
