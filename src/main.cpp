// Understudy's table of contents: what it is told, what it reads, what it emulates, and where it listens.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>
#include <thread>

#include "base/text.h"
#include "command_line/command_line.h"
#include "commands/ca.h"
#include "commands/contradictions.h"
#include "commands/env.h"
#include "commands/init.h"
#include "commands/issuer_notes.h"
#include "commands/mint.h"
#include "commands/read_file.h"
#include "commands/run.h"
#include "commands/serve.h"
#include "config/source_text.h"
#include "fixture/embedded.h"
#include "fixture/load.h"
#include "http/client.h"
#include "providers.h"

namespace understudy {

namespace {

/// Where the path of a fixture was given: a hint for who did not type it.
std::string origin_of(const std::string& path) {
  const char* variable = std::getenv("UNDERSTUDY_FIXTURES");
  if (variable == nullptr) return "";
  const auto named = split(variable, ',');
  const bool is_named =
      std::any_of(named.begin(), named.end(), [&](std::string_view name) { return trim(name) == path; });
  return is_named ? ", which UNDERSTUDY_FIXTURES names" : "";
}

/// Reads the files, or says which one cannot be read.
std::variant<std::vector<config::Source>, Exit> read_sources(const std::vector<std::string>& paths) {
  std::vector<config::Source> sources;
  if (std::count(paths.begin(), paths.end(), "-") > 1) {
    std::cerr << "understudy: - is given twice, but standard input can be read only once\n";
    return Exit{2};
  }
  for (const auto& path : paths) {
    const bool is_input = path == "-";
    auto text = is_input ? read_standard_input(config::largest_source) : read_file(path, config::largest_source);
    if (!text) {
      std::cerr << "understudy: cannot read "
                << (is_input       ? "standard input"
                    : path.empty() ? "a file without a name"
                                   : path)
                << origin_of(path) << " (" << std::generic_category().message(errno)
                << "); check the path, or make one with understudy init\n";
      return Exit{2};
    }
    sources.push_back({is_input ? "standard input" : path, std::move(*text)});
  }
  return sources;
}

std::variant<Seed, Exit> load_seed(const std::vector<config::Source>& sources) {
  auto loaded = fixture::load(sources, fixture_format());
  if (auto* seed = std::get_if<Seed>(&loaded)) return std::move(*seed);
  for (const auto& complaint : std::get<config::Complaints>(loaded).list)
    std::cerr << config::to_text(complaint) << "\n";
  return Exit{2};
}

ProviderWords provider_words() {
  ProviderWords words;
  for (const Provider* provider : providers())
    if (!provider->speaks.empty()) words.speaks.push_back(provider->speaks);
  const auto types = providers().mintable_types();
  words.mint_types.assign(types.begin(), types.end());
  // Of a fixture that says nothing of keys.
  words.mint_keys = labels_of_published(providers().key_sets({}));
  words.mint_keys.emplace_back(access::stranger);
  words.starters = providers().starters();
  return words;
}

int run(const ServeOptions& options) {
  auto read = read_sources(options.fixtures);
  if (const auto* exit = std::get_if<Exit>(&read)) return exit->status;
  auto sources = std::get<std::vector<config::Source>>(std::move(read));
  if (!options.fixture_text.empty()) sources.push_back({"UNDERSTUDY_FIXTURE", options.fixture_text});
  if (sources.empty()) sources.push_back({"fixtures/default.yaml", fixture::embedded_default});
  auto seed = load_seed(sources);
  if (const auto* exit = std::get_if<Exit>(&seed)) return exit->status;
  return serve(options, std::get<Seed>(std::move(seed)), providers());
}

int run(const CheckOptions& options) {
  auto read = read_sources(options.fixtures);
  if (const auto* exit = std::get_if<Exit>(&read)) return exit->status;
  auto seed = load_seed(std::get<std::vector<config::Source>>(read));
  if (const auto* exit = std::get_if<Exit>(&seed)) return exit->status;
  const auto& good = std::get<Seed>(seed);
  const auto found = contradictions(good, providers(), good.public_url);
  for (const auto& line : found) std::cerr << "understudy: " << line << "\n";
  if (!found.empty()) return 2;
  for (const auto& line : issuer_notes(good)) std::cerr << "understudy: " << line << "\n";
  std::vector<std::string> counts{counted(good.tenants.rows().size(), "tenant"),
                                  counted(good.users.rows().size(), "user"), counted(good.roles.rows().size(), "role")};
  for (const auto* list : providers().ready()) counts.push_back(counted(list->count(good), list->one));
  std::cout << "good: " << join(counts, ", ") << "\n";
  return 0;
}

int run(const SchemaOptions& /*options*/) {
  std::cout << fixture::json_schema(fixture_format());
  return 0;
}

int run(const InitOptions& options) { return init(options, providers().starters()); }

int run(const MintOptions& options) { return mint(options); }

int run(const RunOptions& options) { return run_program(options, providers()); }

int run(const EnvOptions& options) { return print_variables(options, providers()); }

int run(const PrintOptions& options) {
  std::cout << options.text;
  return 0;
}

int run(const HealthcheckOptions& options) {
  const auto until = std::chrono::steady_clock::now() + options.wait;
  for (;;) {
    if (http::get_status(options.url + "/_understudy/v1/health", std::chrono::seconds(2)) == 200) return 0;
    if (std::chrono::steady_clock::now() >= until) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  std::cerr << "understudy: no server answers at " << options.url << "; start one, or name it with --url\n";
  return 1;
}

int run(const CaOptions& options) { return make_authorities(options, providers()); }

int run(const Exit& exit) { return exit.status; }

}  // namespace

}  // namespace understudy

int main(int count, char** words) {
  return std::visit([](const auto& command) { return understudy::run(command); },
                    understudy::parse_command_line(count, words, understudy::provider_words()));
}
