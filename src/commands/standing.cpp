#include "commands/standing.h"

#include "base/json.h"
#include "base/text.h"
#include "http/client.h"

namespace understudy {

namespace {

constexpr Milliseconds patience = std::chrono::seconds(10);

}  // namespace

Standing standing_of(const std::string& server) {
  const auto answer = http::get(cat({server, "/_understudy/v1/health"}), patience);
  if (!answer) return Standing::silent;
  const Json health = parse_json(answer->body).value_or(Json());
  return answer->status == 200 && health.text_at("status") == "ok" ? Standing::understudy : Standing::stranger;
}

std::string no_server_at(const std::string& server) {
  return cat({"no server answers at ", server, "; start one, or leave --url and UNDERSTUDY_URL out"});
}

std::string no_understudy_at(const std::string& server) {
  return cat({"what answers at ", server,
              " is no Understudy; say by --url where it is, such as http://localhost:9119, or with a world "
              "http://localhost:9119/w/ci"});
}

}  // namespace understudy
