#include "cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "base/encoding.h"
#include "base/text.h"

namespace understudy {

namespace {

constexpr std::string_view about =
    "Understudy stands in for the auth provider that your product depends on: epilot's Access Token API and its\n"
    "gateway, in memory, from a YAML fixture. Without a command it serves; without a fixture, an embedded example.";

constexpr std::string_view examples =
    "Examples:\n"
    "  understudy                                   serve the embedded example on http://localhost:9119\n"
    "  understudy my.yaml --port 0              serve a fixture on a free port\n"
    "  understudy check base.yaml more.yaml         say what is wrong with fixtures, with file, line and column\n"
    "  understudy schema > understudy.schema.json   let an editor complete fixtures\n"
    "  understudy healthcheck --wait 10s            wait until a server answers\n"
    "\n"
    "Every option of serve is also an environment variable: --public-url is UNDERSTUDY_PUBLIC_URL. A whole fixture "
    "may\n"
    "stand in UNDERSTUDY_FIXTURE, as it is or in base64 (at most 128 KiB, the system's limit for one variable).";

/// A length of time as an option: "10s", "1h".
CLI::Validator duration_option(Milliseconds least) {
  return CLI::Validator(
      [least](std::string& text) {
        const auto length = parse_duration(text);
        return length && *length >= least ? std::string() : "'" + text + "' is no length of time; write 10s, 5m or 1h";
      },
      "TIME");
}

CLI::Validator count_option(unsigned long long least, unsigned long long most) {
  return CLI::Validator(
      [least, most](std::string& text) {
        const auto number = parse_number(text);
        if (number && *number >= least && *number <= most) return std::string();
        return "'" + text + "' is no whole number from " + std::to_string(least) + " to " + std::to_string(most);
      },
      "N");
}

/// UNDERSTUDY_FIXTURE as YAML. Base64 has no colon, and a fixture without one says nothing.
std::string fixture_of_environment() {
  const char* variable = std::getenv("UNDERSTUDY_FIXTURE");
  if (variable == nullptr) return {};
  std::string text = variable;
  if (text.find(':') != std::string::npos) return text;
  std::string packed = text;
  std::erase_if(packed, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
  return from_base64(packed).value_or(text);
}

void add_serve(CLI::App& serve, ServeOptions& options, std::string& idle, std::string& log, bool& withholds) {
  serve.add_option("fixture", options.fixtures, "Fixture files; later ones add to and override earlier ones")
      ->envname("UNDERSTUDY_FIXTURES")
      ->delimiter(',');
  serve.add_option("--host", options.host, "Address to listen on; * is every address (default: both loopbacks)")
      ->envname("UNDERSTUDY_HOST");
  serve.add_option("--port", options.port, "Port to listen on; 0 takes a free one")
      ->envname("UNDERSTUDY_PORT")
      ->check(count_option(0, 65535))
      ->capture_default_str();
  serve.add_option("--public-url", options.public_url, "Address that issuers and links carry (http://localhost:PORT)")
      ->envname("UNDERSTUDY_PUBLIC_URL");
  serve.add_flag("--strict-worlds", options.is_strict_about_worlds, "Only worlds that the control API created exist")
      ->envname("UNDERSTUDY_STRICT_WORLDS");
  serve.add_flag("--trust-proxy", options.trusts_proxy, "X-Forwarded-Proto and X-Forwarded-Host count")
      ->envname("UNDERSTUDY_TRUST_PROXY");
  serve.add_flag("--no-explanations", withholds, "Leave X-Understudy-Reason out of refusals")
      ->envname("UNDERSTUDY_NO_EXPLANATIONS");
  serve.add_option("--log", log, "What the start prints: text, json (one line) or off")
      ->envname("UNDERSTUDY_LOG")
      ->check(CLI::IsMember({"text", "json", "off"}))
      ->capture_default_str();
  serve.add_option("--ready-file", options.ready_file, "Write the ready line (JSON) to this file once serving")
      ->envname("UNDERSTUDY_READY_FILE");
  serve.add_option("--max-connections", options.max_connections, "Connections at once; more get 503")
      ->envname("UNDERSTUDY_MAX_CONNECTIONS")
      ->check(count_option(1, 100'000))
      ->capture_default_str();
  serve.add_option("--max-worlds", options.max_worlds, "Worlds at once; beyond, the one idle longest goes")
      ->envname("UNDERSTUDY_MAX_WORLDS")
      ->check(count_option(2, 1'000'000))
      ->capture_default_str();
  serve.add_option("--world-idle", idle, "A world not named for this long goes")
      ->envname("UNDERSTUDY_WORLD_IDLE")
      ->check(duration_option(std::chrono::seconds(1)))
      ->capture_default_str();
  serve.add_option("--journal-entries", options.journal_entries, "Journal entries a world keeps")
      ->envname("UNDERSTUDY_JOURNAL_ENTRIES")
      ->check(count_option(1, 1'000'000))
      ->capture_default_str();
  serve.add_option("--max-access-tokens", options.max_access_tokens, "Created access tokens a world keeps")
      ->envname("UNDERSTUDY_MAX_ACCESS_TOKENS")
      ->check(count_option(1, 10'000'000))
      ->capture_default_str();
}

/// Serving is the default: "understudy x.yaml" means "understudy serve x.yaml".
std::vector<std::string> with_default_command(int count, char** words) {
  std::vector<std::string> all(words + 1, words + count);
  constexpr std::array<std::string_view, 9> first_words{"serve",  "check", "schema",    "healthcheck", "help",
                                                        "--help", "-h",    "--version", "-V"};
  const bool is_complete =
      !all.empty() && std::find(first_words.begin(), first_words.end(), all.front()) != first_words.end();
  if (!is_complete) all.insert(all.begin(), "serve");
  if (all.front() == "help") all.front() = "--help";
  return all;
}

int complain(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  std::cerr << "understudy: " << error.what()
            << "\nRun understudy --help, or understudy serve --help, to see what it takes.\n";
  return 2;
}

}  // namespace

Command parse_command_line(int count, char** words) {
  CLI::App app{std::string(about), "understudy"};
  app.footer(std::string(examples));
  app.set_version_flag("-V,--version", "understudy " UNDERSTUDY_VERSION);
  app.require_subcommand(1);

  ServeOptions serve_options;
  std::string idle = "1h";
  std::string log = "text";
  bool withholds = false;
  CLI::App* serve = app.add_subcommand("serve", "Serve fixtures (the default command)");
  add_serve(*serve, serve_options, idle, log, withholds);

  CheckOptions check_options;
  CLI::App* check = app.add_subcommand("check", "Validate fixtures as serve would read them: together, in order");
  check->add_option("fixture", check_options.fixtures, "Fixture files")->required();

  CLI::App* schema = app.add_subcommand("schema", "Print the JSON Schema of the fixture format");

  HealthcheckOptions health_options;
  int health_port = 9119;
  std::string wait = "0s";
  CLI::App* health = app.add_subcommand("healthcheck", "Exit with 0 where a server answers, with 1 where none does");
  health->add_option("--url", health_options.url, "Address of the server (default: http://127.0.0.1:PORT)")
      ->envname("UNDERSTUDY_URL");
  health->add_option("--port", health_port, "Port of the server")
      ->envname("UNDERSTUDY_PORT")
      ->check(count_option(0, 65535))
      ->capture_default_str();
  health->add_option("--wait", wait, "Keep asking for this long")
      ->check(duration_option(Milliseconds(0)))
      ->capture_default_str();

  try {
    auto all = with_default_command(count, words);
    std::reverse(all.begin(), all.end());  // CLI11 takes a vector from its end
    app.parse(all);
  } catch (const CLI::ParseError& error) {
    return Exit{complain(app, error)};
  }
  if (check->parsed()) return check_options;
  if (schema->parsed()) return SchemaOptions{};
  if (health->parsed()) {
    health_options.wait = *parse_duration(wait);
    while (health_options.url.ends_with('/')) health_options.url.pop_back();
    if (health_options.url.empty()) health_options.url = "http://127.0.0.1:" + std::to_string(health_port);
    return health_options;
  }
  serve_options.fixture_text = fixture_of_environment();
  serve_options.world_idle = *parse_duration(idle);
  serve_options.log = log == "json" ? LogStyle::json : log == "off" ? LogStyle::off : LogStyle::text;
  serve_options.explains_refusals = !withholds;
  return serve_options;
}

}  // namespace understudy
