// Which server a command asks: two options that such commands share.
#pragma once

#include <string>

#include "command_line/parser.h"

namespace understudy {

struct ServerWords {
  std::string url;
  std::string host;  ///< as http::ListenerOptions has it
  int port = 9119;
};

/// `words` are filled when the command is parsed.
void add_server(CLI::App& command, ServerWords& words);

/// Without a final slash. Where no address was given, the one at which a server with the same host and port listens.
std::string url_of(const ServerWords& words);

}  // namespace understudy
