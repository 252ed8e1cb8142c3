// The words of the healthcheck command.
#include <memory>

#include "command_line/commands.h"
#include "command_line/server_words.h"

namespace understudy {

namespace {

constexpr const char* about =
    "Fit for a container's health check, which finds no curl there, and for a script that waits for\n"
    "the start.";

constexpr const char* examples =
    "understudy healthcheck\n"
    "understudy healthcheck --wait 10s --port 9200";

struct Words {
  ServerWords server;
  std::string wait = "0s";
};

}  // namespace

Outline healthcheck_outline() {
  const auto words = std::make_shared<Words>();
  Outline healthcheck{
      .name = "healthcheck",
      .meaning = "Exit with 0 where a server answers, with 1 where none does",
      .about = about,
      .sections = {{"Examples", examples}},
      .result =
          [words] {
            return HealthcheckOptions{url_of(words->server), *parse_duration(words->wait)};
          },
  };
  healthcheck.add(server_group, server_options(words->server));
  healthcheck.options.push_back({.name = "--wait",
                                 .value = "TIME",
                                 .preset = words->wait,
                                 .meaning = "Keep asking for this long",
                                 .fills = &words->wait,
                                 .complain = duration(Milliseconds(0))});
  return healthcheck;
}

}  // namespace understudy
