#include "command_line/server_words.h"

namespace understudy {

CLI::Option* add_server(CLI::App& command, ServerWords& words) {
  const std::string group = "The server";
  auto* url = command.add_option("--url", words.url, "Its address; else http://127.0.0.1:PORT")
                  ->envname("UNDERSTUDY_URL")
                  ->type_name("URL")
                  ->group(group);
  command.add_option("--port", words.port, "Its port on this machine")
      ->envname("UNDERSTUDY_PORT")
      ->check(count_option(0, 65535))
      ->capture_default_str()
      ->group(group);
  return url;
}

std::string url_of(const ServerWords& words) {
  std::string url = words.url;
  while (url.ends_with('/')) url.pop_back();
  return url.empty() ? "http://127.0.0.1:" + std::to_string(words.port) : url;
}

}  // namespace understudy
