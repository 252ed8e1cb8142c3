// The words of the serve command, each also a variable.
#include <cstdlib>
#include <memory>

#include "command_line/commands.h"
#include "command_line/https_words.h"
#include "config/packed_source.h"
#include "http/url.h"

namespace understudy {

namespace {

constexpr const char* about =
    "Reads the fixtures, later ones adding to and overriding earlier ones, and serves them until SIGTERM\n"
    "or SIGINT. Without any, it serves an embedded example. The name in capitals behind an option is its\n"
    "environment variable; the option beats it. UNDERSTUDY_FIXTURE may hold a whole fixture, as YAML or\n"
    "in base64, and comes after the files.";

constexpr const char* examples =
    "understudy                                  the embedded example on http://localhost:9119\n"
    "understudy my.yaml --port 0 --log json      a free port, told by one line of JSON\n"
    "understudy init tenants | understudy -      a fixture that another program writes\n"
    "understudy my.yaml --ready-file ready.json  the same line in a file, for a script to wait for\n"
    "understudy my.yaml --host '*' --public-url http://auth.test:9119\n"
    "                                            for other machines, under one name";

constexpr const char* read_on =
    "understudy init --help    fixtures to start from\n"
    "docs/running.md           addresses, the ready line, exit status\n"
    "docs/reach.md             https, the forward proxy, programs that are not changed\n"
    "docs/worlds.md            a world for each test, and the control API";

/// What is read into words first, and into options once all is there.
struct ServeWords {
  ServeOptions options;
  std::string idle = "1h";
  std::string log = "text";
  bool withholds_explanations = false;
};

std::string fixture_of_environment() {
  const char* variable = std::getenv("UNDERSTUDY_FIXTURE");
  return variable == nullptr ? std::string() : config::unpack_source(variable);
}

std::string complain_about_address(const std::string& url) {
  if (http::is_web_address(url)) return {};
  return "'" + url + "' is no http or https address without user, query or fragment, such as http://localhost:9119";
}

std::string complain_about_origin(const std::string& origin) {
  const size_t host = origin.find("://");
  if (http::is_web_address(origin) && origin.find('/', host + 3) == std::string::npos) return {};
  return "'" + origin + "' is no origin, such as https://app.example or http://10.0.0.7:3000";
}

std::vector<OptionOutline> addresses(ServeOptions& options) {
  return {
      {.name = "--host",
       .value = "ADDRESS",
       .variable = "UNDERSTUDY_HOST",
       .meaning = "Address to listen on; '*' is every address; else both loopbacks",
       .fills = &options.host},
      {.name = "--port",
       .value = "N",
       .preset = std::to_string(options.port),
       .variable = "UNDERSTUDY_PORT",
       .meaning = "Port to listen on; 0 takes a free one",
       .fills = &options.port,
       .complain = whole_number(0, 65535)},
      {.name = "--public-url",
       .value = "URL",
       .variable = "UNDERSTUDY_PUBLIC_URL",
       .meaning = "Address that issuers and links carry; else http://localhost:PORT",
       .fills = &options.public_url,
       .complain = complain_about_address},
      {.name = "--trust-proxy",
       .variable = "UNDERSTUDY_TRUST_PROXY",
       .meaning = "X-Forwarded-Proto, -Host, -Prefix and -Method count",
       .fills = &options.trusts_proxy},
  };
}

std::vector<OptionOutline> who_may_control(ServeOptions& options) {
  return {
      {.name = "--control-origins",
       .value = "ORIGIN",
       .variable = "UNDERSTUDY_CONTROL_ORIGINS",
       .meaning = "Origins of pages that may, besides localhost and the public URL's; commas between",
       .fills = &options.control_origins,
       .complain = complain_about_origin,
       .has_commas = true},
      {.name = "--control-hosts",
       .value = "HOST",
       .variable = "UNDERSTUDY_CONTROL_HOSTS",
       .meaning = "Host names under which it answers, besides those that nobody can rebind; commas between",
       .fills = &options.control_hosts,
       .complain = complain_of_host,
       .has_commas = true},
  };
}

std::vector<OptionOutline> what_it_says(ServeWords& words) {
  return {
      {.name = "--log",
       .words = {"text", "json", "off"},
       .preset = words.log,
       .variable = "UNDERSTUDY_LOG",
       .meaning = "What the start prints: for people, one line of JSON, or nothing",
       .fills = &words.log},
      {.name = "--ready-file",
       .value = "FILE",
       .variable = "UNDERSTUDY_READY_FILE",
       .meaning = "Write the ready line (JSON) to this file once serving",
       .fills = &words.options.ready_file},
      {.name = "--no-explanations",
       .variable = "UNDERSTUDY_NO_EXPLANATIONS",
       .meaning = "Leave X-Understudy-Reason out of refusals",
       .fills = &words.withholds_explanations},
  };
}

OptionOutline bound(const char* name, const char* variable, size_t& count, Check complain, const char* meaning) {
  return {.name = name,
          .value = "N",
          .preset = std::to_string(count),
          .variable = variable,
          .meaning = meaning,
          .fills = &count,
          .complain = std::move(complain)};
}

std::vector<OptionOutline> worlds_and_bounds(ServeWords& words) {
  ServeOptions& options = words.options;
  return {
      {.name = "--strict-worlds",
       .variable = "UNDERSTUDY_STRICT_WORLDS",
       .meaning = "Only worlds that the control API created exist",
       .fills = &options.is_strict_about_worlds},
      bound("--max-worlds", "UNDERSTUDY_MAX_WORLDS", options.max_worlds, whole_number(2, 1'000'000),
            "Worlds at once; beyond, the one idle longest goes"),
      {.name = "--world-idle",
       .value = "TIME",
       .preset = words.idle,
       .variable = "UNDERSTUDY_WORLD_IDLE",
       .meaning = "A world not named for this long goes",
       .fills = &words.idle,
       .complain = duration(std::chrono::seconds(1))},
      bound("--journal-entries", "UNDERSTUDY_JOURNAL_ENTRIES", options.journal_entries, whole_number(1, 1'000'000),
            "Journal entries a world keeps"),
      bound("--max-access-tokens", "UNDERSTUDY_MAX_ACCESS_TOKENS", options.max_access_tokens,
            whole_number(1, 10'000'000), "Created access tokens a world keeps"),
      bound("--max-connections", "UNDERSTUDY_MAX_CONNECTIONS", options.max_connections, whole_number(1, 100'000),
            "Connections at once; more get 503"),
  };
}

ServeOptions options_of(const ServeWords& words) {
  ServeOptions options = words.options;
  options.fixture_text = fixture_of_environment();
  options.world_idle = *parse_duration(words.idle);
  options.log = words.log == "json" ? LogStyle::json : words.log == "off" ? LogStyle::off : LogStyle::text;
  options.explains_refusals = !words.withholds_explanations;
  return options;
}

}  // namespace

Outline serve_outline() {
  const auto words = std::make_shared<ServeWords>();
  Outline serve{
      .name = "serve",
      .meaning = "Serve fixtures (the default command)",
      .about = about,
      .arguments = {{.name = "fixture",
                     .value = "FILE",
                     .variable = "UNDERSTUDY_FIXTURES",
                     .meaning = "Fixture files; - is standard input; several in the variable stand with commas between",
                     .fills = &words->options.fixtures,
                     .has_commas = true}},
      .sections = {{"Examples", examples}, {"Read on", read_on}},
      .complain = [words] { return complain_of_https(words->options); },
      .result = [words] { return options_of(*words); },
  };
  serve.add("Addresses", addresses(words->options));
  serve.add("https", https_options(words->options));
  serve.add("Who may use the control API", who_may_control(words->options));
  serve.add("What it says", what_it_says(*words));
  serve.add("Worlds and bounds", worlds_and_bounds(*words));
  return serve;
}

}  // namespace understudy
