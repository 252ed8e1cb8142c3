// Whether a server that a command was told of is there, and is Understudy at all.
#pragma once

#include <string>

namespace understudy {

enum class Standing { silent, stranger, understudy };

/// Asks it how it is.
Standing standing_of(const std::string& server);

/// Why nothing comes of it, with the next step, in one line.
std::string no_server_at(const std::string& server);
std::string no_understudy_at(const std::string& server);

}  // namespace understudy
