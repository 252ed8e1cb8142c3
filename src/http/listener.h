// The one open door: accepts connections, reads requests, writes replies. Idle connections and unfinished requests hold
// no thread. Its limits are stated in docs/limits.md and by the errors themselves.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "http/message.h"

namespace understudy::tls {
class Server;
}

namespace understudy::http {

using RequestHandler = std::function<Reply(const Request&)>;
/// Sees each reply by which the listener itself refuses, with what was read of its request: headers may be missing.
using FinishRefusal = std::function<void(const Request& read, Reply& reply)>;

struct ListenerOptions {
  std::string host;  ///< empty: both loopbacks; "*": every address; else a numeric address or "localhost"
  int port = 0;      ///< 0: a free one, the same for both address families
  int workers = 0;   ///< threads that run handlers; 0: one a processor, at least two
  size_t max_connections = 4096;
  size_t max_relays = 128;      ///< of one worker's may be led on to others
  size_t max_head = 64 * 1024;  ///< bytes of request line and headers
  size_t max_headers = 100;
  size_t max_path = 2048;         ///< bytes before the '?'
  size_t max_body = 1024 * 1024;  ///< bytes, decoded
  /// True for paths whose requests are answered by their heads, whatever body is announced; the connection then ends.
  bool (*is_decided_by_head)(std::string_view path) = nullptr;
  /// Where it is there, connections that begin with a handshake are spoken with over TLS. Outlives the listener.
  const tls::Server* tls = nullptr;
  Milliseconds head_deadline{10'000};  ///< of a TLS handshake as well
  Milliseconds body_deadline{30'000};
  Milliseconds idle_deadline{75'000};
  Milliseconds write_deadline{30'000};
  Milliseconds relay_deadline{600'000};      ///< of silence between a peer and whom it was led to
  Milliseconds half_relay_deadline{30'000};  ///< the same once one of them has ended
  Milliseconds stop_deadline{5'000};         ///< for what is under way when it is told to stop
};

/// Thrown by open() and start(): says what to do in one line.
struct CannotListen {
  std::string message;
};

class Listener {
 public:
  explicit Listener(ListenerOptions options);
  ~Listener();

  /// Binds and listens; connections wait in the kernel until start() takes them. Throws CannotListen, also where the
  /// system allows too few open files to serve with.
  void open();
  /// The port it listens on; known after open().
  int port() const;
  /// "127.0.0.1:9119", "[::1]:9119": each address it listens on.
  std::vector<std::string> addresses() const;

  /// Serves in threads of its own from now on. Throws CannotListen where the system gives too few of them.
  void start(RequestHandler handler, FinishRefusal finish_refusal = {});
  /// From any thread or a signal handler, once it is open. Idle connections close at once; requests of which anything
  /// has come are answered, if they come whole and their answers leave within `stop_deadline`.
  void stop();
  /// Waits until all of that has come to its end.
  void join();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace understudy::http
