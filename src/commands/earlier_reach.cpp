#include "commands/earlier_reach.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "commands/node_preload.h"
#include "commands/trust_files.h"
#include "world/worlds.h"

namespace understudy {

namespace {

constexpr std::string_view world_path = "/w/";

/// Who names the folder of trust files, and by which of them.
struct Naming {
  std::string_view variable;
  std::string_view file;
};
constexpr std::array namings{Naming{"NODE_EXTRA_CA_CERTS", both_authorities_file},
                             Naming{"SSL_CERT_FILE", system_bundle_file}, Naming{"CURL_CA_BUNDLE", system_bundle_file},
                             Naming{"REQUESTS_CA_BUNDLE", system_bundle_file},
                             Naming{"AWS_CA_BUNDLE", system_bundle_file}};

/// Another program's files may have such a name as well, but hardly all of them beside it.
std::string earlier_folder(const Environment& environment) {
  for (const auto& [variable, file] : namings) {
    const auto named = environment.find(variable);
    if (named == environment.end()) continue;
    const std::filesystem::path path(named->second);
    if (path.is_absolute() && path.filename() == file && has_trust_files(path.parent_path())) return path.parent_path();
  }
  return {};
}

ReachFacts earlier_facts(const Environment& environment, const std::string& base) {
  const size_t path = base.find(world_path);
  ReachFacts reach{.server = base.substr(0, path), .world = std::string(default_world)};
  if (path != std::string::npos) reach.world = base.substr(path + world_path.size());
  reach.data_folder = earlier_folder(environment);
  if (!reach.data_folder.empty()) reach.preload = in_folder(reach.data_folder, node_preload_file);
  return reach;
}

/// Without those words of a launcher's options, and a blank beside them.
void take_out(std::string& options, std::string_view words) {
  const size_t at = options.find(words);
  if (words.empty() || at == std::string::npos) return;
  const size_t end = at + words.size();
  const bool is_whole = (at == 0 || options[at - 1] == ' ') && (end == options.size() || options[end] == ' ');
  if (!is_whole) return;
  options.erase(at, words.size());
  if (at < options.size())
    options.erase(at, 1);
  else if (at > 0)
    options.pop_back();
}

bool tells_of_a_server(std::string_view name) { return name.starts_with("UNDERSTUDY_"); }

void take_out(Environment& environment, const ReachVariables& earlier) {
  for (const auto& [name, value] : earlier.settings) {
    const auto there = environment.find(name);
    if (there == environment.end() || tells_of_a_server(name)) continue;
    if (name.ends_with("_OPTIONS")) take_out(there->second, value);
    if (there->second == value || there->second.empty()) environment.erase(there);
  }
}

/// Where the user has a trust store or a proxy for Java, the other half alone was set.
void take_out_halves(Environment& environment, const ReachVariables& whole, const ReachVariables& first) {
  for (const auto& half : first.settings) {
    const auto& [name, value] = half;
    const auto longer = std::find_if(whole.settings.begin(), whole.settings.end(), [&](const auto& setting) {
      return setting.name == half.name && setting.value.starts_with(half.value + " ");
    });
    if (longer == whole.settings.end()) continue;
    take_out(environment, {{{name, value}, {name, longer->value.substr(value.size() + 1)}}, {}});
  }
}

}  // namespace

Environment without_earlier_reach(Environment environment, const std::vector<ClientVariable>& client_variables) {
  const auto base = environment.find("UNDERSTUDY_BASE_URL");
  if (base == environment.end() || base->second.empty()) return environment;
  ReachFacts earlier = earlier_facts(environment, base->second);
  earlier.client_variables = client_variables;
  const auto whole = reach_variables(earlier, {});
  take_out(environment, whole);
  earlier.proxy = ProxyChoice::kept;
  take_out_halves(environment, whole, reach_variables(earlier, {}));
  return environment;
}

}  // namespace understudy
