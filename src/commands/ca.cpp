#include "commands/ca.h"

#include <iostream>

#include "base/host_name.h"
#include "base/machine_time.h"
#include "base/text.h"
#include "commands/kept_authorities.h"
#include "commands/own_names.h"
#include "commands/trust_files.h"

namespace understudy {

namespace {

struct Line {
  std::string_view file;
  std::string_view meaning;
};
constexpr Line lines[] = {
    {local_authority_file, "the local CA, for localhost, .test and your own hosts; the one fit to be installed"},
    {vendors_authority_file, "the vendors' CA, for variables of a test alone; never install it"},
    {both_authorities_file, "both, for variables that add (NODE_EXTRA_CA_CERTS)"},
    {system_bundle_file, "both and the system's roots, for variables that replace (SSL_CERT_FILE)"},
    {system_trust_store_file, "the same for Java, password changeit"},
};

/// What is wrong with a name that the local CA is to vouch for; empty: nothing.
std::string complain_of_name(const std::string& name, const front::VendorHosts& vendors) {
  if (is_address(name)) return cat({name, " is an address, for which the local CA vouches anyway; leave it out"});
  const auto why = why_not_own(name, vendors);
  return why.empty() ? why : cat({name, " ", why});
}

std::vector<std::string> normal_hosts(std::vector<std::string> names) {
  for (auto& name : names) name = normal_host(name);
  return names;
}

}  // namespace

int make_authorities(const CaOptions& options, const Providers& providers) {
  const auto now = machine_time();
  const AuthoritiesWish wish{normal_hosts(options.names), providers.vendor_hosts().domains()};
  const std::string folder = options.data_folder.empty() ? usual_data_folder() : options.data_folder;
  if (folder.empty()) {
    std::cerr << "understudy: neither XDG_DATA_HOME nor HOME tells where to keep them; name a folder with --data-dir\n";
    return 2;
  }
  for (const auto& name : wish.hosts)
    if (const auto why = complain_of_name(name, providers.vendor_hosts()); !why.empty()) {
      std::cerr << "understudy: --names: " << why << "\n";
      return 2;
    }
  try {
    const auto authorities =
        options.renews ? renewed_authorities(folder, wish, now) : kept_authorities(folder, wish, now);
    const auto note = write_trust_files(folder, authorities);
    for (const auto& line : lines) std::cout << in_folder(folder, line.file) << "\n  " << line.meaning << "\n";
    if (!note.empty()) std::cerr << "understudy: " << note << "\n";
    if (const auto missing = not_vouched_for(authorities.local, wish.hosts); !missing.empty())
      std::cerr << "understudy: the local CA there does not vouch for " << join(missing, ", ")
                << "; make a new one: " << renewal(folder, wish.hosts) << "\n";
    return 0;
  } catch (const CannotKeep& why) {
    std::cerr << "understudy: " << why.message << "\n";
    return 2;
  }
}

}  // namespace understudy
