// The two ends of an exchange whose answer is not given yet: the handle that a handler keeps, usable from any thread,
// and the connection, which lives on its worker's thread. Between them stands the worker's task queue.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "http/task_queue.h"
#include "http/timers.h"

namespace understudy::http {

/// The connection's end. Called on its worker's thread only, and never once the exchange is closed.
class Counterpart {
 public:
  virtual void reply_whole(Reply reply) = 0;
  virtual void begin_stream(Reply head) = 0;
  virtual void continue_stream(std::string_view bytes) = 0;
  virtual void end_stream() = 0;
  /// No more will come and nothing was said: 500 where the head is not out, else a cut.
  virtual void give_up() = 0;
  virtual void cut() = 0;
  virtual void lead_to(Descriptor other, std::string_view request) = 0;

 protected:
  ~Counterpart() = default;
};

/// What both ends share. It outlives either.
class OpenExchange : public std::enable_shared_from_this<OpenExchange> {
 public:
  /// Bytes that may wait for the peer before write() refuses more.
  static constexpr size_t max_waiting = 1024 * 1024;

  OpenExchange(Counterpart& counterpart, Timers& timers, std::shared_ptr<TaskQueue> tasks)
      : counterpart_(&counterpart), timers_(timers), tasks_(std::move(tasks)) {}

  /// The handle; make it once. The exchange gives up when the last copy goes.
  std::shared_ptr<Exchange> handle();

  // The connection's end, on the worker's thread.
  enum class Ending { answered, peer_gone };
  /// Cuts the ends apart. Where the peer is gone, tells who asked to be told.
  void close(Ending ending);
  /// So many of the written bytes have reached the peer's system.
  void taken(size_t bytes) { waiting_.fetch_sub(bytes, std::memory_order_relaxed); }

 private:
  class Handle;

  void post(std::function<void(Counterpart&)> act);
  void add_timer(Timers::Time due, std::function<void()> task);
  void add_gone_task(std::function<void()> task);
  void run_guarded(const std::function<void()>& task);

  // The worker's thread alone touches these.
  Counterpart* counterpart_;  ///< null once closed
  Timers& timers_;
  bool peer_gone_ = false;
  std::set<Timers::Key> pending_;
  std::vector<std::function<void()>> gone_tasks_;

  std::shared_ptr<TaskQueue> tasks_;
  std::atomic<bool> open_{true};
  std::atomic<size_t> waiting_{0};  ///< bytes written and not yet taken by the peer's system
};

}  // namespace understudy::http
