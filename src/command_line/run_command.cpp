// The words of the run command.
#include <cstdlib>
#include <memory>

#include "base/text.h"
#include "command_line/commands.h"
#include "command_line/reach_words.h"
#include "command_line/server_words.h"

namespace understudy {

namespace {

constexpr const char* about =
    "Starts a server of its own on a free port, or uses the one that --url or UNDERSTUDY_URL names, and\n"
    "runs the command with variables that lead its calls of vendors' hosts there: certificates, a proxy,\n"
    "addresses. A variable that is set already stays as it is, and a line says so. With a running server\n"
    "it gets a world of its own, which goes when the command ends; one that --world names stays.";

constexpr const char* examples =
    "understudy run -- npm test\n"
    "understudy run my.yaml -- pytest -q\n"
    "understudy run --journal-on-failure -- go test ./...\n"
    "understudy run --url http://localhost:9119 --world ci-7 -- ./end-to-end";

constexpr const char* exit_status =
    "the command's own; 128 and the signal's number where a signal ended it\n"
    "2      no server or world could be had, or a proxy is set and nobody said what becomes of it\n"
    "126    the command cannot be run\n"
    "127    there is no such command";

constexpr const char* read_on =
    "understudy env --help    the same variables, printed\n"
    "docs/reach.md            what is set, and which client needs what";

struct RunWords {
  RunOptions options;
  ReachWords reach;
  std::string url;
};

/// Inside of another run nobody may know of the variable.
std::string complain_of_two_servers(const std::string& url) {
  const char* variable = std::getenv("UNDERSTUDY_URL");
  const std::string what = "fixture: is for a server of its own, but ";
  if (variable == nullptr || url != variable) return what + "--url names a running one";
  return what +
         "UNDERSTUDY_URL names a running one, as it does inside of another run; for one of its own: env -u "
         "UNDERSTUDY_URL understudy run …";
}

std::string complain_of_value(const OptionOutline& option, const std::string& value) {
  if (option.is_flag()) return complain_of_truth(value);
  if (!option.words.empty()) return one_of(option.words)(value);
  return option.complain && !option.has_commas ? option.complain(value) : std::string();
}

/// Some of what a server of its own is told stands before these variables, which would hide that they are wrong.
std::string complain_of_server_variables() {
  const Outline serve = serve_outline();
  for (const auto& option : serve.options) {
    const char* value = option.variable.empty() ? nullptr : std::getenv(option.variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    const auto wrong = complain_of_value(option, value);
    if (!wrong.empty()) return cat({"the environment variable ", option.variable, ": ", wrong});
  }
  return {};
}

std::string complain_of(const RunWords& words) {
  const auto& fixtures = words.options.fixtures;
  if (words.options.command.empty())
    return "there is no command to run; it stands behind --, as in: understudy run -- npm test";
  if (!words.url.empty() && !fixtures.empty()) return complain_of_two_servers(words.url);
  for (const auto& fixture : fixtures)
    if (fixture == "-") return "fixture: standard input is the command's; write the fixture to a file";
  if (words.url.empty())
    if (auto complaint = complain_of_server_variables(); !complaint.empty()) return complaint;
  return complain_of_worlds(words.url, words.reach.options.world);
}

RunOptions options_of(const RunWords& words) {
  RunOptions options = words.options;
  options.reach = options_of(words.reach);
  ServerWords server;
  server.url = words.url;
  if (!words.url.empty()) {
    const auto [url, world] = server_and_world(url_of(server));
    options.url = url;
    if (options.reach.world.empty()) options.reach.world = world;
  }
  return options;
}

std::vector<OptionOutline> which_server(RunWords& words) {
  OptionOutline url = url_option(words.url);
  url.meaning = "A running one; else it starts one on a free port, for this run alone";
  return {
      std::move(url),
      reach_world_option(words.reach, "The world; else default, and with a running server one for this run"),
  };
}

}  // namespace

Outline run_outline() {
  const auto words = std::make_shared<RunWords>();
  Outline run{
      .name = "run",
      .meaning = "Run a program whose calls of vendors' hosts are answered here",
      .about = about,
      .arguments = {{.name = "fixture",
                     .value = "FILE",
                     .meaning = "Fixture files of its own server; else those of UNDERSTUDY_FIXTURES, or the example",
                     .fills = &words->options.fixtures}},
      .sections = {{"Examples", examples}, {"Exit status", exit_status}, {"Read on", read_on}},
      .foreign_words = &words->options.command,
      .complain = [words] { return complain_of(*words); },
      .result = [words] { return options_of(*words); },
  };
  run.add(server_group, which_server(*words));
  run.add(reach_group, reach_options(words->reach,
                                     "The server's folder of certificates; else the usual one "
                                     "of its own, and with --url they are fetched"));
  run.options.push_back({.name = "--journal-on-failure",
                         .meaning = "Where the command fails, print the world's journal to standard error",
                         .fills = &words->options.tells_journal});
  return run;
}

}  // namespace understudy
