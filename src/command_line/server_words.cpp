#include "command_line/server_words.h"

#include "base/text.h"
#include "http/client.h"
#include "http/url.h"

namespace understudy {

namespace {

/// The program speaks no TLS.
std::string complain_about_server(const std::string& url) {
  if (http::is_web_address(url) && !equal_ignoring_case(url.substr(0, 6), "https:")) return {};
  return "'" + url + "' is no address of a server, such as http://localhost:9119";
}

}  // namespace

void add_server(CLI::App& command, ServerWords& words) {
  const std::string group = "The server";
  command.add_option("--url", words.url, "Its address; else where --host and --port say that it listens")
      ->envname("UNDERSTUDY_URL")
      ->check(CLI::Validator(complain_about_server, "URL"))
      ->type_name("")
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
}

std::string url_of(const ServerWords& words) {
  std::string url = words.url;
  while (url.ends_with('/')) url.pop_back();
  return url.empty() ? http::url_of_listener(words.host, words.port) : url;
}

}  // namespace understudy
