#include "command_line/server_words.h"

#include "http/client.h"

namespace understudy {

CLI::Option* add_server(CLI::App& command, ServerWords& words) {
  const std::string group = "The server";
  auto* url = command.add_option("--url", words.url, "Its address; else where --host and --port say that it listens")
                  ->envname("UNDERSTUDY_URL")
                  ->type_name("URL")
                  ->group(group);
  command.add_option("--host", words.host, "What it was told as its --host; else both loopbacks")
      ->envname("UNDERSTUDY_HOST")
      ->type_name("ADDRESS")
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
  return url.empty() ? http::url_of_listener(words.host, words.port) : url;
}

}  // namespace understudy
