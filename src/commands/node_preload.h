// A script that `node --require` loads before a program, for clients in Node that use no proxy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace understudy {

/// How run calls it, in the folder of the trust files.
inline constexpr std::string_view node_preload_file = "node-preload.cjs";

/// CommonJS, for Node 18 and later: TLS connections to `hosts`, written as Provider has them, go to the server;
/// those of a world other than the default one through its proxy, which is told the world. Where UNDERSTUDY_URL and
/// UNDERSTUDY_WORLD are set they go before `server` and `world`; without a server nothing is changed.
std::string node_preload(std::string_view server, std::string_view world, const std::vector<std::string_view>& hosts);

/// Writes it, whole or not at all, and not where the file has it already: false, with errno set, where that fails.
bool write_node_preload(const std::string& path, const std::string& script);

}  // namespace understudy
