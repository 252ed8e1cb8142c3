#include "front/passage.h"

#include <algorithm>

#include "base/time.h"
#include "front/cors.h"
#include "front/explanation.h"
#include "http/url.h"

namespace understudy::front {

namespace {

constexpr size_t longest_journal_path = 200;

/// A segment that is longer than any id may be a secret that went astray.
std::string journal_path(std::string_view path) {
  constexpr size_t longest_segment = 64;
  std::string safe;
  safe.reserve(std::min(path.size(), longest_journal_path));
  while (!path.empty() && safe.size() < longest_journal_path) {
    const auto segment = path.substr(0, path.find('/', 1));  // with the slash before it
    safe += segment.size() <= 1 + longest_segment ? segment : "/...";
    path.remove_prefix(segment.size());
  }
  return printable(std::move(safe), longest_journal_path);
}

Routing::Reach reach_of(const VendorHosts& hosts, const VendorHost* vendor) {
  if (vendor == nullptr) return {};
  return [&hosts, vendor](const Api& api) { return api.scope == Scope::world && hosts.lets_answer(*vendor, api.name); };
}

}  // namespace

Front::Passage::Passage(const Front& way, const http::Request& asked)
    : front(way),
      request(asked),
      // What a path may not do must not be done under another spelling of it.
      path(http::plainer_path(asked.path).value_or(asked.path)),
      choice(choose_world(asked, path, way.options_.proxies, way.hosts_)),
      reach(reach_of(way.hosts_, choice.vendor)),
      found(find_route(way, asked, choice.path, reach)),
      origin(origin_of(asked)) {}

Routing::Result Front::Passage::find_route(const Front& way, const http::Request& asked, std::string_view path,
                                           const Routing::Reach& reach) {
  const auto& routing = way.routing_for(asked);
  if (&routing != &way.routing_) return routing.find(asked.method, "/");
  return routing.find(asked.method, path, asked.headers, reach);
}

struct Front::Passage::Kept {
  explicit Kept(const Passage& of) : request(of.request), passage(of.front, request) {}

  const http::Request request;
  Passage passage;
};

void Front::Passage::enter(std::shared_ptr<World> entered) {
  const Instant now = entered->now();
  enter(std::move(entered), now, front.nobody_);
}

std::shared_ptr<Front::Passage> Front::Passage::kept() const {
  const auto kept = std::make_shared<Kept>(*this);
  kept->passage.started = started;
  auto* messenger = front.options_.messenger;
  kept->passage.enter(world, entry.time, messenger == nullptr ? front.nobody_ : *messenger);
  return {kept, &kept->passage};
}

void Front::Passage::enter(std::shared_ptr<World> entered, Instant time, http::Messenger& messenger) {
  world = std::move(entered);
  entry.time = time;
  entry.method = request.method;
  entry.path = journal_path(choice.path);
  visit.emplace(Visit{.request = request,
                      .path = choice.path,
                      .world = *world,
                      .kinds = front.kinds_,
                      .choice = choice,
                      .public_url = front.options_.public_url,
                      .base = world_address(front.options_.public_url, world->name()),
                      .signer = access::Signer(*world),
                      .now = entry.time,
                      .messenger = messenger,
                      .journal = entry,
                      .params = found.match ? std::move(found.match->params) : Params()});
}

void Front::Passage::finish(http::Reply& reply) {
  // What works on all worlds may have moved the clock of this one.
  finish(reply, is_of_server(found.owner) ? world->now() : entry.time);
}

void Front::Passage::finish_late(http::Reply& reply) { finish(reply, world->now()); }

void Front::Passage::finish(http::Reply& reply, Instant now) {
  if (is_finished_) return;
  is_finished_ = true;
  if (api != nullptr && api->finish != nullptr) api->finish(*world, entry, reply);
  for (auto* interceptor : front.options_.interceptors) interceptor->after(*world, entry, reply);
  if (found.owner != nullptr)
    for (const auto& header : found.owner->headers) reply.headers.set(header.name, header.value);
  allow_origin(origin, origin_rule, front.exposed_, reply);
  reply.headers.set("Date", to_http_date(now));
  if (!world->notice().empty()) reply.headers.add("X-Understudy-Notice", world->notice());
  if (found.owner != nullptr && found.owner->scope != Scope::world) return;
  entry.status = reply.status;
  entry.duration_us =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started).count();
  world->record(std::move(entry));
}

}  // namespace understudy::front
