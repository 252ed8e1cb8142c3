// The command line and its environment variables, read into plain values. Wrong words are answered here, with exit
// status 2 and the next step.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

namespace understudy {

enum class LogStyle { text, json, off };

/// Serve, the default command.
struct ServeOptions {
  std::vector<std::string> fixtures;  ///< paths, in order; empty: the embedded default
  std::string fixture_text;           ///< UNDERSTUDY_FIXTURE, decoded; empty: none
  std::string host;                   ///< as http::ListenerOptions has it
  int port = 9119;
  std::string public_url;
  bool is_strict_about_worlds = false;
  bool trusts_proxy = false;
  bool explains_refusals = true;
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

/// Ask a running server how it is.
struct HealthcheckOptions {
  std::string url;  ///< of the server, without a final slash
  Milliseconds wait{0};
};

/// The program is done with this status: help was asked for, or the words were wrong.
struct Exit {
  int status;
};

using Command = std::variant<ServeOptions, CheckOptions, SchemaOptions, HealthcheckOptions, Exit>;

Command parse_command_line(int count, char** words);

}  // namespace understudy
