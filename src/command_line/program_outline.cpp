// What the program itself takes and says, and the list of its commands.
#include "base/text.h"
#include "command_line/commands.h"

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

std::string about(const ProviderWords& words) {
  std::string spoken;
  for (size_t i = 0; i < words.speaks.size(); ++i) {
    if (i > 0) spoken += i + 1 == words.speaks.size() ? ", and " : ", ";
    spoken += words.speaks[i];
  }
  return in_lines(cat({"Understudy speaks ", spoken,
                       ", from a YAML fixture of tenants, users and roles. It keeps everything in memory, and is for "
                       "tests only. Without a command it serves; without a fixture, an embedded example."}));
}

constexpr const char* examples =
    "understudy                           serve the embedded example on http://localhost:9119\n"
    "understudy init > my.yaml            write a fixture to start from\n"
    "understudy check my.yaml             say what is wrong with it, with file, line and column\n"
    "understudy my.yaml --port 0          serve it on a free port\n"
    "TOKEN=$(understudy mint --user owner@acme.test)\n"
    "                                     get a token from the running server\n"
    "understudy run -- npm test           run a program whose calls of vendors are answered here\n"
    "understudy healthcheck --wait 10s    wait until a server answers";

constexpr const char* environment =
    "Every option of serve is also a variable: --public-url is UNDERSTUDY_PUBLIC_URL. The option\n"
    "beats its variable; an empty one counts as not set. UNDERSTUDY_FIXTURE may hold a whole fixture,\n"
    "as YAML or in base64 (at most 128 KiB, the system's limit).";

constexpr const char* exit_status =
    "0    done\n"
    "1    mint, healthcheck: no server answers, or it says no\n"
    "2    wrong options, a fixture with complaints, a taken port, a file that cannot be read\n"
    "run ends with the status of the program that it runs";

constexpr const char* read_on =
    "understudy COMMAND --help    what a command takes\n"
    "understudy man | man -l -    all of it on one page\n"
    "docs/                        fixtures, worlds, CI jobs, what is emulated and how";

OptionOutline help_option() {
  return {.name = "--help", .short_name = "-h", .meaning = "Print this help", .fills = Enquiry::help};
}

}  // namespace

void fill_program_outline(Outline& program, const ProviderWords& words) {
  program.name = "understudy";
  program.meaning = "a stand-in for the auth provider that your product depends on";
  program.about = about(words);
  program.options = {
      {.name = "--version", .short_name = "-V", .meaning = "Print the version", .fills = Enquiry::version},
      help_option(),
  };
  program.commands = {
      serve_outline(),     run_outline(),       env_outline(),         init_outline(words), check_outline(),
      schema_outline(),    mint_outline(words), healthcheck_outline(), ca_outline(),        completion_outline(program),
      man_outline(program)};
  for (auto& command : program.commands) command.options.insert(command.options.begin(), help_option());
  program.sections = {
      {"Examples", examples}, {"Environment", environment}, {"Exit status", exit_status}, {"Read on", read_on}};
}

}  // namespace understudy
