#include "http/socket_messenger.h"

#include <array>
#include <cerrno>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>

#include "base/text.h"
#include "http/answer_intake.h"
#include "http/connecting.h"

namespace understudy::http {

namespace {

using Outcome = Response::Outcome;

Response failed(Outcome outcome, std::string why) { return {.outcome = outcome, .why = std::move(why)}; }

/// What is said of a wait that did not end well.
Response given_up(Patience::End end, const JsonPost& what) {
  if (end == Patience::End::cancelled) return failed(Outcome::cancelled, "the server stops");
  return failed(Outcome::too_late, cat({"no whole answer came within ", std::to_string(what.deadline.count()), " ms"}));
}

struct Connected {
  Descriptor socket{};
  Patience::End end = Patience::End::ready;
  int error = 0;  ///< errno where there is no socket, though it was ready
};

/// `choices`: so many addresses are still to be tried, this one counted.
Connected connect_to(const PeerAddress& address, size_t choices, const Patience& patience) {
  Descriptor socket;
  int error = begin_connecting(address, socket);
  if (error == EINPROGRESS) {
    const auto end = patience.wait_a_part(choices, socket.number(), POLLOUT);
    if (end != Patience::End::ready) return {.end = end, .error = ETIMEDOUT};
    error = outcome_of_connecting(socket);
  }
  if (error != 0) return {.error = error};
  return {std::move(socket)};
}

Connected connect_to_first(const std::vector<PeerAddress>& addresses, const Patience& patience) {
  Connected last{.error = EHOSTUNREACH};
  for (size_t i = 0; i < addresses.size(); ++i) {
    last = connect_to(addresses[i], addresses.size() - i, patience);
    if (last.socket || last.end == Patience::End::cancelled) break;
  }
  return last;
}

std::string request_text(const WebUrl& url, std::string_view body) {
  constexpr std::string_view unchanging =
      "Content-Type: application/json\r\nAccept: application/json\r\nUser-Agent: Understudy\r\nConnection: close\r\n";
  return cat({"POST ", url.target, " HTTP/1.1\r\nHost: ", url.authority(), "\r\n", unchanging,
              "Content-Length: ", std::to_string(body.size()), "\r\n\r\n", body});
}

/// What of `text` the socket takes now is taken off its front. Who answers early need not read to the end, so that an
/// error here decides nothing.
void send_some(const Descriptor& socket, std::string_view& text) {
  const ssize_t sent = ::send(socket.number(), text.data(), text.size(), MSG_NOSIGNAL);
  if (sent > 0) return text.remove_prefix(static_cast<size_t>(sent));
  if (errno != EAGAIN && errno != EINTR) text = {};
}

/// What the answer comes to, once that is known.
std::optional<Response> read_some(const Descriptor& socket, AnswerIntake& intake) {
  std::array<char, 16 * 1024> room;
  const ssize_t size = ::recv(socket.number(), room.data(), room.size(), 0);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
  if (size < 0) return failed(Outcome::broken, "the connection was cut off");
  const auto verdict = size == 0 ? intake.end() : intake.take({room.data(), static_cast<size_t>(size)});
  if (verdict == AnswerIntake::Verdict::undecided) return std::nullopt;
  return std::move(intake.response());
}

/// Sends and reads as either is possible: the peer may wait for one or for the other.
Response talk(const Descriptor& socket, std::string_view request, const JsonPost& what, const Patience& patience) {
  AnswerIntake intake(what.longest_answer);
  for (;;) {
    const short wanted = request.empty() ? POLLIN : POLLIN | POLLOUT;
    const auto end = patience.wait(socket.number(), wanted);
    if (end != Patience::End::ready) return given_up(end, what);
    if (!request.empty()) send_some(socket, request);
    if (auto response = read_some(socket, intake)) return std::move(*response);
  }
}

}  // namespace

SocketMessenger::SocketMessenger() : cancelled_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!cancelled_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Response SocketMessenger::post(const JsonPost& what) {
  if (auto why = why_not_asked(what.url); !why.empty()) return failed(Outcome::unreachable, std::move(why));
  return ask(what, *parse_web_url(what.url));
}

Response SocketMessenger::ask(const JsonPost& what, const WebUrl& url) {
  const Patience patience(what.deadline, cancelled_.number());
  if (patience.is_cancelled()) return given_up(Patience::End::cancelled, what);
  const auto found = names_.find(url, patience);
  if (found.end != Patience::End::ready) return given_up(found.end, what);
  if (found.addresses.empty()) return failed(Outcome::unreachable, cat({"no address is known of ", url.host}));
  const auto connected = connect_to_first(found.addresses, patience);
  if (connected.end != Patience::End::ready) return given_up(connected.end, what);
  if (!connected.socket)
    return failed(Outcome::unreachable, cat({"nobody takes a connection at ", url.authority(), ": ",
                                             std::generic_category().message(connected.error)}));
  return talk(connected.socket, request_text(url, what.body), what, patience);
}

NameLookup::Found SocketMessenger::look_up(const WebUrl& url, Milliseconds deadline) {
  return names_.find(url, Patience(deadline, cancelled_.number()));
}

void SocketMessenger::cancel() { ::eventfd_write(cancelled_.number(), 1); }

}  // namespace understudy::http
