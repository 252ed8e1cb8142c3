// How the front turns requests down: in the words of the API whose path it is, or in its own where nobody has it.
#include <algorithm>

#include "base/text.h"
#include "front/cors.h"
#include "front/explanation.h"
#include "front/passage.h"
#include "front/problem.h"

namespace understudy::front {

namespace {

/// Whether Understudy itself is asked, and no system that it stands in for. Under a vendor's name its start page would
/// be in the way of the vendor's, if it had one there.
bool is_own(const Routing::Result& found, const WorldChoice& choice, std::string_view method) {
  if (found.owner != nullptr && found.owner->scope != Scope::world) return true;
  const bool is_looked_at = choice.path == "/" && (method == "GET" || method == "HEAD");
  return choice.vendor != nullptr && !found.match && is_looked_at;
}

/// A plain OPTIONS is told which methods there are; any other method is refused.
http::Reply refuse_method(const http::Request& request, const std::vector<std::string_view>& methods) {
  std::vector<std::string> allowed(methods.begin(), methods.end());
  // Whatever answers GET answers HEAD.
  const auto get = std::find(allowed.begin(), allowed.end(), "GET");
  if (get != allowed.end() && std::find(allowed.begin(), allowed.end(), "HEAD") == allowed.end())
    allowed.insert(get + 1, "HEAD");
  if (request.method != "OPTIONS")
    throw Refusal{Reason::wrong_method, cat({"this path takes ", join(allowed, ", ")}), join(allowed, ", "),
                  request.method};
  auto reply = http::no_content();
  reply.headers.add("Allow", join(allowed, ", "));
  return reply;
}

}  // namespace

/// What is Understudy's own is never found under a name that an application takes for a vendor's; and who sees a
/// vendor's certificate gets no other's answers.
void Front::check_arrival(const Passage& passage) const {
  const auto& request = passage.request;
  const auto& arrival = request.arrival;
  if (is_gateway_call(passage.choice.path)) return;
  if (is_own(passage.found, passage.choice, request.method)) {
    if (!arrival.proxied_to.empty())
      throw Refusal{Reason::permission_denied, "Understudy's own calls and pages are not reached through its proxy",
                    cat({"no proxy for ", options_.public_url, ": NO_PROXY"}), arrival.proxied_to};
    if (passage.choice.vendor != nullptr)
      throw Refusal{Reason::permission_denied, "Understudy's own calls and pages do not answer under a vendor's name",
                    options_.public_url, std::string(passage.choice.host)};
  }
  const auto* host = request.headers.find("Host");
  if (arrival.server_name.empty() || host == nullptr) return;
  if ((hosts_.find(arrival.server_name) == nullptr) != (hosts_.find(*host) == nullptr))
    throw Refusal{Reason::misdirected,
                  "the name that TLS was asked for and the Host are both vendors' names, or neither is",
                  cat({"a Host that goes with ", arrival.server_name}), std::string(shorten(*host, 80))};
}

/// There is no world whose journal could tell of it.
http::Reply Front::refuse_entry(const http::Request& request, const Refusal& refusal, const Api* owner) const {
  auto reply = problem(refusal);
  add_reason(reply, explain(refusal));
  dress(request, owner, reply);
  return reply;
}

void Front::finish_refusal(const http::Request& read, http::Reply& reply) const {
  const Api* owner = read.path.empty() ? nullptr : Passage(*this, read).found.owner;
  if (owner != nullptr && owner->refuse_unread != nullptr) owner->refuse_unread(reply);
  dress(read, owner, reply);
}

http::Reply Front::unrouted(Passage& passage) const {
  const auto& request = passage.request;
  const auto& found = passage.found;
  passage.origin_rule = rule_for(request, found.owner);
  if (is_preflight(request)) {
    // The route that takes this method is among those the browser will ask for next.
    const auto next = routing_.find_next(request, passage.choice.path, passage.reach);
    if (next.match) passage.origin_rule = rule_for(request, next.match->api);
    const bool is_known = next.match || !next.methods.empty();
    if (is_known && passage.origin_rule == OriginRule::refused) return http::no_content();
    if (next.match && next.match->api->answer_preflight != nullptr) return next.match->api->answer_preflight(request);
    if (next.match) return preflight_reply(request, {next.match->route->method});
    if (is_known) return preflight_reply(request, next.methods);
    // A page may read that what it asks for next is not emulated.
    if (passage.choice.vendor != nullptr && passage.choice.vendor->extent == Extent::part)
      return preflight_reply(request, {*request.headers.find("Access-Control-Request-Method")});
  } else if (!found.methods.empty()) {
    return refuse_method(request, found.methods);
  }
  refuse_path(passage);
}

void Front::refuse_path(const Passage& passage) const {
  const auto& choice = passage.choice;
  const std::string asked = cat({passage.request.method, " ", passage.entry.path});
  const auto nearest = [&] { return join(routing_.nearest(choice.path), ", "); };
  if (choice.vendor == nullptr) throw Refusal{Reason::unknown_route, "no emulated API has this path", nearest(), asked};
  if (choice.vendor->extent == Extent::part)
    throw Refusal{Reason::not_emulated,
                  cat({"Understudy does not emulate ", choice.vendor->service, " (", choice.host, ")"}), "", asked};
  // A root is everybody's.
  const auto* elsewhere = choice.path == "/" ? nullptr : routing_.find(passage.request.method, choice.path).owner;
  if (elsewhere != nullptr)
    throw Refusal{Reason::unknown_route,
                  cat({"this path is not of ", choice.host, " but of the API ", elsewhere->name}), "", asked};
  throw Refusal{Reason::unknown_route, cat({"no emulated API of ", choice.host, " has this path"}), nearest(), asked};
}

http::Reply Front::refuse(const Refusal& refusal, Passage& passage) const {
  const std::string explanation = explain(refusal);
  passage.entry.reason = explanation;
  passage.entry.refusal = presentable(refusal);
  http::Reply reply;
  if (refusal.reason == Reason::unknown_route) {
    Json nearest = Json::array();
    if (!refusal.expected.empty())
      for (const auto pattern : split(refusal.expected, ',')) nearest.push(trim(pattern));
    reply = problem(404, refusal.rule,
                    Json::object({{"reason", to_text(refusal.reason)}, {"nearest", std::move(nearest)}}));
  } else if (refusal.reason == Reason::wrong_method) {
    reply = problem(refusal);
    reply.headers.add("Allow", refusal.expected);
  } else if (passage.group == nullptr) {
    const auto* vendor = passage.choice.vendor;
    const auto own_words = vendor == nullptr ? nullptr : vendor->refuse_missing;
    const bool is_missing = refusal.reason == Reason::not_emulated && own_words != nullptr;
    reply = is_missing ? own_words(refusal) : problem(refusal);
  } else if (refusal.reason == Reason::not_emulated) {
    const auto own_words = passage.api->refuse_missing;
    reply = own_words == nullptr ? problem(refusal) : own_words(refusal);
  } else {
    reply = passage.group->refuse(refusal, *passage.visit);
  }
  add_reason(reply, explanation);
  return reply;
}

void Front::add_reason(http::Reply& reply, std::string explanation) const {
  if (options_.explanations == Explanations::given) reply.headers.add("X-Understudy-Reason", std::move(explanation));
}

}  // namespace understudy::front
