#include "control/waiting.h"

#include "base/text.h"
#include "front/problem.h"

namespace understudy::control {

namespace {

/// One answer that is waited for. Whoever is first gives it: news, the end of the time, or the end of the world.
class Waiting {
 public:
  Waiting(const std::shared_ptr<World>& world, Wait wait, std::shared_ptr<http::Exchange> exchange)
      : world_(world), wait_(std::move(wait)), pending_(std::move(exchange)) {}

  void answer_news() {
    const auto here = world_.lock();
    if (!here) return say(world_is_gone());
    if (auto look = wait_.look(*here); look.has_news) say(std::move(look.reply));
  }
  void answer_anyway() {
    const auto here = world_.lock();
    say(here ? wait_.look(*here).reply : world_is_gone());
  }
  void say(http::Reply reply) {
    if (const auto exchange = pending_.take()) exchange->reply(std::move(reply));
  }
  void let_go() { pending_.take(); }
  bool is_over() const { return pending_.is_over(); }

 private:
  const std::weak_ptr<World> world_;
  const Wait wait_;
  Pending pending_;
};

}  // namespace

http::Reply answer_in_time(const std::shared_ptr<World>& world, Wait wait) {
  auto look = wait.look(*world);
  if (wait.most.count() == 0 || look.has_news) return std::move(look.reply);
  http::Reply reply;
  reply.later = [weak_world = std::weak_ptr<World>(world),
                 wait = std::move(wait)](const std::shared_ptr<http::Exchange>& exchange) {
    const auto here = weak_world.lock();
    if (!here) return exchange->reply(world_is_gone());
    const auto waiting = std::make_shared<Waiting>(here, wait, exchange);
    ((*here).*wait.watch)({[waiting] { waiting->answer_news(); }, [waiting] { return waiting->is_over(); },
                           [waiting] { waiting->say(world_is_gone()); }});
    exchange->on_gone([waiting] { waiting->let_go(); });
    exchange->after(wait.most, [waiting] { waiting->answer_anyway(); });
    // News may have come between the look that found none and the watch.
    waiting->answer_news();
  };
  return reply;
}

Milliseconds read_wait(const http::Fields& query) {
  const auto* text = query.find("wait");
  if (text == nullptr) return {};
  const auto duration = parse_duration(*text);
  if (!duration || *duration > std::chrono::minutes(1))
    throw Refusal{Reason::invalid_request, "wait is a length of time of at most one minute", "5s",
                  std::string(shorten(*text, 40))};
  return *duration;
}

http::Reply world_is_gone() {
  return front::problem({Reason::unknown_world, "the world ended while it was waited on; name it again", "", ""});
}

}  // namespace understudy::control
