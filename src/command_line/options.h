// What the command line and its environment variables may ask for, as plain values: one struct for each command.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "fixture/starters.h"

namespace understudy {

enum class LogStyle { text, json, off };

/// What the command line says of the emulated systems that there are.
struct ProviderWords {
  std::vector<std::string_view> speaks;  ///< "the gateway in front of a backend"
  std::vector<std::string> mint_types;
  std::vector<std::string> mint_keys;  ///< labels of key sets, and the stranger
  std::vector<fixture::Starter> starters;
};

/// Serve, the default command.
struct ServeOptions {
  std::vector<std::string> fixtures;  ///< paths, in order; empty: the embedded default
  std::string fixture_text;           ///< UNDERSTUDY_FIXTURE, decoded; empty: none
  std::string host;                   ///< as http::ListenerOptions has it
  int port = 9119;
  std::string public_url;
  bool is_strict_about_worlds = false;
  bool trusts_proxy = false;
  std::vector<std::string> control_origins;  ///< of pages that may use the control API besides loopbacks'
  std::vector<std::string> control_hosts;    ///< under which the control API answers besides those nobody can rebind
  bool explains_refusals = true;
  bool asks_proxy_user = false;
  bool speaks_tls = false;
  std::string data_folder;       ///< empty: nothing is kept
  std::string certificate_file;  ///< of one's own, with its key; empty: none
  std::string key_file;
  std::string authority_file;  ///< likewise
  std::string authority_key_file;
  LogStyle log = LogStyle::text;
  std::string ready_file;
  size_t max_connections = 4096;
  size_t max_worlds = 10'000;
  Milliseconds world_idle = std::chrono::hours(1);
  size_t journal_entries = 1000;
  size_t max_access_tokens = 10'000;
};

/// Validate fixtures.
struct CheckOptions {
  std::vector<std::string> fixtures;
};

/// Print the JSON Schema.
struct SchemaOptions {};

/// Write a fixture to start from.
struct InitOptions {
  std::string starter = "minimal";
  std::string output;  ///< a path; empty: the standard output
  bool overwrites = false;
  bool lists_starters = false;
};

struct MintOptions {
  std::string url;  ///< of the server, without a final slash
  std::string world;
  Json body;             ///< as POST worlds/{world}/tokens takes it; without "key" where key_file is given
  std::string key_file;  ///< a PEM or JWK to sign with; empty: none
};

/// Ask a running server how it is.
struct HealthcheckOptions {
  std::string url;  ///< of the server, without a final slash
  Milliseconds wait{0};
};

/// Make the certificate authorities of this machine.
struct CaOptions {
  std::string data_folder;  ///< empty: the usual one
  std::vector<std::string> names;
  bool renews = false;
};

/// What becomes of a proxy that the environment names already.
enum class ProxyChoice {
  undecided,   ///< that is for the user to say
  overridden,  ///< Understudy's takes its place
  kept         ///< programs go through it, to the vendors themselves
};

/// How programs are led to a server, whichever that is.
struct ReachOptions {
  std::string world;        ///< empty: nobody named one
  std::string data_folder;  ///< where the files by which it is trusted lie; empty: nobody named one
  bool has_tls = true;      ///< else only addresses lead there
  ProxyChoice proxy = ProxyChoice::undecided;
};

/// Run a program against a world.
struct RunOptions {
  ReachOptions reach;
  std::vector<std::string> command;
  std::string url;                    ///< of a running server, without a final slash; empty: one for this run alone
  std::vector<std::string> fixtures;  ///< of that one
  bool tells_journal = false;         ///< where the program fails
};

/// Print what run would set.
struct EnvOptions {
  ReachOptions reach;
  std::string url;           ///< of a running server, without a final slash
  std::string form;          ///< a name of command_line/variable_forms.h
  std::string preload_file;  ///< is written for Node; empty: none
};

/// Print a text that follows from the words alone: completions, the manual.
struct PrintOptions {
  std::string text;
};

/// The program is done with this status: help was asked for, or the words were wrong.
struct Exit {
  int status;
};

using Command = std::variant<ServeOptions, CheckOptions, SchemaOptions, InitOptions, MintOptions, HealthcheckOptions,
                             CaOptions, RunOptions, EnvOptions, PrintOptions, Exit>;

}  // namespace understudy
