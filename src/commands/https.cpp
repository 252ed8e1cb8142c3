#include "commands/https.h"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>

#include "base/host_name.h"
#include "base/machine_time.h"
#include "base/text.h"
#include "commands/own_names.h"
#include "commands/read_file.h"
#include "commands/trust_files.h"

namespace understudy {

namespace {

constexpr size_t largest_pem = 1024 * 1024;

std::string read_pem(std::string_view option, const std::string& path) {
  auto text = read_file(path, largest_pem);
  if (!text) throw CannotKeep{cat({option, ": cannot read ", path, " (", std::generic_category().message(errno), ")"})};
  return std::move(*text);
}

tls::ServerIdentity given_identity(const ServeOptions& options) {
  std::string why;
  auto identity = tls::ServerIdentity::parse(read_pem("--tls-cert", options.certificate_file),
                                             read_pem("--tls-key", options.key_file), why);
  if (!identity)
    throw CannotKeep{cat({"--tls-cert, --tls-key: ", options.certificate_file, " and ", options.key_file,
                          " are no certificate with its key: ", why})};
  return std::move(*identity);
}

tls::Authority given_authority(const ServeOptions& options) {
  std::string why;
  auto authority = tls::Authority::parse(
      read_pem("--ca-cert", options.authority_file) + read_pem("--ca-key", options.authority_key_file), why);
  if (!authority)
    throw CannotKeep{cat({"--ca-cert, --ca-key: ", options.authority_file, " and ", options.authority_key_file,
                          " are no certificate authority with its key: ", why})};
  return std::move(*authority);
}

/// All of them in one line, since one command makes an authority that vouches for them.
std::string note_of_own(const ServeOptions& options, const AuthoritiesWish& wish, const tls::Authority& local) {
  const auto missing = join(not_vouched_for(local, wish.hosts), ", ");
  if (missing.empty()) return {};
  if (!options.authority_file.empty())
    return cat({"https: the authority of --ca-cert does not vouch for ", missing, ": no certificate"});
  return cat({"https: the local CA does not vouch for ", missing,
              ": no certificate; make a new one: ", renewal(options.data_folder, wish.hosts)});
}

/// A folder may have been made by a version that stood in for fewer of them.
std::string note_of_vendors(const ServeOptions& options, const AuthoritiesWish& wish, const tls::Authority& vendors) {
  const auto missing = join(not_vouched_for(vendors, wish.vendor_domains), ", ");
  if (missing.empty()) return {};
  return cat({"https: the vendors CA does not vouch for ", missing,
              ", whose names no client takes from here; make a new one: ", renewal(options.data_folder, wish.hosts)});
}

}  // namespace

std::unique_ptr<Https> make_https(const ServeOptions& options, const Seed& seed, const std::string& public_url,
                                  const Providers& providers) {
  const auto hosts = own_hosts(seed, public_url);
  AuthoritiesWish wish{{}, providers.vendor_hosts().domains()};
  // Its constraints are about names alone.
  std::copy_if(hosts.begin(), hosts.end(), std::back_inserter(wish.hosts),
               [](const auto& host) { return host != "localhost" && !is_address(host); });
  auto authorities = options.data_folder.empty() ? new_authorities(wish, machine_time())
                                                 : kept_authorities(options.data_folder, wish, machine_time());
  if (!options.authority_file.empty()) authorities.local = given_authority(options);
  std::optional<tls::ServerIdentity> own;
  if (!options.certificate_file.empty()) own = given_identity(options);

  std::vector<std::string> notes;
  if (!options.data_folder.empty()) notes.push_back(write_trust_files(options.data_folder, authorities));
  notes.push_back(note_of_own(options, wish, authorities.local));
  notes.push_back(note_of_vendors(options, wish, authorities.vendors));
  std::erase(notes, "");
  auto https = std::make_unique<Https>(
      authorities,
      tls::Vouching{authorities.local, hosts, authorities.vendors,
                    [&providers](std::string_view name) { return providers.vendor_hosts().find(name) != nullptr; },
                    std::move(own), machine_time});
  https->notes = std::move(notes);
  return https;
}

}  // namespace understudy
