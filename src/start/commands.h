// Lines to paste into a shell, for whoever looks at a world for the first time.
#pragma once

#include <string>
#include <string_view>

namespace understudy::start {

/// A world, as commands name it.
struct Address {
  std::string_view base;     ///< the world's
  std::string_view control;  ///< of the control API, with its final slash
  std::string_view world;
};

/// One word for a POSIX shell, in quotes where it needs them.
std::string shell_word(std::string_view text);

/// Prints a new access token of `user`, an e-mail or an id; of the first user where that is empty.
std::string mint_command(const Address& address, std::string_view user);

/// Makes a token of `user` and asks `path` with it: two lines that need no more than curl.
std::string first_call(const Address& address, std::string_view user, std::string_view path);

}  // namespace understudy::start
