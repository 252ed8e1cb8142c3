// What the start prints: everything that the first minute needs, for people and for programs.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "start/overview.h"

namespace understudy {

struct Announcement {
  start::Facts facts;
  std::string start_page;              ///< its address
  std::vector<std::string> addresses;  ///< that are listened on
  std::shared_ptr<World> world;        ///< the default one
  std::string authority_file{};        ///< of the local CA, where https is spoken as well and it is kept
  bool speaks_https = false;
};

/// One line of JSON: {"event":"ready","base_url":…,"port":…,…}.
std::string ready_line(const Announcement& announcement);

/// The start page's address, tenants, users with passwords, ready tokens, and one curl line that works: a screen of 100
/// columns by 40 lines for the embedded example. Waits for the signing key.
void announce(std::ostream& out, const Announcement& announcement);

}  // namespace understudy
