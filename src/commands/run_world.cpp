#include "commands/run_world.h"

#include <array>
#include <iostream>
#include <sys/random.h>
#include <unistd.h>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "commands/problem_line.h"
#include "commands/standing.h"
#include "http/client.h"

namespace understudy {

namespace {

constexpr Milliseconds patience = std::chrono::seconds(10);
constexpr size_t page = 500;

std::string worlds_of(const std::string& server) { return cat({server, "/_understudy/v1/worlds"}); }

}  // namespace

std::string fresh_world_name() {
  // Two containers may well have the same process id.
  std::array<char, 4> chance{};
  if (getrandom(chance.data(), chance.size(), 0) < 0) chance = {};
  return cat({"run-", std::to_string(getpid()), "-", to_hex({chance.data(), chance.size()})});
}

std::string RunWorld::address() const { return cat({worlds_of(server_), "/", percent_encode(name_)}); }

bool RunWorld::open(bool is_for_this_run_alone) {
  const auto answer = http::post_json(worlds_of(server_), Json::object({{"name", name_}}).dump(), patience);
  const bool is_open = answer && (answer->status == 200 || answer->status == 201) &&
                       parse_json(answer->body).value_or(Json()).text_at("name") == name_;
  if (!answer)
    std::cerr << "understudy: " << no_server_at(server_) << "\n";
  else if (!is_open && standing_of(server_) == Standing::stranger)
    std::cerr << "understudy: " << no_understudy_at(server_) << "\n";
  else if (!is_open)
    std::cerr << "understudy: " << server_ << " makes no world " << name_ << ": " << reason_in(*answer) << "\n";
  goes_with_this_ = is_open && is_for_this_run_alone;
  return is_open;
}

void RunWorld::tell_journal() const {
  std::cerr << "understudy: the journal of the world " << name_ << ":\n";
  std::string after = "0";
  for (bool has_more = true; has_more;) {
    const auto answer =
        http::get(cat({address(), "/journal?limit=", std::to_string(page), "&after=", after}), patience);
    if (!answer || answer->status != 200) {
      std::cerr << "understudy: it cannot be had: "
                << (answer ? reason_in(*answer) : cat({"no server answers at ", server_})) << "\n";
      return;
    }
    const Json journal = parse_json(answer->body).value_or(Json());
    const Json* entries = journal.find("entries");
    has_more = entries != nullptr && entries->items().size() == page;
    if (entries == nullptr) return;
    for (const auto& entry : entries->items()) {
      std::cerr << entry.dump() << "\n";
      if (const Json* sequence = entry.find("sequence")) after = sequence->dump();
    }
  }
}

RunWorld::~RunWorld() {
  if (goes_with_this_) http::send_delete(address(), patience);
}

}  // namespace understudy
