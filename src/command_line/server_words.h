// Which server a command asks: three options that such commands share.
#pragma once

#include <string>
#include <vector>

#include "command_line/outline.h"

namespace understudy {

struct ServerWords {
  std::string url;
  std::string host;  ///< as http::ListenerOptions has it
  int port = 9119;
};

inline constexpr const char* server_group = "The server";
/// They fill `words` when the command is read.
std::vector<OptionOutline> server_options(ServerWords& words);

/// Without a final slash. Where no address was given, the one at which a server with the same host and port listens.
std::string url_of(const ServerWords& words);

}  // namespace understudy
