// How a connection reads: request after request from what has come, and more as it comes.
#include <cerrno>
#include <sys/socket.h>
#include <utility>

#include "http/connection.h"

namespace understudy::http {

namespace {

/// Pipelined requests that one connection may have answered before the others get their turn.
constexpr int requests_in_a_row = 16;
constexpr int drains_in_a_row = 16;

}  // namespace

void Connection::serve(std::string_view& input) {
  for (int requests = 0; state_ == State::reading;) {
    if (!has_begun_ && !input.empty() && !begin(input)) return rest();
    switch (intake_.advance(input)) {
      case Progress::need_more:
        if (!receive(input)) return rest();
        break;
      case Progress::refused: return refuse(intake_.fault());
      case Progress::complete:
        answer();
        if (state_ == State::reading && ++requests == requests_in_a_row) return place_.waiting.push_back(this);
        break;
    }
  }
}

bool Connection::receive(std::string_view& input) {
  if (secure_) return receive_sealed(input);
  return take_bytes(input) && (has_begun_ || begin(input));
}

/// Its first byte tells in which way the peer speaks.
bool Connection::begin(std::string_view& input) {
  has_begun_ = true;
  if (place_.options.tls == nullptr || !tls::begins_handshake(input)) return true;
  secure_ = std::make_unique<tls::Session>(*place_.options.tls);
  secure_->feed(input);
  input = {};
  return receive_sealed(input);
}

bool Connection::take_bytes(std::string_view& bytes) {
  if (!readable_) return false;
  auto& room = place_.input;
  const ssize_t size = ::recv(socket_.number(), room.data(), room.size(), 0);
  if (size > 0) {
    // Less than there was room for: all was taken, and epoll tells when there is more. But it has told already of the
    // end of the stream.
    if (static_cast<size_t>(size) < room.size() && !peer_finished_) readable_ = false;
    bytes = {room.data(), static_cast<size_t>(size)};
    return true;
  }
  readable_ = false;
  if (size == 0 || (errno != EAGAIN && errno != EINTR)) close();
  return false;
}

void Connection::rest() {
  if (state_ != State::reading) return;
  if (intake_.take_expectation()) send("HTTP/1.1 100 Continue\r\n\r\n");
  // A deadline counts from where its phase began: bytes that trickle in do not move it.
  if (timed_ == phase()) return;
  timed_ = phase();
  switch (*timed_) {
    case Phase::idle: return set_deadline(place_.options.idle_deadline);
    case Phase::head: return set_deadline(place_.options.head_deadline);
    case Phase::body: return set_deadline(place_.options.body_deadline);
  }
}

/// After a refusal the peer may still be sending. Closing on unread bytes would reset the connection and could destroy
/// the reply on its way (RFC 9112 §9.6), so they are read and forgotten for a while.
void Connection::linger() {
  for (int drains = 0; readable_ && state_ == State::lingering; ++drains) {
    if (drains == drains_in_a_row) return place_.waiting.push_back(this);
    std::string_view forgotten;
    take_bytes(forgotten);
  }
}

}  // namespace understudy::http
