// One thread with its connections: each stays with its worker for life, so that nothing of it needs a lock.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>

#include "http/connection.h"
#include "http/sockets.h"

namespace understudy::http {

enum class Reception { welcome, turned_away };

/// How many connections there are, over all workers.
struct Occupancy {
  std::atomic<size_t> welcome{0};
  std::atomic<size_t> turned_away{0};

  std::atomic<size_t>& of(Reception reception) { return reception == Reception::welcome ? welcome : turned_away; }
};

class Worker {
 public:
  /// `occupancy` is told when a connection has ended. Throws std::system_error.
  Worker(const ListenerOptions& options, Callbacks callbacks, Occupancy& occupancy);
  ~Worker();

  void start();
  /// How many connections it has.
  size_t load() const { return load_; }
  /// Takes over a connection. From the accepting thread, as is stop().
  void adopt(AcceptedSocket accepted, Reception reception);
  /// Sees out what is in flight; the thread then ends.
  void stop();
  void join();

 private:
  void run();
  void take_in(AcceptedSocket accepted, Reception reception);
  void handle_events(int timeout);
  void begin_stop();
  void bury();

  struct Resident {
    std::unique_ptr<Connection> connection;
    Reception reception;
  };

  Workplace place_;
  Occupancy& occupancy_;
  std::atomic<size_t> load_{0};
  Descriptor epoll_;
  std::unordered_map<Connection*, Resident> connections_;
  std::thread thread_;
};

}  // namespace understudy::http
