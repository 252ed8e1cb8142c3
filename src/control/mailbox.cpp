// A world's mailbox: read at once or awaited, and emptied.
#include <utility>

#include "base/text.h"
#include "control/operations.h"
#include "control/waiting.h"

namespace understudy::control {

namespace {

constexpr size_t most_at_once = 1000;

/// A text that mails are chosen by: one that is empty is most often a variable that was never set.
std::string read_choice(const http::Fields& query, std::string_view name) {
  const auto* text = query.find(name);
  if (text == nullptr) return {};
  if (text->empty()) throw Refusal{Reason::invalid_request, cat({name, " is a text that is not empty"}), "", ""};
  return *text;
}

/// No address and no number has a blank, but a "+" that was not encoded becomes one: waited for, it would never come.
std::string read_recipient(const http::Fields& query) {
  auto to = read_choice(query, "to");
  if (to.find(' ') != std::string::npos)
    throw Refusal{Reason::invalid_request, "to has no blank; a + in a query is written %2B", "",
                  std::string(shorten(to, 80))};
  return to;
}

MailFilter read_filter(const http::Fields& query) {
  return {.to = read_recipient(query),
          .kind = read_choice(query, "kind"),
          .after = read_number(query, "after", 0),
          .limit = read_number(query, "limit", 100, most_at_once)};
}

/// There is news, too, where `after` is beyond the last mail, as in the journal.
Look look_at(World& world, const MailFilter& filter) {
  struct Found {
    std::vector<Mail> mails;
    uint64_t last;
  };
  const auto found = world.step([&](WorldState& state) {
    return Found{state.mailbox.find(filter), state.mailbox.last_sequence()};
  });
  Json messages = Json::array();
  for (const auto& mail : found.mails) messages.push(to_json(mail));
  return {
      http::json(200, Json::object({{"messages", std::move(messages)}, {"last", static_cast<long long>(found.last)}})),
      !found.mails.empty() || filter.after > found.last};
}

}  // namespace

http::Reply read_mailbox(const Control& control, front::Visit& visit) {
  const auto world = control.known_world(visit);
  const auto query = read_fields(visit, {"to", "kind", "after", "limit", "wait"});
  return answer_in_time(world,
                        {read_wait(query), [filter = read_filter(query)](World& here) { return look_at(here, filter); },
                         &World::watch_mailbox});
}

http::Reply empty_mailbox(const Control& control, front::Visit& visit) {
  read_fields(visit, {});
  control.world(visit)->step([](WorldState& state) { state.mailbox.clear(); });
  return http::no_content();
}

}  // namespace understudy::control
