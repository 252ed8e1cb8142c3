#include "commands/env.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "command_line/variable_forms.h"
#include "commands/complain.h"
#include "commands/earlier_reach.h"
#include "commands/node_preload.h"
#include "commands/reach_variables.h"
#include "commands/standing.h"
#include "commands/trust_folder.h"
#include "world/worlds.h"

namespace understudy {

namespace {

const VariableForm& form_named(const std::string& name) {
  return *std::find_if(variable_forms.begin(), variable_forms.end(),
                       [&](const VariableForm& form) { return form.name == name; });
}

/// All lines, or nothing where a variable cannot be written in this form.
std::optional<std::string> lines_of(const ReachVariables& variables, const VariableForm& form) {
  std::string lines(form.head);
  for (const auto& [name, value] : variables.settings) {
    if (name == form.lacks) {
      complain(cat({name, " is left out, since its reader refuses it; set it where the program starts"}));
      continue;
    }
    const auto line = form.write(name, value);
    if (!line) {
      complain(cat({"the value of ", name, " has characters that no spelling in ", form.name,
                    " is safe for; choose another --shell, or a --data-dir without them"}));
      return std::nullopt;
    }
    lines += *line;
  }
  return lines;
}

bool write_preload(const EnvOptions& options, const ReachFacts& reach, const Providers& providers) {
  if (options.preload_file.empty()) return true;
  if (write_node_preload(reach.preload, node_preload(reach.server, reach.world, providers.vendor_host_patterns())))
    return true;
  complain(cat({"cannot write ", options.preload_file, " (", std::generic_category().message(errno),
                "); name a file in a folder that is there and may be written to"}));
  return false;
}

/// Where programs find the files: as the user says, who may know of another machine, or where they are put now.
bool find_folder(const EnvOptions& options, TrustFolder& folder) {
  const std::string& told = options.reach.data_folder;
  if (!options.reach.has_tls) return true;
  if (told.empty()) return folder.fetch_and_keep(options.url);
  if (!folder.choose(told) || !form_named(options.form).is_read_here) return !folder.path().empty();
  // The server may be started later.
  return folder.is_filled() && (standing_of(options.url) == Standing::silent || folder.is_of(options.url));
}

/// With addresses alone, nothing else would show that a server is none of Understudy's.
bool is_no_stranger(const EnvOptions& options) {
  if (options.reach.has_tls || standing_of(options.url) != Standing::stranger) return true;
  complain(no_understudy_at(options.url));
  return false;
}

}  // namespace

int print_variables(const EnvOptions& options, const Providers& providers) {
  const auto& form = form_named(options.form);
  ReachFacts reach{.server = options.url,
                   .world = options.reach.world.empty() ? std::string(default_world) : options.reach.world,
                   .has_tls = options.reach.has_tls,
                   .proxy = options.reach.proxy,
                   .client_variables = providers.client_variables(),
                   .vendor_hosts = providers.vendor_host_patterns()};
  const Environment environment =
      form.is_read_here ? without_earlier_reach(own_environment(), reach.client_variables) : Environment();
  const auto proxies = foreign_proxies(environment, proxy_of(reach));
  if (reach.has_tls && !proxies.empty() && reach.proxy == ProxyChoice::undecided) {
    complain(undecided_proxy(proxies));
    return 2;
  }
  TrustFolder folder;
  if (!is_no_stranger(options) || !find_folder(options, folder)) return 2;
  reach.data_folder = folder.path();
  if (!options.preload_file.empty()) reach.preload = std::filesystem::absolute(options.preload_file);
  const auto variables = reach_variables(reach, environment);
  const auto lines = lines_of(variables, form);
  if (!lines || !write_preload(options, reach, providers)) return 2;
  for (const auto& note : variables.notes) complain(note);
  std::cout << *lines;
  return 0;
}

}  // namespace understudy
