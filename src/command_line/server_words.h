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

/// The first of them alone.
OptionOutline url_option(std::string& url);
/// The option by which a world is named beside it.
OptionOutline world_option(std::string& world, std::string meaning);

/// Without a final slash. Where no address was given, the one at which a server with the same host and port listens.
std::string url_of(const ServerWords& words);

/// The world's own address may be given as the server's, ".../w/my-test".
struct ServerAndWorld {
  std::string url;
  std::string world;  ///< that the address ends in; may be empty
};
ServerAndWorld server_and_world(const std::string& url);
/// Where `--world` and the address name two: "--world: is …".
std::string complain_of_worlds(const std::string& url, const std::string& world);

}  // namespace understudy
