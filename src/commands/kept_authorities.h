// The two certificate authorities of this machine, and the folder that keeps them from one start to the next: a random
// key each, which only its owner may read.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "tls/authority.h"

namespace understudy {

struct Authorities {
  tls::Authority local;    ///< for localhost, .test and one's own hosts: fit to be installed
  tls::Authority vendors;  ///< for the names of vendors: for variables of a test alone, never to be installed
};

/// What new ones are to vouch for.
struct AuthoritiesWish {
  std::vector<std::string> hosts;           ///< beside localhost and .test
  std::vector<std::string> vendor_domains;  ///< "vendor.example"
};

/// Says what to do in one line.
struct CannotKeep {
  std::string message;
};

/// For its owner alone, with the folders above it as they usually are. 0, or the number of the error; one that is there
/// is none.
int make_private_folder(const std::string& folder);

/// New ones, which end with the process.
Authorities new_authorities(const AuthoritiesWish& wish, Instant now);

/// Those of the folder; where it has none, new ones that are kept there from now on, whoever else starts at the same
/// time. The folder is made, for its owner alone. Throws CannotKeep.
Authorities kept_authorities(const std::string& folder, const AuthoritiesWish& wish, Instant now);
/// In the place of those that are there.
Authorities renewed_authorities(const std::string& folder, const AuthoritiesWish& wish, Instant now);

/// Those of the hosts for which it may not make certificates.
std::vector<std::string> not_vouched_for(const tls::Authority& authority, std::vector<std::string> hosts);

/// The command that makes new ones there, for a shell: "understudy ca --data-dir FOLDER --renew --names a,b". The
/// folder is not named where it is the usual one.
std::string renewal(const std::string& folder, const std::vector<std::string>& names);

/// Writes those files of trust_files.h whose content is another. Gives a note where no roots of the system were found,
/// else nothing. Throws CannotKeep.
std::string write_trust_files(const std::string& folder, const Authorities& authorities);

/// The certificates of two authorities, in PEM, whoever has their keys.
struct AuthorityCertificates {
  std::string local;
  std::string vendors;
};
/// Likewise; the folder is made, for its owner alone.
std::string write_trust_files(const std::string& folder, const AuthorityCertificates& certificates);

}  // namespace understudy
