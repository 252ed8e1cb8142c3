// What the start prints: everything that the first minute needs, for people and for programs.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "world/world.h"

namespace understudy {

struct Announcement {
  std::string public_url;
  std::vector<std::string> addresses;
  std::vector<std::string> fixtures;  ///< what is served, by name; empty: the embedded example
  std::shared_ptr<World> world;       ///< the default one, which a reset may replace meanwhile
};

/// One line of JSON: {"event":"ready","base_url":…,"port":…,…}.
std::string ready_line(const Announcement& announcement);

/// Base URL, issuer, users with passwords, ready tokens, the control URL, and one curl line that works. Waits for the
/// signing key.
void announce(std::ostream& out, const Announcement& announcement);

}  // namespace understudy
