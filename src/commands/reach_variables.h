// The variables that lead a program's calls to a server: one table, from which run sets them and env prints them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "command_line/options.h"
#include "providers/provider.h"

namespace understudy {

using Environment = std::map<std::string, std::string, std::less<>>;

/// This process's own.
Environment own_environment();

/// Where calls are led, and by which ways.
struct ReachFacts {
  std::string server{};       ///< "http://localhost:9119"
  std::string world{};        ///< never empty
  std::string data_folder{};  ///< with the trust files
  std::string preload{};      ///< the script for Node, an absolute path; empty: none
  bool has_tls = true;        ///< else addresses alone lead there
  ProxyChoice proxy = ProxyChoice::undecided;
  std::vector<ClientVariable> client_variables{};
  std::vector<std::string_view> vendor_hosts{};  ///< patterns, of hosts that must not be called directly
};

/// "http://localhost:9119/w/ci"
std::string base_of(const ReachFacts& reach);
/// "http://ci:any@localhost:9119"
std::string proxy_of(const ReachFacts& reach);

struct ReachVariables {
  struct Setting {
    std::string name;
    std::string value;
  };
  std::vector<Setting> settings;   ///< in the order of the table
  std::vector<std::string> notes;  ///< what was left as it is, one line each
};

/// The names of proxy variables whose value is not `own_proxy`.
std::vector<std::string> foreign_proxies(const Environment& environment, const std::string& own_proxy);

/// Why nothing is set before the user has decided about them, in one line.
std::string undecided_proxy(const std::vector<std::string>& names);

/// What has to be set, given what is set.
ReachVariables reach_variables(const ReachFacts& reach, const Environment& environment);

}  // namespace understudy
