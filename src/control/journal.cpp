// A world's journal: read at once, awaited, or streamed.
#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "control/operations.h"
#include "control/waiting.h"
#include "http/accept.h"

namespace understudy::control {

namespace {

struct JournalQuery {
  uint64_t after = 0;
  size_t limit = 100;
  Milliseconds wait{0};
};

JournalQuery read_query(const front::Visit& visit) {
  const auto fields = read_fields(visit, {"after", "limit", "wait"});
  JournalQuery query;
  query.after = read_number(fields, "after", 0);
  query.limit = std::min<uint64_t>(read_number(fields, "limit", 100), 1000);
  query.wait = read_wait(fields);
  return query;
}

Json to_json(const JournalEntry& entry) {
  Json json = Json::object({{"sequence", static_cast<long long>(entry.sequence)},
                            {"time", to_iso8601_milliseconds(entry.time)},
                            {"method", entry.method},
                            {"path", entry.path}});
  if (!entry.api.empty()) json.set("api", entry.api);
  if (!entry.operation.empty()) json.set("operation", entry.operation);
  json.set("status", entry.status);
  if (!entry.caller.empty()) json.set("caller", entry.caller);
  if (!entry.tenant.empty()) json.set("tenant", entry.tenant);
  if (!entry.reason.empty()) json.set("reason", entry.reason);
  if (const auto& refusal = entry.refusal) {
    json.set("rule", refusal->rule);
    if (!refusal->expected.empty()) json.set("expected", refusal->expected);
    if (!refusal->got.empty()) json.set("got", refusal->got);
  }
  json.set("duration_us", static_cast<long long>(entry.duration_us));
  return json;
}

/// There is news, too, where `after` is beyond the last entry: whoever asks so knows another life of this world, and
/// learns where it is.
Look look_at(World& world, const JournalQuery& query) {
  struct Found {
    std::vector<JournalEntry> entries;
    uint64_t last;
  };
  const auto found = world.step([&](WorldState& state) {
    return Found{state.journal.after(query.after, query.limit), state.journal.last_sequence()};
  });
  Json entries = Json::array();
  for (const auto& entry : found.entries) entries.push(to_json(entry));
  return {
      http::json(200, Json::object({{"entries", std::move(entries)}, {"last", static_cast<long long>(found.last)}})),
      found.last != query.after};
}

/// Proxies let go of connections on which nothing is said, nginx after a minute.
constexpr Milliseconds silence{15'000};

/// Server-sent events (WHATWG HTML §9.2), one for each entry: each once, in order, whoever tells that there are more.
/// In between a comment, so that the stream is never silent for long.
class JournalStream : public std::enable_shared_from_this<JournalStream> {
 public:
  JournalStream(std::weak_ptr<World> world, std::shared_ptr<http::Exchange> exchange, uint64_t after)
      : world_(std::move(world)), pending_(std::move(exchange)), sent_(after) {}

  void begin() {
    auto head = http::text(200, "text/event-stream", ": the journal of this world, as it is written\n\n");
    head.headers.add("Cache-Control", "no-store");
    head.headers.add("X-Accel-Buffering", "no");  // nginx would hand the events on by the page
    if (const auto exchange = pending_.get()) exchange->begin(std::move(head));
    has_begun_ = true;
    send_news();
    break_silence_later();
  }

  void send_news() {
    const auto here = world_.lock();
    if (!here || !has_begun_) return;
    const std::lock_guard lock(mutex_);
    const auto news = here->step([&](WorldState& state) { return state.journal.after(sent_, 1000); });
    for (const auto& entry : news) {
      sent_ = entry.sequence;
      if (!send(cat({"id: ", std::to_string(entry.sequence), "\ndata: ", to_json(entry).dump(), "\n\n"}))) return;
    }
  }

  void end() {
    if (const auto exchange = pending_.take()) has_begun_ ? exchange->end() : exchange->reply(world_is_gone());
  }
  void close() { pending_.take(); }
  bool is_over() const { return pending_.is_over(); }

 private:
  /// Who does not read what it asked for is let go, rather than buffered for without end.
  bool send(std::string_view piece) {
    const auto exchange = pending_.get();
    if (!exchange) return false;
    if (exchange->write(piece)) return true;
    close();
    exchange->abort();
    return false;
  }

  void break_silence_later() {
    const auto exchange = pending_.get();
    if (!exchange) return;
    exchange->after(silence, [weak_stream = weak_from_this()] {
      const auto stream = weak_stream.lock();
      if (stream && stream->send(":\n\n")) stream->break_silence_later();
    });
  }

  const std::weak_ptr<World> world_;
  Pending pending_;
  std::mutex mutex_;
  uint64_t sent_;
  std::atomic<bool> has_begun_{false};
};

http::Reply stream_journal(const std::shared_ptr<World>& world, uint64_t after) {
  http::Reply reply;
  reply.later = [weak_world = std::weak_ptr<World>(world), after](const std::shared_ptr<http::Exchange>& exchange) {
    const auto here = weak_world.lock();
    if (!here) return exchange->reply(world_is_gone());
    const auto stream = std::make_shared<JournalStream>(weak_world, exchange, after);
    here->watch_journal(
        {[stream] { stream->send_news(); }, [stream] { return stream->is_over(); }, [stream] { stream->end(); }});
    exchange->on_gone([weak_stream = std::weak_ptr<JournalStream>(stream)] {
      if (const auto gone = weak_stream.lock()) gone->close();
    });
    stream->begin();
  };
  return reply;
}

uint64_t last_sequence(World& world) {
  return world.step([](const WorldState& state) { return state.journal.last_sequence(); });
}

bool wants_stream(const http::Request& request) {
  return request.method == "GET" && http::weight_of(request, "text/event-stream") > 0;
}

}  // namespace

http::Reply read_journal(const Control& control, front::Visit& visit) {
  const auto world = control.known_world(visit);
  auto query = read_query(visit);
  if (wants_stream(visit.request)) {
    // What an EventSource sends when it connects again.
    const auto* last_id = visit.request.headers.find("Last-Event-ID");
    if (last_id != nullptr) query.after = parse_number(*last_id).value_or(query.after);
    // A world that began anew has nothing of what was seen of the one before.
    if (last_id != nullptr && query.after > last_sequence(*world)) query.after = 0;
    return stream_journal(world, query.after);
  }
  return answer_in_time(world,
                        {query.wait, [query](World& here) { return look_at(here, query); }, &World::watch_journal});
}

}  // namespace understudy::control
