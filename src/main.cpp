// Understudy's table of contents: what it is told, what it reads, what it emulates, and where it listens.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <system_error>
#include <thread>

#include "base/text.h"
#include "command_line/command_line.h"
#include "contradictions.h"
#include "control/control.h"
#include "emulators/backend/backend.h"
#include "emulators/cognito/cognito.h"
#include "emulators/epilot/epilot.h"
#include "emulators/gateway/gateway.h"
#include "emulators/shiftiq/shiftiq.h"
#include "fixture/embedded.h"
#include "fixture/load.h"
#include "fixture/source_text.h"
#include "http/client.h"
#include "init.h"
#include "issuer_notes.h"
#include "mint.h"
#include "read_file.h"
#include "serve.h"
#include "start/start.h"
#include "world/epilot_parts.h"
#include "world/shift_parts.h"

namespace understudy {

namespace {

std::string_view summary_of(std::string_view emulator, std::string_view operation) {
  return emulator == "control" ? control::summary_of(operation) : std::string_view();
}

std::vector<front::Emulator> emulators(Worlds& worlds, start::Facts facts, const ServeOptions& options) {
  // The fixture's own routes first: where they and an emulated API both fit, they win.
  auto all = backend::emulators(*worlds.ground().seed);
  for (auto& emulator : epilot::emulators()) all.push_back(std::move(emulator));
  for (auto& emulator : cognito::emulators()) all.push_back(std::move(emulator));
  for (auto& emulator : gateway::emulators()) all.push_back(std::move(emulator));
  for (auto& emulator : shiftiq::emulators()) all.push_back(std::move(emulator));
  const control::AdmissionOptions admission{facts.public_url, options.control_origins, options.control_hosts};
  for (auto& emulator : control::emulators(worlds, {facts.public_url, facts.version, admission}))
    all.push_back(std::move(emulator));
  facts.doors = {{"Shift iQ", shiftiq::sign_in_page_for}};
  facts.summary_of = summary_of;
  for (auto& emulator : start::emulators(worlds, std::move(facts), all)) {
    control::guard(emulator, admission);
    all.push_back(std::move(emulator));
  }
  return all;
}

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
std::variant<std::vector<fixture::Source>, Exit> read_sources(const std::vector<std::string>& paths) {
  std::vector<fixture::Source> sources;
  if (std::count(paths.begin(), paths.end(), "-") > 1) {
    std::cerr << "understudy: - is given twice, but standard input can be read only once\n";
    return Exit{2};
  }
  for (const auto& path : paths) {
    const bool is_input = path == "-";
    auto text = is_input ? read_standard_input(fixture::largest_source) : read_file(path, fixture::largest_source);
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

std::variant<Seed, Exit> load_seed(const std::vector<fixture::Source>& sources) {
  auto loaded = fixture::load(sources);
  if (auto* seed = std::get_if<Seed>(&loaded)) return std::move(*seed);
  for (const auto& complaint : std::get<fixture::Complaints>(loaded).list)
    std::cerr << fixture::to_text(complaint) << "\n";
  return Exit{2};
}

int run(const ServeOptions& options) {
  auto read = read_sources(options.fixtures);
  if (const auto* exit = std::get_if<Exit>(&read)) return exit->status;
  auto sources = std::get<std::vector<fixture::Source>>(std::move(read));
  if (!options.fixture_text.empty()) sources.push_back({"UNDERSTUDY_FIXTURE", options.fixture_text});
  if (sources.empty()) sources.push_back({"fixtures/default.yaml", fixture::embedded_default});
  auto seed = load_seed(sources);
  if (const auto* exit = std::get_if<Exit>(&seed)) return exit->status;
  return serve(options, std::get<Seed>(std::move(seed)), {begin_epilot, begin_shift}, emulators);
}

int run(const CheckOptions& options) {
  auto read = read_sources(options.fixtures);
  if (const auto* exit = std::get_if<Exit>(&read)) return exit->status;
  auto seed = load_seed(std::get<std::vector<fixture::Source>>(read));
  if (const auto* exit = std::get_if<Exit>(&seed)) return exit->status;
  const auto& good = std::get<Seed>(seed);
  const auto found = contradictions(good, shiftiq::emulators(), good.public_url);
  for (const auto& line : found) std::cerr << "understudy: " << line << "\n";
  if (!found.empty()) return 2;
  for (const auto& line : issuer_notes(good)) std::cerr << "understudy: " << line << "\n";
  std::cout << "good: "
            << join({counted(good.tenants.rows().size(), "tenant"), counted(good.users.rows().size(), "user"),
                     counted(good.roles.rows().size(), "role"),
                     counted(epilot_of(good).access_tokens.rows().size(), "access token"),
                     counted(shift_of(good).secrets.rows().size(), "client secret")},
                    ", ")
            << "\n";
  return 0;
}

int run(const SchemaOptions& /*options*/) {
  std::cout << fixture::json_schema();
  return 0;
}

int run(const InitOptions& options) { return init(options); }

int run(const MintOptions& options) { return mint(options); }

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

int run(const Exit& exit) { return exit.status; }

}  // namespace

}  // namespace understudy

int main(int count, char** words) {
  return std::visit([](const auto& command) { return understudy::run(command); },
                    understudy::parse_command_line(count, words));
}
