#include "commands/https.h"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>

#include "base/text.h"
#include "commands/read_file.h"
#include "commands/trust_files.h"
#include "http/url.h"

namespace understudy {

namespace {

constexpr size_t largest_pem = 1024 * 1024;

Instant machine_time() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

/// "app.test" of "http://App.test:9119/auth", without the brackets of an address of IPv6.
std::string host_of(std::string_view url) {
  auto host = url.substr(url.find("://") + 3);
  host = host.substr(0, host.find('/'));
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  return to_lower(host.substr(0, host.find(':')));
}

bool is_name(const std::string& host) {
  return !host.empty() && host.find(':') == std::string::npos &&
         host.find_first_not_of("0123456789.") != std::string::npos;
}

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

}  // namespace

std::vector<std::string> own_hosts(const Seed& seed, const std::string& public_url) {
  std::vector<std::string> hosts{host_of(public_url)};
  for (const auto& host : seed.hosts) hosts.push_back(to_lower(host));
  return hosts;
}

std::unique_ptr<Https> make_https(const ServeOptions& options, const Seed& seed, const std::string& public_url,
                                  const Providers& providers) {
  const auto hosts = own_hosts(seed, public_url);
  AuthoritiesWish wish{{}, providers.vendor_hosts().domains()};
  std::copy_if(hosts.begin(), hosts.end(), std::back_inserter(wish.hosts), is_name);
  std::erase(wish.hosts, "localhost");
  auto authorities = options.data_folder.empty() ? new_authorities(wish, machine_time())
                                                 : kept_authorities(options.data_folder, wish, machine_time());
  if (!options.authority_file.empty()) authorities.local = given_authority(options);
  std::optional<tls::ServerIdentity> own;
  if (!options.certificate_file.empty()) own = given_identity(options);

  std::vector<std::string> notes;
  if (!options.data_folder.empty()) notes.push_back(write_trust_files(options.data_folder, authorities));
  for (const auto& host : wish.hosts)
    if (!authorities.local.vouches_for(host))
      notes.push_back(cat({"https: the local CA does not vouch for ", host,
                           ", which gets no certificate; make a new one: understudy ca --renew --names ", host}));
  // A folder may have been made by a version that stood in for fewer of them.
  for (const auto& domain : wish.vendor_domains)
    if (!authorities.vendors.vouches_for(domain))
      notes.push_back(cat({"https: the vendors CA does not vouch for ", domain,
                           ", whose names no client takes from here; make a new one: understudy ca --renew"}));
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
