#include "commands/mint.h"

#include <cerrno>
#include <iostream>
#include <system_error>

#include "base/encoding.h"
#include "base/text.h"
#include "commands/problem_line.h"
#include "commands/read_file.h"
#include "http/client.h"

namespace understudy {

namespace {

constexpr size_t largest_key_file = 64 * 1024;

int complain(const std::string& line, int status) {
  std::cerr << "understudy: " << line << "\n";
  return status;
}

}  // namespace

int mint(const MintOptions& options) {
  Json body = options.body;
  if (!options.key_file.empty()) {
    const auto key = read_file(options.key_file, largest_key_file);
    if (!key)
      return complain(
          cat({"cannot read the key ", options.key_file, " (", std::generic_category().message(errno), ")"}), 2);
    const auto jwk = parse_json(*key);
    body.set("key", jwk ? Json::object({{"jwk", *jwk}}) : Json::object({{"pem", *key}}));
  }
  const std::string url = cat({options.url, "/_understudy/v1/worlds/", percent_encode(options.world), "/tokens"});
  const auto answer = http::post_json(url, body.dump(), std::chrono::seconds(10));
  if (!answer) return complain(cat({"no server answers at ", options.url, "; start one, or name it with --url"}), 1);
  const Json minted = parse_json(answer->body).value_or(Json());
  const std::string_view token = minted.text_at("token");
  if (answer->status != 201 || token.empty())
    return complain(cat({options.url, " makes no such token: ", reason_in(*answer)}), 1);
  std::cout << token << "\n";
  return 0;
}

}  // namespace understudy
