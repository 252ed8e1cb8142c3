// The files by which other programs are told whom to trust, and where they lie.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

// In the data folder. Those with `system` hold the system's roots as well, for variables that replace what is there.
inline constexpr std::string_view local_authority_file = "ca.pem";            ///< the one fit to be installed
inline constexpr std::string_view vendors_authority_file = "vendors-ca.pem";  ///< for variables alone
inline constexpr std::string_view both_authorities_file = "both-cas.pem";     ///< for variables that add
inline constexpr std::string_view system_bundle_file = "bundle.pem";
inline constexpr std::string_view system_trust_store_file = "truststore.p12";
inline constexpr std::string_view trust_store_password = "changeit";  ///< Java's own default

/// $XDG_DATA_HOME/understudy, else $HOME/.local/share/understudy; empty where neither is set, or HOME is no folder.
std::string usual_data_folder();

/// "FOLDER/ca.pem".
std::string in_folder(const std::string& folder, std::string_view file);

/// Where one is missing, a client that is told to go by it trusts nobody.
bool has_trust_files(const std::string& folder);

}  // namespace understudy
