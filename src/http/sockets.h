// Opening the door: which addresses to listen on, and what the system must grant.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "http/descriptor.h"

namespace understudy::http {

struct ListeningSocket {
  Descriptor descriptor;
  std::string address;  ///< "127.0.0.1:9119", "[::1]:9119"
};

struct ListeningSockets {
  int port = 0;
  std::vector<ListeningSocket> sockets;
};

/// `host` as ListenerOptions has it. All sockets get the same port; an address family that the machine lacks is left
/// out. Throws CannotListen.
ListeningSockets listen_on(const std::string& host, int port);

/// Raises the soft limit of open files so that `descriptors` fit, as far as the hard limit goes; gives what it is now.
size_t allow_descriptors(size_t descriptors);

struct AcceptedSocket {
  Descriptor descriptor;
  std::string peer;  ///< numeric, without port
  int error = 0;     ///< errno where there is no descriptor
};

/// Takes the next waiting connection: non-blocking, and without Nagle's delay.
AcceptedSocket accept_from(const Descriptor& listening);

}  // namespace understudy::http
