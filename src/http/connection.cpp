#include "http/connection.h"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

#include "base/text.h"

namespace understudy::http {

namespace {

/// Room for output that is kept while nothing is to be sent.
constexpr size_t kept_output_room = 64 * 1024;
constexpr Milliseconds linger_deadline{2'000};

Fault too_slow(std::string_view what, Milliseconds deadline) {
  return {408, cat({"The ", what, " did not come whole within ", std::to_string(deadline.count()), " ms."})};
}

/// `OPTIONS *` asks about the server, not about a path, so that no handler could answer it.
Reply about_the_server() {
  Reply reply = no_content();
  reply.headers.add("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  return reply;
}

}  // namespace

Connection::Connection(Workplace& place, Descriptor socket, std::string peer)
    : place_(place),
      socket_(std::move(socket)),
      intake_(place.limits, place.head, std::move(peer)),
      outlet_(socket_),
      deadline_(place.timers, [this] { on_deadline(); }) {}

void Connection::turn_away() {
  refuse({503, cat({"All ", std::to_string(place_.options.max_connections), " connections are taken."})});
}

void Connection::on_events(uint32_t events) {
  if (state_ == State::closed) return;
  if (state_ == State::relaying) return relay();
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return close();
  if ((events & EPOLLRDHUP) != 0) peer_finished_ = true;
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) readable_ = true;
  if (peer_finished_ && (state_ == State::waiting || state_ == State::streaming)) return close();
  if ((events & EPOLLOUT) != 0) flush();
  go_on();
}

void Connection::go_on() {
  if (state_ == State::relaying) return relay();
  const std::string held = std::exchange(ahead_, {});
  std::string_view input = held;
  if (state_ == State::reading) serve(input);
  if (state_ == State::lingering) return linger();
  if (state_ != State::closed) ahead_.assign(input);
}

void Connection::stop() {
  switch (state_) {
    case State::reading:
      // What came before the stop is in flight, even if only the kernel has seen it.
      readable_ = true;
      go_on();
      if (state_ != State::reading) break;
      if (is_in_handshake() || intake_.phase() == Phase::idle) return take_leave();
      deadline_.cap(*place_.stop_by);
      break;
    case State::waiting:
      close_exchange(OpenExchange::Ending::peer_gone);
      refuse({503, "The server is stopping."});
      break;
    case State::streaming:
      close_exchange(OpenExchange::Ending::peer_gone);
      end_stream();
      break;
    case State::sending:
      if (afterwards_ == Afterwards::next) afterwards_ = Afterwards::close;
      set_deadline(place_.options.write_deadline);
      break;
    case State::lingering:
    case State::relaying: close(); break;
    case State::closed: break;
  }
}

void Connection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  if (std::exchange(relay_, nullptr)) --place_.relays;
  socket_ = {};
  deadline_.clear();
  place_.closed.push_back(this);
  close_exchange(OpenExchange::Ending::peer_gone);
}

void Connection::take_leave() {
  say_the_end();
  close();
}

void Connection::answer() {
  const auto& facts = intake_.facts();
  form_ = {facts.version, facts.head_only, facts.keep_alive && !place_.stop_by};
  if (facts.asks_tunnel && (secure_ || intake_.is_in_tunnel()))
    return refuse({501, "There is no tunnel within a tunnel or over TLS: name this proxy by http://."});
  if (facts.asks_server) return send_whole(about_the_server(), next_or_close());
  const Reply reply = ask_handler();
  if (reply.later) return start_later(reply.later);
  if (facts.asks_tunnel && reply.status == 200) return open_tunnel();
  if (asks_to_close(reply)) form_.keep_alive = false;
  send_whole(reply, next_or_close());
}

Reply Connection::ask_handler() const {
  try {
    return place_.callbacks.answer(intake_.request());
  } catch (...) {  // what went wrong is the handler's to tell, never the peer's to read
    return bare_problem();
  }
}

void Connection::refuse(const Fault& fault) {
  form_ = {intake_.facts().version, intake_.facts().head_only, false};
  Reply reply = problem(fault);
  if (place_.callbacks.finish_refusal) place_.callbacks.finish_refusal(intake_.request(), reply);
  send_whole(reply, place_.stop_by ? Afterwards::close : Afterwards::linger);
}

void Connection::start_later(const std::function<void(std::shared_ptr<Exchange>)>& later) {
  if (place_.stop_by) return refuse({503, "The server is stopping."});
  state_ = State::waiting;
  deadline_.clear();
  exchange_ = std::make_shared<OpenExchange>(static_cast<Counterpart&>(*this), place_.timers, place_.tasks);
  try {
    later(exchange_->handle());
  } catch (...) {
    close_exchange(OpenExchange::Ending::answered);
    return send_whole(bare_problem(), next_or_close());
  }
  if (peer_finished_ && state_ == State::waiting) close();
}

Connection::Afterwards Connection::next_or_close() const {
  if (form_.keep_alive) return Afterwards::next;
  return intake_.facts().leaves_body && !place_.stop_by ? Afterwards::linger : Afterwards::close;
}

void Connection::send_whole(const Reply& reply, Afterwards afterwards) {
  state_ = State::sending;
  place_.output.clear();
  place_.writer.append_whole(place_.output, reply, form_);
  send_output();
  finish(afterwards);
}

void Connection::finish(Afterwards afterwards) {
  if (state_ == State::closed) return;
  state_ = State::sending;
  afterwards_ = afterwards;
  if (outlet_.waiting() == 0) finished();
}

void Connection::finished() {
  switch (afterwards_) {
    case Afterwards::next:
      intake_.next();
      timed_.reset();
      deadline_.clear();
      state_ = State::reading;
      return;
    case Afterwards::close:
      say_the_end();
      // As in linger(), but for what has come already only.
      if (readable_) ::recv(socket_.number(), place_.input.data(), place_.input.size(), 0);
      return close();
    case Afterwards::linger:
      say_the_end();
      ::shutdown(socket_.number(), SHUT_WR);
      state_ = State::lingering;
      readable_ = true;
      return set_deadline(linger_deadline);
  }
}

void Connection::send(std::string_view bytes) {
  const bool held_back = outlet_.waiting() > 0;
  if (secure_) {
    if (is_in_handshake()) return close();
    secure_->write(bytes);
    pass_on();
    if (state_ == State::closed) return;
  } else if (!outlet_.send(bytes)) {
    return close();
  }
  // While a request is read, its own deadline holds.
  if (!held_back && outlet_.waiting() > 0 && state_ != State::reading) set_deadline(place_.options.write_deadline);
}

void Connection::send_output() {
  send(place_.output);
  if (place_.output.capacity() > kept_output_room) std::string().swap(place_.output);
}

void Connection::flush() {
  const size_t before = outlet_.waiting();
  if (before == 0) return;
  if (!outlet_.flush()) return close();
  const size_t left = outlet_.waiting();
  if (left == before) return;
  if (left > 0 && state_ != State::reading) set_deadline(place_.options.write_deadline);
  if (state_ == State::streaming) stream_taken(before - left);
  if (left == 0 && state_ == State::sending) finished();
}

void Connection::set_deadline(Milliseconds delay) {
  const auto due = Timers::after(delay);
  deadline_.set(place_.stop_by ? std::min(due, *place_.stop_by) : due);
}

void Connection::on_deadline() {
  try {
    end_the_wait();
  } catch (...) {
    // A timer's task has nobody above it, and whoever words a refusal may fail.
    close();
  }
}

void Connection::end_the_wait() {
  if (state_ != State::reading || is_in_handshake()) return close();
  if (intake_.phase() == Phase::idle) return take_leave();
  if (place_.stop_by && Timers::Clock::now() >= *place_.stop_by)
    return refuse({503, "The server is stopping, and the request did not come whole in time."});
  refuse(intake_.phase() == Phase::head ? too_slow("head of the request", place_.options.head_deadline)
                                        : too_slow("body of the request", place_.options.body_deadline));
  go_on();
}

}  // namespace understudy::http
