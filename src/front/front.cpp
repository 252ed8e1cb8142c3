#include "front/front.h"

#include <algorithm>
#include <exception>

#include "base/text.h"
#include "front/cors.h"
#include "front/explanation.h"
#include "front/forward_proxy.h"
#include "front/passage.h"
#include "front/problem.h"

namespace understudy::front {

namespace {

/// What a page of another site loads without asking: images, scripts, style sheets (Fetch Metadata §2).
bool is_foreign_subresource(const http::Request& request) {
  return request.headers.has("Sec-Fetch-Site", "cross-site") && request.headers.has("Sec-Fetch-Mode", "no-cors");
}

bool admits(const Api& api, const http::Request& request) {
  try {
    if (api.admit) api.admit(request);
    return true;
  } catch (const Refusal&) {
    return false;
  }
}

std::optional<Routing> routing_of(const ForwardProxy* proxy) {
  if (proxy == nullptr) return std::nullopt;
  return Routing({proxy->api()});
}

/// Lets a late answer be finished as one given at once.
template <class Passage>
class FinishingExchange final : public http::Exchange {
 public:
  FinishingExchange(std::shared_ptr<http::Exchange> inner, std::shared_ptr<Passage> passage)
      : inner_(std::move(inner)), passage_(std::move(passage)) {}

  void reply(http::Reply whole) override {
    passage_->finish_late(whole);
    inner_->reply(std::move(whole));
  }
  void begin(http::Reply head) override {
    passage_->finish_late(head);
    inner_->begin(std::move(head));
  }
  bool write(std::string_view bytes) override { return inner_->write(bytes); }
  void end() override { inner_->end(); }
  void abort() override { inner_->abort(); }
  void lead_to(http::Descriptor other, std::string request) override {
    http::Reply led;
    passage_->finish_late(led);
    inner_->lead_to(std::move(other), std::move(request));
  }
  void after(Milliseconds delay, std::function<void()> task) override { inner_->after(delay, std::move(task)); }
  void on_gone(std::function<void()> task) override { inner_->on_gone(std::move(task)); }

 private:
  std::shared_ptr<http::Exchange> inner_;
  std::shared_ptr<Passage> passage_;
};

}  // namespace

Front::Front(Worlds& worlds, const access::Kinds& kinds, std::vector<Api> apis, FrontOptions options)
    : worlds_(worlds),
      kinds_(kinds),
      routing_(std::move(apis)),
      proxy_routing_(routing_of(options.proxy)),
      options_(std::move(options)),
      hosts_(options_.vendor_hosts == nullptr ? no_hosts_ : *options_.vendor_hosts),
      exposed_(exposed_headers(options_.exposed_headers)),
      waiting_room_(options_.waiting_room.threads == 0 ? nullptr
                                                       : std::make_unique<WaitingRoom>(options_.waiting_room)) {}

http::Reply Front::answer(const http::Request& request) const {
  if (request.method == "CONNECT" && options_.proxy != nullptr && options_.proxy->is_answered_here(request)) return {};
  const auto passage = std::make_shared<Passage>(*this, request);
  const Api* owner = passage->found.owner;
  try {
    check_arrival(*passage);
    if (owner != nullptr && owner->admit) owner->admit(request);
    passage->enter(enter(request, passage->choice, owner));
  } catch (const Refusal& refusal) {
    return refuse_entry(request, refusal, owner);
  }
  if (!waits(*passage)) return answer_here(passage);
  const auto kept = passage->kept();
  return waiting_room_ ? answer_elsewhere(kept) : answer_here(kept);
}

/// Most come straight, and are not looked at.
const Routing& Front::routing_for(const http::Request& request) const {
  if (request.arrival.proxied_to.empty() || !proxy_routing_) return routing_;
  return options_.proxy->is_answered_here(request) ? routing_ : *proxy_routing_;
}

/// Whatever happens in a request's world on its behalf happens when it came. What works on all worlds sets their
/// clocks.
template <class Act>
auto Front::at_its_time(const Passage& passage, Act act) const {
  std::optional<World::Moment> moment;
  if (!is_of_server(passage.found.owner)) moment.emplace(*passage.world, passage.entry.time);
  return act();
}

bool Front::waits(Passage& passage) const {
  const auto& match = passage.found.match;
  if (!match || !match->route->waits) return false;
  try {
    return at_its_time(passage, [&] { return match->route->waits(*passage.visit); });
  } catch (...) {  // the handler finds the same, and is heard
    return false;
  }
}

http::Reply Front::answer_here(const std::shared_ptr<Passage>& passage) const {
  auto reply = at_its_time(*passage, [&] { return answer_guarded(*passage, [&] { return dispatch(*passage); }); });
  if (reply.later) return answer_later(std::move(reply), passage);
  passage->finish(reply);
  return reply;
}

http::Reply Front::answer_elsewhere(const std::shared_ptr<Passage>& passage) const {
  http::Reply reply;
  reply.later = [this, passage](const std::shared_ptr<http::Exchange>& exchange) {
    const bool is_taken = waiting_room_->take([this, passage, exchange] {
      auto given = answer_here(passage);
      given.later ? given.later(exchange) : exchange->reply(std::move(given));
    });
    if (!is_taken) exchange->reply(refuse_to_wait(*passage));
  };
  return reply;
}

http::Reply Front::refuse_to_wait(Passage& passage) const {
  const auto& room = options_.waiting_room;
  const Refusal full{
      Reason::limit_reached, "too many answers wait for others already; ask again later",
      cat({"at most ", std::to_string(room.threads), " that wait, and ", std::to_string(room.queue), " in the queue"}),
      ""};
  give_to_route(passage);
  auto reply = at_its_time(passage, [&] { return refuse(full, passage); });
  passage.finish(reply);
  return reply;
}

http::Reply Front::answer_later(http::Reply reply, const std::shared_ptr<Passage>& passage) const {
  reply.later = [this, later = std::move(reply.later), passage](std::shared_ptr<http::Exchange> exchange) {
    const auto finishing = std::make_shared<FinishingExchange<Passage>>(std::move(exchange), passage);
    bool is_accepted = false;
    auto refused = answer_guarded(*passage, [&] {
      later(finishing);
      is_accepted = true;
      return http::Reply();
    });
    if (!is_accepted) finishing->reply(std::move(refused));
  };
  return reply;
}

std::shared_ptr<World> Front::enter(const http::Request& request, const WorldChoice& choice, const Api* owner) const {
  if (is_of_server(owner)) return worlds_.enter(default_world);
  if (is_foreign_subresource(request) && !worlds_.find(choice.name))
    throw Refusal{Reason::permission_denied, "an image or a script in a page of another site makes no world",
                  "a world that is there", std::string(shorten(choice.name, 80))};
  return worlds_.enter(choice.name);
}

/// What the page that asks may read of that API's replies; null: of a path that nobody has.
OriginRule Front::rule_for(const http::Request& request, const Api* asked) const {
  const auto origin = origin_of(request);
  if (asked == nullptr || origin.empty()) return OriginRule::with_credentials;
  if (!admits(*asked, request)) return OriginRule::refused;
  return asked->judge_origin ? asked->judge_origin(*worlds_.ground().seed, origin, request.query)
                             : OriginRule::with_credentials;
}

/// For answers that no world gives.
void Front::dress(const http::Request& request, const Api* owner, http::Reply& reply) const {
  if (owner != nullptr)
    for (const auto& header : owner->headers) reply.headers.set(header.name, header.value);
  allow_origin(origin_of(request), rule_for(request, owner), exposed_, reply);
}

template <class Answer>
http::Reply Front::answer_guarded(Passage& passage, Answer answer) const {
  try {
    return answer();
  } catch (const Refusal& refusal) {
    return refuse(refusal, passage);
  } catch (const std::exception& bug) {
    if (options_.log_error)
      options_.log_error(
          cat({"internal error in ", passage.entry.api, " ", passage.entry.operation, ": ", bug.what()}));
    return refuse({Reason::internal_error, "a mistake in Understudy itself; its log tells more", "", ""}, passage);
  }
}

http::Reply Front::dispatch(Passage& passage) const {
  Visit& visit = *passage.visit;
  if (!passage.found.match) return unrouted(passage);
  const auto& match = *passage.found.match;
  const Route& route = *match.route;
  // Where a route for every method is not emulated, a page may still learn what its next request comes to.
  if (!route.answer && is_preflight(visit.request)) return unrouted(passage);
  give_to_route(passage);
  for (auto* interceptor : options_.interceptors)
    if (auto instead = interceptor->before(visit)) return std::move(*instead);
  if (!route.answer)
    throw Refusal{Reason::not_emulated, cat({"Understudy does not emulate ", route.operation, " of ", match.api->name}),
                  "", ""};
  if (match.group->require) match.group->require(visit);
  return route.answer(visit);
}

/// From here on its API and its group speak.
void Front::give_to_route(Passage& passage) const {
  const auto& match = *passage.found.match;
  passage.api = match.api;
  passage.group = match.group;
  passage.origin_rule = rule_for(passage.request, match.api);
  passage.entry.api = match.api->name;
  passage.entry.operation = match.route->operation;
}

}  // namespace understudy::front
