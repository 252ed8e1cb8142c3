// The way of every request: finds the route and the world, asks for what the route's group requires, calls the handler,
// catches refusals, and finishes the reply (CORS, Date, explanation, journal). Knows no emulated system by name.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "front/api.h"
#include "front/interceptor.h"
#include "front/routing.h"
#include "front/vendor_hosts.h"
#include "front/waiting_room.h"
#include "front/world_choice.h"
#include "http/messenger.h"
#include "world/worlds.h"

namespace understudy::front {

class ForwardProxy;

enum class Explanations { given, withheld };

struct FrontOptions {
  std::string public_url;  ///< without a final slash
  Proxies proxies = Proxies::untrusted;
  Explanations explanations = Explanations::given;
  std::vector<Interceptor*> interceptors;             ///< in order; outlive the front
  std::function<void(const std::string&)> log_error;  ///< told of bugs, one line each; may be empty
  std::vector<std::string_view> exposed_headers{};    ///< of replies: more that pages of other origins may read
  const ForwardProxy* proxy = nullptr;                ///< outlives the front; null: it is nobody's proxy
  http::Messenger* messenger = nullptr;               ///< outlives the front; null: nobody is asked
  const VendorHosts* vendor_hosts = nullptr;          ///< outlives the front; null: no host is a vendor's
  /// For answers that wait for others; without threads whoever calls answer() waits himself.
  WaitingRoom::Size waiting_room{};
};

/// Thread-safe.
class Front {
 public:
  /// `worlds` and `kinds` outlive it. It ends when the answers that wait for others have ended: who lets it go cancels
  /// what its messenger has under way.
  Front(Worlds& worlds, const access::Kinds& kinds, std::vector<Api> apis, FrontOptions options);

  /// Where the answer is one for later, the request outlives the call of Reply::later.
  http::Reply answer(const http::Request& request) const;

  /// Completes a reply by which the listener refuses a request before it gets here, so that pages may read why: those
  /// that may read the answers of the route. `read` is what was read of the request.
  void finish_refusal(const http::Request& read, http::Reply& reply) const;

  const Routing& routing() const { return routing_; }

 private:
  struct Passage;

  const Routing& routing_for(const http::Request& request) const;
  void check_arrival(const Passage& passage) const;
  [[noreturn]] void refuse_path(const Passage& passage) const;
  std::shared_ptr<World> enter(const http::Request& request, const WorldChoice& choice, const Api* owner) const;
  http::Reply refuse_entry(const http::Request& request, const Refusal& refusal, const Api* owner) const;
  bool waits(Passage& passage) const;
  http::Reply answer_here(const std::shared_ptr<Passage>& passage) const;
  http::Reply answer_elsewhere(const std::shared_ptr<Passage>& passage) const;
  http::Reply refuse_to_wait(Passage& passage) const;
  template <class Act>
  auto at_its_time(const Passage& passage, Act act) const;
  http::Reply answer_later(http::Reply reply, const std::shared_ptr<Passage>& passage) const;
  http::Reply dispatch(Passage& passage) const;
  void give_to_route(Passage& passage) const;
  http::Reply unrouted(Passage& passage) const;
  template <class Answer>
  http::Reply answer_guarded(Passage& passage, Answer answer) const;
  http::Reply refuse(const Refusal& refusal, Passage& passage) const;
  OriginRule rule_for(const http::Request& request, const Api* asked) const;
  void dress(const http::Request& request, const Api* owner, http::Reply& reply) const;
  void add_reason(http::Reply& reply, std::string explanation) const;

  Worlds& worlds_;
  const access::Kinds& kinds_;
  const Routing routing_;
  const std::optional<Routing> proxy_routing_;  ///< of what is led on or refused
  const FrontOptions options_;
  const VendorHosts no_hosts_;
  const VendorHosts& hosts_;
  const std::string exposed_;  ///< the headers that pages of other origins may read
  mutable http::Messenger nobody_;
  const std::unique_ptr<WaitingRoom> waiting_room_;  ///< last, so that its threads end before all that they use
};

}  // namespace understudy::front
