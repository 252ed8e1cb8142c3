#include "http/open_exchange.h"

namespace understudy::http {

class OpenExchange::Handle final : public Exchange {
 public:
  explicit Handle(std::shared_ptr<OpenExchange> exchange) : exchange_(std::move(exchange)) {}
  ~Handle() override {
    exchange_->post([](Counterpart& peer) { peer.give_up(); });
  }

  void reply(Reply whole) override {
    exchange_->post([reply = std::move(whole)](Counterpart& peer) mutable { peer.reply_whole(std::move(reply)); });
  }

  void begin(Reply head) override {
    exchange_->waiting_ += head.body.size();
    exchange_->post([head = std::move(head)](Counterpart& peer) mutable { peer.begin_stream(std::move(head)); });
  }

  bool write(std::string_view bytes) override {
    if (!exchange_->open_ || exchange_->waiting_ > max_waiting) return false;
    exchange_->waiting_ += bytes.size();
    exchange_->post([held = std::string(bytes)](Counterpart& peer) { peer.continue_stream(held); });
    return true;
  }

  void end() override {
    exchange_->post([](Counterpart& peer) { peer.end_stream(); });
  }

  void abort() override {
    exchange_->post([](Counterpart& peer) { peer.cut(); });
  }

  void lead_to(Descriptor other, std::string request) override {
    exchange_->post([held = std::make_shared<Descriptor>(std::move(other)), request](Counterpart& peer) {
      peer.lead_to(std::move(*held), request);
    });
  }

  void after(Milliseconds delay, std::function<void()> task) override {
    exchange_->tasks_->post([exchange = exchange_, due = Timers::after(delay), task = std::move(task)]() mutable {
      exchange->add_timer(due, std::move(task));
    });
  }

  void on_gone(std::function<void()> task) override {
    exchange_->tasks_->post(
        [exchange = exchange_, task = std::move(task)]() mutable { exchange->add_gone_task(std::move(task)); });
  }

 private:
  std::shared_ptr<OpenExchange> exchange_;
};

std::shared_ptr<Exchange> OpenExchange::handle() { return std::make_shared<Handle>(shared_from_this()); }

void OpenExchange::post(std::function<void(Counterpart&)> act) {
  if (!open_) return;
  tasks_->post([exchange = shared_from_this(), act = std::move(act)] {
    if (exchange->counterpart_) act(*exchange->counterpart_);
  });
}

void OpenExchange::close(Ending ending) {
  if (!counterpart_) return;
  counterpart_ = nullptr;
  open_ = false;
  peer_gone_ = ending == Ending::peer_gone;
  // Moved out first: these tasks often own the handle, and with it perhaps this.
  const auto alive = shared_from_this();
  for (const auto& key : std::exchange(pending_, {})) timers_.cancel(key);
  for (const auto& task : std::exchange(gone_tasks_, {}))
    if (peer_gone_) run_guarded(task);
}

void OpenExchange::add_timer(Timers::Time due, std::function<void()> task) {
  if (!counterpart_) return;
  // The task is found through the exchange, so that closing can cancel it.
  auto key = std::make_shared<Timers::Key>();
  *key = timers_.add(due, [exchange = weak_from_this(), key, task = std::move(task)] {
    const auto alive = exchange.lock();
    if (!alive) return;
    alive->pending_.erase(*key);
    alive->run_guarded(task);
  });
  pending_.insert(*key);
}

void OpenExchange::add_gone_task(std::function<void()> task) {
  if (counterpart_) {
    gone_tasks_.push_back(std::move(task));
  } else if (peer_gone_) {
    run_guarded(task);
  }
}

void OpenExchange::run_guarded(const std::function<void()>& task) {
  try {
    task();
  } catch (...) {
    if (counterpart_) counterpart_->give_up();
  }
}

}  // namespace understudy::http
