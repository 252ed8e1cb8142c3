// Where a host is. A name server may take longer to answer than anybody has patience: who asks it is not held by it.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <vector>

#include "http/patience.h"
#include "http/web_url.h"

namespace understudy::http {

struct PeerAddress {
  sockaddr_storage storage;
  socklen_t size;
};

/// Of a host that is an address itself, without brackets; nothing of a name.
std::optional<PeerAddress> numeric_address(const std::string& host, int port);

/// Thread-safe.
class NameLookup {
 public:
  struct Found {
    Patience::End end;                   ///< ready also where the host has no address
    std::vector<PeerAddress> addresses;  ///< in the order in which they are to be tried
  };
  /// An address stands for itself, and localhost and what is below it for both loopbacks: nobody is asked about them.
  /// Any other name is looked up anew each time, in a thread that ends when the system's resolver is done with it; at
  /// most 64 at once, beyond which a name has no address.
  Found find(const WebUrl& url, const Patience& patience);

 private:
  const std::shared_ptr<std::atomic<int>> under_way_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace understudy::http
