// How a connection speaks over TLS: what comes is opened, what goes is sealed, and its end is said.
#include "http/connection.h"

namespace understudy::http {

namespace {

/// What TLS itself may have to say to a peer that takes nothing: with keys changed at every turn it would have no end.
constexpr size_t most_unsent = 64 * 1024;

}  // namespace

bool Connection::receive_sealed(std::string_view& input) {
  auto& room = place_.opened;
  for (;;) {
    const size_t size = secure_->read(room.data(), room.size());
    pass_on();
    if (state_ == State::closed) return false;
    if (size > 0) {
      intake_.arrived_over_tls(secure_->server_name());
      input = {room.data(), size};
      return true;
    }
    std::string_view sealed;
    if (secure_->state() != tls::Session::State::open) return end_receiving();
    if (!take_bytes(sealed)) return false;
    secure_->feed(sealed);
  }
}

/// Whoever broke the protocol is told so by an alert, which a reset on unread bytes could destroy.
bool Connection::end_receiving() {
  if (secure_->state() == tls::Session::State::ended) {
    take_leave();
  } else {
    finish(Afterwards::linger);
    linger();
  }
  return false;
}

void Connection::pass_on() {
  const auto sealed = secure_->take_output();
  if (!sealed.empty() && !outlet_.send(sealed)) return close();
  if (state_ == State::reading && outlet_.waiting() > most_unsent) close();
}

/// So that the peer can tell the end from a cut (RFC 8446 §6.1).
void Connection::say_the_end() {
  if (!secure_ || state_ == State::closed) return;
  secure_->end();
  const auto sealed = secure_->take_output();
  if (!sealed.empty()) outlet_.send(sealed);
}

}  // namespace understudy::http
