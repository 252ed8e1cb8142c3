// The server's side of TLS 1.2 and 1.3 (RFC 5246, 8446), without a socket: bytes in, bytes out, so that every cut of
// them can be tested and whoever owns the socket waits for it in its own way.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tls/server_identity.h"

namespace understudy::tls {

/// Who the server is under a name that a client asks for (SNI), in lower case; empty: it asked for none. Nothing:
/// nobody of that name is here, which ends the handshake with the alert unrecognized_name. Thread-safe.
using ChooseIdentity = std::function<std::optional<ServerIdentity>(std::string_view name)>;

/// What all sessions of a server share. Thread-safe. Speaks http/1.1 (ALPN), resumes sessions by tickets that end with
/// the process, never renegotiates.
class Server {
 public:
  explicit Server(ChooseIdentity choose);
  ~Server();
  Server(const Server&) = delete;

 private:
  friend class Session;
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

/// True where those first bytes of a connection begin a TLS handshake.
inline bool begins_handshake(std::string_view bytes) { return !bytes.empty() && bytes.front() == '\x16'; }

/// One connection's. For one thread at a time.
class Session {
 public:
  explicit Session(const Server& server);
  ~Session();
  Session(const Session&) = delete;

  /// Takes what came from the peer.
  void feed(std::string_view sealed);

  enum class State { open, ended, broken };  ///< ended: the peer said that no more will come (close_notify)
  /// Writes what the peer said into `room`, and how much it was; 0: more must come first, or the state tells why none
  /// will. What is to be sent because of it waits in take_output(), an alert included.
  size_t read(char* room, size_t size);
  State state() const { return state_; }

  /// Seals it for take_output(). Only where is_established().
  void write(std::string_view plain);
  /// Says that no more will be written.
  void end();
  /// What is to be sent; empty: nothing.
  std::string take_output();

  bool is_established() const;
  /// That the handshake asked for, in lower case; empty: none.
  const std::string& server_name() const { return name_; }

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
  State state_ = State::open;
  std::string name_;
};

}  // namespace understudy::tls
