// Understudy's table of contents: what it is told, what it reads, what it emulates, and where it listens.
#include <array>
#include <cerrno>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>

#include "cli.h"
#include "control/control.h"
#include "emulators/epilot/epilot.h"
#include "emulators/gateway/gateway.h"
#include "fixture/embedded.h"
#include "fixture/load.h"
#include "fixture/source_text.h"
#include "http/client.h"
#include "serve.h"

namespace understudy {

namespace {

std::vector<front::Emulator> emulators(Worlds& worlds, const std::string& public_url) {
  std::vector<front::Emulator> all = epilot::emulators();
  all.push_back(gateway::emulator());
  all.push_back(control::emulator(worlds, {public_url, UNDERSTUDY_VERSION}));
  return all;
}

/// The file's bytes, at most a few more than a fixture may have, so that a pipe without end is no trap. Nothing where
/// it cannot be read.
std::optional<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 64 * 1024> piece{};
  while (text.size() <= fixture::largest_source) {
    const size_t size = std::fread(piece.data(), 1, piece.size(), file.get());
    if (size == 0) break;
    text.append(piece.data(), size);
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return text;
}

/// Reads the files, or says which one cannot be read.
std::variant<std::vector<fixture::Source>, Exit> read_sources(const std::vector<std::string>& paths) {
  std::vector<fixture::Source> sources;
  for (const auto& path : paths) {
    auto text = read_file(path);
    if (!text) {
      std::cerr << "understudy: cannot read " << path << " (" << std::generic_category().message(errno)
                << "); check the path, or run without one for the example\n";
      return Exit{2};
    }
    sources.push_back({path, std::move(*text)});
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
  return serve(options, std::get<Seed>(std::move(seed)), emulators);
}

int run(const CheckOptions& options) {
  auto read = read_sources(options.fixtures);
  if (const auto* exit = std::get_if<Exit>(&read)) return exit->status;
  auto seed = load_seed(std::get<std::vector<fixture::Source>>(read));
  if (const auto* exit = std::get_if<Exit>(&seed)) return exit->status;
  const auto& good = std::get<Seed>(seed);
  std::cout << "good: " << good.tenants.rows().size() << " tenants, " << good.users.rows().size() << " users, "
            << good.roles.rows().size() << " roles, " << good.access_tokens.rows().size() << " access tokens\n";
  return 0;
}

int run(const SchemaOptions& /*options*/) {
  std::cout << fixture::json_schema();
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
