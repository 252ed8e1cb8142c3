// Two sockets of which each gets what the other says: unread, in order, with both ends told apart. No more is taken
// from one than the other takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/descriptor.h"
#include "http/outlet.h"

namespace understudy::http {

/// For one thread.
class Relay {
 public:
  enum class Client { heard, unheard };  ///< unheard: what it says is dropped, and its end is the end

  /// `client` outlives it, `to_client` and `to_server` go out first. `room` is where bytes pass through.
  Relay(const Descriptor& client, Descriptor server, std::vector<char>& room, Client voice);
  Relay(const Relay&) = delete;

  void give_client(std::string_view first) { back_.outlet.send(first); }
  void give_server(std::string_view first) { forth_.outlet.send(first); }

  struct Turn {
    bool has_ended = false;  ///< both have, or the way is broken
    bool has_moved = false;  ///< something was taken
    bool has_more = false;   ///< perhaps; but others should have their turn
    bool is_half = false;    ///< one of them has ended
  };
  /// Passes what there is, as far as both let it. Neither of them blocks.
  Turn pass();

  int server() const { return server_.number(); }

 private:
  struct Way {
    const Descriptor& from;
    const Descriptor& to;
    Outlet outlet;
    bool is_heard = true;
    bool is_over = false;  ///< `from` has ended
    bool is_told = false;  ///< and `to` knows
  };
  enum class Step { moved, waits, broken };

  bool pass(Way& way, Turn& turn);
  Step take(Way& way);
  bool tell_end(Way& way);

  const Descriptor server_;
  std::vector<char>& room_;
  Way forth_;
  Way back_;
};

}  // namespace understudy::http
