#include "http/relay.h"

#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace understudy::http {

namespace {

constexpr int takes_in_a_row = 16;

}  // namespace

Relay::Relay(const Descriptor& client, Descriptor server, std::vector<char>& room, Client voice)
    : server_(std::move(server)),
      room_(room),
      forth_{client, server_, Outlet(server_), voice == Client::heard},
      back_{server_, client, Outlet(client)} {}

Relay::Turn Relay::pass() {
  Turn turn;
  const bool is_whole = pass(forth_, turn) && pass(back_, turn);
  const bool is_answered = back_.is_told && (forth_.is_told || !forth_.is_heard);
  turn.is_half = forth_.is_over || back_.is_over;
  turn.has_ended = !is_whole || is_answered || (forth_.is_over && !forth_.is_heard);
  return turn;
}

/// False where the way is broken.
bool Relay::pass(Way& way, Turn& turn) {
  for (int takes = 0;; ++takes) {
    const size_t before = way.outlet.waiting();
    if (!way.outlet.flush()) return false;
    turn.has_moved = turn.has_moved || way.outlet.waiting() < before;
    if (way.outlet.waiting() > 0) return true;
    if (way.is_over) return tell_end(way);
    if (takes == takes_in_a_row) {
      turn.has_more = true;
      return true;
    }
    switch (take(way)) {
      case Step::moved: turn.has_moved = true; break;
      case Step::waits: return true;
      case Step::broken: return false;
    }
  }
}

Relay::Step Relay::take(Way& way) {
  const ssize_t size = ::recv(way.from.number(), room_.data(), room_.size(), 0);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return Step::waits;
  if (size < 0) return Step::broken;
  if (size == 0) way.is_over = true;
  if (size > 0 && way.is_heard && !way.outlet.send({room_.data(), static_cast<size_t>(size)})) return Step::broken;
  return Step::moved;
}

bool Relay::tell_end(Way& way) {
  if (!std::exchange(way.is_told, true) && way.is_heard) ::shutdown(way.to.number(), SHUT_WR);
  return true;
}

}  // namespace understudy::http
