#include "commands/ca.h"

#include <iostream>

#include "base/text.h"
#include "commands/kept_authorities.h"
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

}  // namespace

int make_authorities(const CaOptions& options, const Providers& providers) {
  const auto now = std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
  const AuthoritiesWish wish{options.names, providers.vendor_hosts().domains()};
  const std::string folder = options.data_folder.empty() ? usual_data_folder() : options.data_folder;
  if (folder.empty()) {
    std::cerr << "understudy: neither XDG_DATA_HOME nor HOME tells where to keep them; name a folder with --data-dir\n";
    return 2;
  }
  try {
    const auto authorities =
        options.renews ? renewed_authorities(folder, wish, now) : kept_authorities(folder, wish, now);
    const auto note = write_trust_files(folder, authorities);
    for (const auto& line : lines) std::cout << in_folder(folder, line.file) << "\n  " << line.meaning << "\n";
    if (!note.empty()) std::cerr << "understudy: " << note << "\n";
    for (const auto& name : options.names)
      if (!authorities.local.vouches_for(name))
        std::cerr << "understudy: the local CA there does not vouch for " << name << "; --renew makes one that does\n";
    return 0;
  } catch (const CannotKeep& why) {
    std::cerr << "understudy: " << why.message << "\n";
    return 2;
  }
}

}  // namespace understudy
