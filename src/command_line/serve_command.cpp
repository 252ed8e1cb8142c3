// The words of the serve command, each also a variable.
#include <cstdlib>
#include <memory>

#include "base/text.h"
#include "command_line/parser.h"
#include "config/packed_source.h"
#include "http/url.h"

namespace understudy {

namespace {

constexpr const char* serve_description =
    "Serve fixtures (the default command)\n"
    "\n"
    "Reads the fixtures, later ones adding to and overriding earlier ones, and serves them until SIGTERM\n"
    "or SIGINT. Without any, it serves an embedded example. The name in capitals behind an option is its\n"
    "environment variable; the option beats it. UNDERSTUDY_FIXTURE may hold a whole fixture, as YAML or\n"
    "in base64, and comes after the files.";

constexpr const char* serve_footer =
    "Examples:\n"
    "  understudy                                  the embedded example on http://localhost:9119\n"
    "  understudy my.yaml --port 0 --log json      a free port, told by one line of JSON\n"
    "  understudy init tenants | understudy -      a fixture that another program writes\n"
    "  understudy my.yaml --ready-file ready.json  the same line in a file, for a script to wait for\n"
    "  understudy my.yaml --host '*' --public-url http://auth.test:9119\n"
    "                                              for other machines, under one name\n"
    "\n"
    "Read on:\n"
    "  understudy init --help    fixtures to start from\n"
    "  docs/running.md           addresses, the ready line, exit status\n"
    "  docs/worlds.md            a world for each test, and the control API";

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

void add_addresses(CLI::App& serve, ServeOptions& options) {
  const std::string group = "Addresses";
  serve.add_option("--host", options.host, "Address to listen on; '*' is every address; else both loopbacks")
      ->envname("UNDERSTUDY_HOST")
      ->type_name("ADDRESS")
      ->group(group);
  serve.add_option("--port", options.port, "Port to listen on; 0 takes a free one")
      ->envname("UNDERSTUDY_PORT")
      ->check(count_option(0, 65535))
      ->capture_default_str()
      ->group(group);
  serve
      .add_option("--public-url", options.public_url,
                  "Address that issuers and links carry; else http://localhost:PORT")
      ->envname("UNDERSTUDY_PUBLIC_URL")
      ->check(CLI::Validator(complain_about_address, "URL"))
      ->group(group);
  serve.add_flag("--trust-proxy", options.trusts_proxy, "X-Forwarded-Proto, -Host, -Prefix and -Method count")
      ->envname("UNDERSTUDY_TRUST_PROXY")
      ->check(truth_option())
      ->group(group);
}

std::string complain_about_origin(const std::string& origin) {
  const size_t host = origin.find("://");
  if (http::is_web_address(origin) && origin.find('/', host + 3) == std::string::npos) return {};
  return "'" + origin + "' is no origin, such as https://app.example or http://10.0.0.7:3000";
}

std::string complain_about_host(const std::string& host) {
  if (http::is_host(host) && host.find(':') == std::string::npos) return {};
  return "'" + host + "' is no host without a port, such as auth.example";
}

void add_who_may_control(CLI::App& serve, ServeOptions& options) {
  const std::string group = "Who may use the control API";
  auto* origins = serve
                      .add_option("--control-origins", options.control_origins,
                                  "Origins of pages that may, besides localhost and the public URL's; commas between")
                      ->envname("UNDERSTUDY_CONTROL_ORIGINS")
                      ->check(CLI::Validator(complain_about_origin, "ORIGIN"))
                      ->group(group);
  auto* hosts =
      serve
          .add_option("--control-hosts", options.control_hosts,
                      "Host names under which it answers, besides those that nobody can rebind; commas between")
          ->envname("UNDERSTUDY_CONTROL_HOSTS")
          ->check(CLI::Validator(complain_about_host, "HOST"))
          ->group(group);
  for (auto* list : {origins, hosts}) take_list(*list);
}

void add_words_about_itself(CLI::App& serve, ServeWords& words) {
  const std::string group = "What it says";
  serve.add_option("--log", words.log, "What the start prints: for people, one line of JSON, or nothing")
      ->envname("UNDERSTUDY_LOG")
      ->check(word_option({"text", "json", "off"}))
      ->capture_default_str()
      ->group(group);
  serve.add_option("--ready-file", words.options.ready_file, "Write the ready line (JSON) to this file once serving")
      ->envname("UNDERSTUDY_READY_FILE")
      ->type_name("FILE")
      ->group(group);
  serve.add_flag("--no-explanations", words.withholds_explanations, "Leave X-Understudy-Reason out of refusals")
      ->envname("UNDERSTUDY_NO_EXPLANATIONS")
      ->check(truth_option())
      ->group(group);
}

void add_bounds(CLI::App& serve, ServeWords& words) {
  const std::string group = "Worlds and bounds";
  serve
      .add_flag("--strict-worlds", words.options.is_strict_about_worlds,
                "Only worlds that the control API created exist")
      ->envname("UNDERSTUDY_STRICT_WORLDS")
      ->check(truth_option())
      ->group(group);
  serve.add_option("--max-worlds", words.options.max_worlds, "Worlds at once; beyond, the one idle longest goes")
      ->envname("UNDERSTUDY_MAX_WORLDS")
      ->check(count_option(2, 1'000'000))
      ->capture_default_str()
      ->group(group);
  serve.add_option("--world-idle", words.idle, "A world not named for this long goes")
      ->envname("UNDERSTUDY_WORLD_IDLE")
      ->check(duration_option(std::chrono::seconds(1)))
      ->capture_default_str()
      ->group(group);
  serve.add_option("--journal-entries", words.options.journal_entries, "Journal entries a world keeps")
      ->envname("UNDERSTUDY_JOURNAL_ENTRIES")
      ->check(count_option(1, 1'000'000))
      ->capture_default_str()
      ->group(group);
  serve.add_option("--max-access-tokens", words.options.max_access_tokens, "Created access tokens a world keeps")
      ->envname("UNDERSTUDY_MAX_ACCESS_TOKENS")
      ->check(count_option(1, 10'000'000))
      ->capture_default_str()
      ->group(group);
  serve.add_option("--max-connections", words.options.max_connections, "Connections at once; more get 503")
      ->envname("UNDERSTUDY_MAX_CONNECTIONS")
      ->check(count_option(1, 100'000))
      ->capture_default_str()
      ->group(group);
}

}  // namespace

ParsedCommand add_serve(CLI::App& program) {
  const auto words = std::make_shared<ServeWords>();
  CLI::App* serve = program.add_subcommand("serve", serve_description);
  serve->footer(serve_footer);
  auto* fixtures =
      serve
          ->add_option("fixture", words->options.fixtures,
                       "Fixture files; - is standard input; several in the variable stand with commas between")
          ->envname("UNDERSTUDY_FIXTURES")
          ->type_name("FILE");
  take_list(*fixtures);
  add_addresses(*serve, words->options);
  add_who_may_control(*serve, words->options);
  add_words_about_itself(*serve, *words);
  add_bounds(*serve, *words);
  return {serve, [words] {
            ServeOptions options = words->options;
            options.fixture_text = fixture_of_environment();
            options.world_idle = *parse_duration(words->idle);
            options.log = words->log == "json" ? LogStyle::json : words->log == "off" ? LogStyle::off : LogStyle::text;
            options.explains_refusals = !words->withholds_explanations;
            return options;
          }};
}

}  // namespace understudy
