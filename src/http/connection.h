// One connection, from its first byte to its last: reads a request, has it answered, sees the answer out, and reads the
// next. Lives on one worker's thread. At most one request is held at a time, and no more is read while the peer does
// not take its answers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/descriptor.h"
#include "http/listener.h"
#include "http/open_exchange.h"
#include "http/outlet.h"
#include "http/relay.h"
#include "http/reply_writer.h"
#include "http/request_intake.h"
#include "tls/server.h"

namespace understudy::http {

class Connection;

struct Callbacks {
  const RequestHandler& answer;
  const FinishRefusal& finish_refusal;
};

/// What the connections of one worker share.
struct Workplace {
  const ListenerOptions& options;
  Callbacks callbacks;
  RequestLimits limits;
  Timers timers;
  std::shared_ptr<TaskQueue> tasks;
  ReplyWriter writer;
  GuardedHead head;
  std::vector<char> input;           ///< where bytes arrive before it is known whose request they end up in
  std::vector<char> opened;          ///< the same of what TLS opens
  std::string output;                ///< where a reply is put together
  std::vector<Connection*> waiting;  ///< have more to do, but let others go first
  std::vector<Connection*> closed;   ///< to be buried
  /// Tells of what comes to a further socket of a connection, as to its own. False where the system will not.
  std::function<bool(int descriptor, Connection& connection)> watch;
  size_t relays = 0;  ///< connections that are led on
  /// Set once the listener stops: when the last answers must be out.
  std::optional<Timers::Time> stop_by;
};

class Connection final : private Counterpart {
 public:
  Connection(Workplace& place, Descriptor socket, std::string peer);
  Connection(const Connection&) = delete;

  int descriptor() const { return socket_.number(); }

  /// One too many: says so, and closes.
  void turn_away();
  /// What epoll reports, edge-triggered.
  void on_events(uint32_t events);
  /// Goes on with what has arrived already.
  void go_on();
  /// The listener stops: whatever is in flight gets its answer, also what has come in part only; all else ends.
  void stop();
  /// Something went wrong in here: ends at once.
  void close();

 private:
  enum class State { reading, waiting, streaming, sending, lingering, relaying, closed };
  enum class Afterwards { next, close, linger };

  // Reading.
  void serve(std::string_view& input);
  bool receive(std::string_view& input);
  bool begin(std::string_view& input);
  bool take_bytes(std::string_view& bytes);
  void rest();
  void linger();

  // Over TLS (connection_tls.cpp).
  bool receive_sealed(std::string_view& input);
  bool end_receiving();
  void pass_on();
  void say_the_end();
  bool is_in_handshake() const { return secure_ && !secure_->is_established(); }
  Phase phase() const { return is_in_handshake() ? Phase::head : intake_.phase(); }

  // Further on (connection_tunnel.cpp).
  void open_tunnel();
  void relay();

  // Answering.
  void answer();
  Reply ask_handler() const;
  void refuse(const Fault& fault);
  void start_later(const std::function<void(std::shared_ptr<Exchange>)>& later);
  void send_whole(const Reply& reply, Afterwards afterwards);
  void finish(Afterwards afterwards);
  void finished();
  Afterwards next_or_close() const;

  // The exchange's calls.
  void reply_whole(Reply reply) override;
  void begin_stream(Reply head) override;
  void continue_stream(std::string_view bytes) override;
  void end_stream() override;
  void give_up() override;
  void cut() override;
  void lead_to(Descriptor other, std::string_view request) override;
  void close_exchange(OpenExchange::Ending ending);
  void send_piece(size_t payload);
  void stream_taken(size_t bytes);

  void send(std::string_view bytes);
  void send_output();
  void flush();
  void set_deadline(Milliseconds delay);
  void on_deadline();
  void end_the_wait();
  /// Ends where nothing is under way.
  void take_leave();

  Workplace& place_;
  Descriptor socket_;
  State state_ = State::reading;
  Afterwards afterwards_ = Afterwards::next;
  bool readable_ = true;
  bool peer_finished_ = false;  ///< it has closed its sending half
  bool has_begun_ = false;      ///< its first bytes were seen, or those of the tunnel through it
  std::unique_ptr<tls::Session> secure_;
  RequestIntake intake_;
  std::string ahead_;  ///< bytes behind the current request
  ReplyForm form_;
  Outlet outlet_;
  std::shared_ptr<OpenExchange> exchange_;
  std::unique_ptr<Relay> relay_;
  StreamBody stream_;
  size_t stream_waiting_ = 0;   ///< bytes of the stream's pieces that the outlet keeps
  std::optional<Phase> timed_;  ///< the phase of reading that the deadline is for
  Deadline deadline_;
};

}  // namespace understudy::http
