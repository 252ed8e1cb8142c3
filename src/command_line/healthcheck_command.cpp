// The words of the healthcheck command.
#include <memory>

#include "command_line/parser.h"
#include "command_line/server_words.h"

namespace understudy {

namespace {

constexpr const char* health_description =
    "Exit with 0 where a server answers, with 1 where none does\n"
    "\n"
    "Fit for a container's health check, which finds no curl there, and for a script that waits for\n"
    "the start.";

constexpr const char* health_footer =
    "Examples:\n"
    "  understudy healthcheck\n"
    "  understudy healthcheck --wait 10s --port 9200";

}  // namespace

ParsedCommand add_healthcheck(CLI::App& program) {
  struct Words {
    ServerWords server;
    std::string wait = "0s";
  };
  const auto words = std::make_shared<Words>();
  CLI::App* health = program.add_subcommand("healthcheck", health_description);
  health->footer(health_footer);
  add_server(*health, words->server);
  health->add_option("--wait", words->wait, "Keep asking for this long")
      ->check(duration_option(Milliseconds(0)))
      ->capture_default_str();
  return {health, [words] { return HealthcheckOptions{url_of(words->server), *parse_duration(words->wait)}; }};
}

}  // namespace understudy
