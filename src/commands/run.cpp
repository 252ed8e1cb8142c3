#include "commands/run.h"

#include <cerrno>
#include <iostream>
#include <sys/wait.h>
#include <system_error>

#include "base/text.h"
#include "commands/child.h"
#include "commands/complain.h"
#include "commands/earlier_reach.h"
#include "commands/node_preload.h"
#include "commands/own_server.h"
#include "commands/reach_variables.h"
#include "commands/run_world.h"
#include "commands/trust_files.h"
#include "commands/trust_folder.h"
#include "world/worlds.h"

namespace understudy {

namespace {

/// False, with the choice told, where the environment names a proxy of somebody else.
bool is_proxy_decided(const RunOptions& options, const Environment& environment, const std::string& own_proxy) {
  if (!options.reach.has_tls || options.reach.proxy != ProxyChoice::undecided) return true;
  const auto names = foreign_proxies(environment, own_proxy);
  if (!names.empty()) complain(undecided_proxy(names));
  return names.empty();
}

/// A server of one's own fills the folder when it starts; what another one says is fetched, or lies where it is told.
bool find_folder(const RunOptions& options, TrustFolder& folder) {
  if (!options.reach.has_tls) return true;
  const std::string& told = options.reach.data_folder;
  if (options.url.empty()) return folder.choose(told);
  if (told.empty()) return folder.fetch(options.url, own_environment());
  return folder.choose(told) && folder.is_filled() && folder.is_of(options.url);
}

/// The same for all runs, so that none has to be cleared away: it reads variables that each run sets.
bool have_preload(const std::string& path, const Providers& providers) {
  if (write_node_preload(path, node_preload("", "", providers.vendor_host_patterns()))) return true;
  complain(cat({"cannot write ", path, " (", std::generic_category().message(errno), ")"}));
  return false;
}

int status_of(int ended) { return WIFSIGNALED(ended) ? 128 + WTERMSIG(ended) : WEXITSTATUS(ended); }

/// Until the child ends. Signals go on to it, but for those that the terminal sent to both. As the first process of a
/// container this one also sees to what others leave behind.
int wait_for(pid_t child, OwnServer& server, SignalQueue& signals) {
  for (;;) {
    const auto signal = signals.next();
    if (signal.number != SIGCHLD) {
      if (!signal.is_of_the_terminal) kill(child, signal.number);
      continue;
    }
    int ended = 0;
    for (pid_t gone = waitpid(-1, &ended, WNOHANG); gone > 0; gone = waitpid(-1, &ended, WNOHANG)) {
      if (gone == child) return status_of(ended);
      if (server.took_end_of(gone)) complain("the server has ended before the command");
    }
  }
}

int run_child(const RunOptions& options, const ReachVariables& variables, OwnServer& server, SignalQueue& signals) {
  for (const auto& note : variables.notes) complain(note);
  ChildOptions child{.words = options.command, .last_signal = SIGTERM};
  for (const auto& [name, value] : variables.settings) child.variables.emplace_back(name, value);
  const Child started = start_child(child, signals);
  if (started.pid >= 0) return wait_for(started.pid, server, signals);
  complain(started.error == ENOENT ? cat({"there is no command ", options.command.front()})
                                   : cat({"cannot run ", options.command.front(), " (",
                                          std::generic_category().message(started.error), ")"}));
  return started.error == ENOENT ? 127 : 126;
}

}  // namespace

int run_program(const RunOptions& options, const Providers& providers) {
  SignalQueue signals;
  const bool has_own_server = options.url.empty();
  const bool is_named = !options.reach.world.empty();
  ReachFacts reach{
      .server = options.url,
      .world = is_named ? options.reach.world : std::string(has_own_server ? default_world : fresh_world_name()),
      .has_tls = options.reach.has_tls,
      .proxy = options.reach.proxy,
      .client_variables = providers.client_variables(),
      .vendor_hosts = providers.vendor_host_patterns()};
  const auto environment = without_earlier_reach(own_environment(), reach.client_variables);
  if (!is_proxy_decided(options, environment, has_own_server ? "" : proxy_of(reach))) return 2;
  TrustFolder folder;
  if (!find_folder(options, folder)) return 2;
  reach.data_folder = folder.path();

  OwnServer server;
  if (has_own_server) {
    if (const int status = server.start({options.fixtures, reach.data_folder, reach.has_tls}, signals)) return status;
    reach.server = server.url();
  }
  if (reach.has_tls) {
    reach.preload = in_folder(reach.data_folder, node_preload_file);
    if (!folder.is_filled() || !have_preload(reach.preload, providers)) return 2;
  }
  RunWorld world(reach.server, reach.world);
  if (!world.open(!is_named && !has_own_server)) return 2;
  const int status = run_child(options, reach_variables(reach, environment), server, signals);
  if (status != 0 && options.tells_journal) world.tell_journal();
  return status;
}

}  // namespace understudy
