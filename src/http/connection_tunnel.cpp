// What a connection does for whoever takes this server for a proxy: leads them on, to itself or to others.
#include <utility>

#include "base/text.h"
#include "http/connection.h"

namespace understudy::http {

namespace {

// RFC 9110 §9.3.6: such an answer has no body, and says nothing of one.
constexpr std::string_view tunnel_is_open = "HTTP/1.1 200 Connection established\r\n\r\n";

}  // namespace

/// What comes next begins anew, perhaps with a handshake.
void Connection::open_tunnel() {
  if (place_.stop_by) return refuse({503, "The server is stopping."});
  intake_.enter_tunnel();
  state_ = State::sending;
  send(tunnel_is_open);
  has_begun_ = false;
  finish(Afterwards::next);
}

void Connection::lead_to(Descriptor other, std::string_view request) {
  if (state_ != State::waiting) return;
  close_exchange(OpenExchange::Ending::answered);
  if (place_.relays >= place_.options.max_relays)
    return refuse({503, cat({"This thread leads on ", std::to_string(place_.options.max_relays),
                             " connections already, and no more than that."})});
  const bool is_tunnel = intake_.facts().asks_tunnel;
  const auto client = is_tunnel ? Relay::Client::heard : Relay::Client::unheard;
  relay_ = std::make_unique<Relay>(socket_, std::move(other), place_.input, client);
  ++place_.relays;
  if (!place_.watch(relay_->server(), *this)) return close();
  state_ = State::relaying;
  if (is_tunnel) {
    relay_->give_client(tunnel_is_open);
    relay_->give_server(std::exchange(ahead_, {}));
  } else {
    ahead_.clear();
    relay_->give_server(request);
  }
  set_deadline(place_.options.relay_deadline);
  relay();
}

void Connection::relay() {
  const auto turn = relay_->pass();
  if (turn.has_ended) return close();
  // Whoever closes a socket whole looks at first like one who has only said the last.
  const auto silence = turn.is_half ? place_.options.half_relay_deadline : place_.options.relay_deadline;
  if (turn.has_moved) set_deadline(silence);
  if (turn.has_more) place_.waiting.push_back(this);
}

}  // namespace understudy::http
