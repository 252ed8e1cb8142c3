#include "command_line/server_words.h"

#include <utility>

#include "base/text.h"
#include "http/client.h"
#include "http/url.h"

namespace understudy {

namespace {

/// The program speaks no TLS.
std::string complain_about_server(const std::string& url) {
  const bool is_secure = equal_ignoring_case(url.substr(0, 6), "https:");
  if (http::is_web_address(url) && !is_secure) return {};
  if (is_secure)
    return "'" + url + "' is https, and the server is asked by http, on the same port: http://localhost:9119";
  return "'" + url + "' is no address of a server, such as http://localhost:9119";
}

}  // namespace

OptionOutline url_option(std::string& url) {
  return {.name = "--url",
          .value = "URL",
          .variable = "UNDERSTUDY_URL",
          .meaning = "Its address; the variable counts where --host and --port are not given",
          .fills = &url,
          .complain = complain_about_server,
          .missing = ""};
}

OptionOutline world_option(std::string& world, std::string meaning) {
  return {.name = "--world",
          .value = "WORLD",
          .variable = "UNDERSTUDY_WORLD",
          .meaning = std::move(meaning),
          .fills = &world,
          .refuses_empty = true};
}

std::vector<OptionOutline> server_options(ServerWords& words) {
  OptionOutline url = url_option(words.url);
  url.beaten_by = {"--host", "--port"};
  return {
      std::move(url),
      {.name = "--host",
       .value = "ADDRESS",
       .variable = "UNDERSTUDY_HOST",
       .meaning = "What it was told as its --host; else both loopbacks",
       .fills = &words.host},
      {.name = "--port",
       .value = "N",
       .preset = std::to_string(words.port),
       .variable = "UNDERSTUDY_PORT",
       .meaning = "Its port on this machine",
       .fills = &words.port,
       .complain = whole_number(0, 65535)},
  };
}

std::string url_of(const ServerWords& words) {
  std::string url = words.url;
  while (url.ends_with('/')) url.pop_back();
  return url.empty() ? http::url_of_listener(words.host, words.port) : url;
}

ServerAndWorld server_and_world(const std::string& url) {
  const size_t path = url.find("/w/");
  return path == std::string::npos ? ServerAndWorld{url, ""}
                                   : ServerAndWorld{url.substr(0, path), url.substr(path + 3)};
}

std::string complain_of_worlds(const std::string& url, const std::string& world) {
  const std::string named = server_and_world(url).world;
  if (!named.empty() && !world.empty() && named != world)
    return "--world: is " + world + ", but --url ends in the world " + named;
  return "";
}

}  // namespace understudy
