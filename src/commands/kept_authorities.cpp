#include "commands/kept_authorities.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <tuple>
#include <unistd.h>

#include "base/text.h"
#include "commands/read_file.h"
#include "commands/trust_files.h"
#include "commands/write_file.h"
#include "start/commands.h"
#include "tls/trust_store.h"

namespace understudy {

namespace {

constexpr size_t largest_authority = 64 * 1024;
constexpr size_t largest_bundle = 4 * 1024 * 1024;

// With their private keys.
constexpr std::string_view local_key_file = "local-authority.pem";
constexpr std::string_view vendors_key_file = "vendors-authority.pem";

/// Where systems have the roots that they trust, in one file of PEM.
constexpr std::array system_roots{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                  "/etc/ssl/ca-bundle.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                                  "/etc/ssl/cert.pem"};

[[noreturn]] void refuse_with_error(std::string_view doing, const std::string& path, int error) {
  throw CannotKeep{cat({"cannot ", doing, " ", path, " (", std::generic_category().message(error),
                        "); name another folder with --data-dir"})};
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("this machine");
}

tls::Authority make(std::string_view what, std::vector<std::string> domains, Instant now) {
  const auto day = to_iso8601(now).substr(0, 10);
  return tls::Authority::make(
      {cat({"Understudy ", what, ", ", shorten(host_name(), 24), ", ", day}), std::move(domains)}, now);
}

tls::Authority new_local(const AuthoritiesWish& wish, Instant now) {
  std::vector<std::string> domains{"localhost", "test"};
  domains.insert(domains.end(), wish.hosts.begin(), wish.hosts.end());
  return make("local CA", std::move(domains), now);
}
tls::Authority new_vendors(const AuthoritiesWish& wish, Instant now) {
  return make("vendors CA", wish.vendor_domains, now);
}

void make_folder(const std::string& folder) {
  if (const int error = make_private_folder(folder)) refuse_with_error("make the folder", folder, error);
  struct stat facts {};
  if (::stat(folder.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode))
    refuse_with_error("use the folder", folder, ENOTDIR);
  if ((facts.st_mode & 0077) != 0)
    throw CannotKeep{cat({"the folder ", folder, " is open to others, and keys are kept in it; close it: chmod 700 ",
                          start::shell_word(folder)})};
}

void write(const std::string& path, std::string_view bytes, mode_t mode, Existing existing) {
  if (const int error = write_whole_file(path, bytes, mode, existing)) refuse_with_error("write", path, error);
}

/// Nothing where the file is not there.
std::optional<tls::Authority> kept(const std::string& folder, std::string_view file, const AuthoritiesWish& wish) {
  const std::string path = in_folder(folder, file);
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) != 0) {
    if (errno == ENOENT) return std::nullopt;
    refuse_with_error("read", path, errno);
  }
  if ((facts.st_mode & 0077) != 0)
    throw CannotKeep{
        cat({"the key in ", path, " can be read by others; close it: chmod 600 ", start::shell_word(path)})};
  const auto pem = read_file(path, largest_authority);
  if (!pem) refuse_with_error("read", path, errno);
  std::string why;
  auto authority = tls::Authority::parse(*pem, why);
  if (!authority)
    throw CannotKeep{
        cat({path, " is no certificate authority: ", why, "; make a new one: ", renewal(folder, wish.hosts)})};
  return authority;
}

tls::Authority kept_or_new(const std::string& folder, std::string_view file,
                           tls::Authority (*make_new)(const AuthoritiesWish&, Instant), const AuthoritiesWish& wish,
                           Instant now) {
  if (auto authority = kept(folder, file, wish)) return std::move(*authority);
  write(in_folder(folder, file), make_new(wish, now).private_pem(), 0600, Existing::kept);
  return kept(folder, file, wish).value();
}

std::string roots_of_the_system() {
  for (const auto* path : system_roots)
    if (auto pem = read_file(path, largest_bundle); pem && pem->find("-----BEGIN CERTIFICATE") != std::string::npos)
      return std::move(*pem);
  return {};
}

void write_public(const std::string& folder, std::string_view name, const std::string& bytes) {
  const std::string path = in_folder(folder, name);
  const auto before = read_file(path, largest_bundle * 2);
  if (!before || *before != bytes) write(path, bytes, 0644, Existing::replaced);
}

/// A seal has a salt, so that the same store is never the same bytes.
void write_trust_store(const std::string& folder, const std::string& bundle) {
  const std::string path = in_folder(folder, system_trust_store_file);
  struct stat store {};
  struct stat source {};
  const bool is_fresh =
      ::stat(path.c_str(), &store) == 0 && ::stat(in_folder(folder, system_bundle_file).c_str(), &source) == 0 &&
      std::tie(source.st_mtim.tv_sec, source.st_mtim.tv_nsec) <= std::tie(store.st_mtim.tv_sec, store.st_mtim.tv_nsec);
  if (!is_fresh) write(path, tls::trust_store_of(bundle, std::string(trust_store_password)), 0644, Existing::replaced);
}

}  // namespace

int make_private_folder(const std::string& folder) {
  std::error_code error;
  const std::filesystem::path path(folder);
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  // What kept the folders above it from being made says more than that they are missing.
  if (error) return error.value();
  return ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST ? 0 : errno;
}

Authorities new_authorities(const AuthoritiesWish& wish, Instant now) {
  return {new_local(wish, now), new_vendors(wish, now)};
}

Authorities kept_authorities(const std::string& folder, const AuthoritiesWish& wish, Instant now) {
  make_folder(folder);
  return {kept_or_new(folder, local_key_file, new_local, wish, now),
          kept_or_new(folder, vendors_key_file, new_vendors, wish, now)};
}

Authorities renewed_authorities(const std::string& folder, const AuthoritiesWish& wish, Instant now) {
  make_folder(folder);
  auto made = new_authorities(wish, now);
  write(in_folder(folder, local_key_file), made.local.private_pem(), 0600, Existing::replaced);
  write(in_folder(folder, vendors_key_file), made.vendors.private_pem(), 0600, Existing::replaced);
  return made;
}

std::vector<std::string> not_vouched_for(const tls::Authority& authority, std::vector<std::string> hosts) {
  std::erase_if(hosts, [&](const std::string& host) { return authority.vouches_for(host); });
  return hosts;
}

std::string renewal(const std::string& folder, const std::vector<std::string>& names) {
  const auto where = folder == usual_data_folder() ? std::string() : cat({" --data-dir ", start::shell_word(folder)});
  return cat({"understudy ca", where, " --renew", names.empty() ? "" : " --names ", join(names, ",")});
}

std::string write_trust_files(const std::string& folder, const Authorities& authorities) {
  return write_trust_files(
      folder, AuthorityCertificates{authorities.local.certificate_pem(), authorities.vendors.certificate_pem()});
}

std::string write_trust_files(const std::string& folder, const AuthorityCertificates& certificates) {
  const auto& [local, vendors] = certificates;
  make_folder(folder);
  const auto roots = roots_of_the_system();
  const std::string bundle = cat({roots, roots.ends_with('\n') || roots.empty() ? "" : "\n", local, vendors});
  write_public(folder, local_authority_file, local);
  write_public(folder, vendors_authority_file, vendors);
  write_public(folder, both_authorities_file, cat({local, vendors}));
  write_public(folder, system_bundle_file, bundle);
  write_trust_store(folder, bundle);
  if (!roots.empty()) return {};
  return cat({"no roots of the system were found, so that ", system_bundle_file, " and ", system_trust_store_file,
              " hold Understudy's two authorities alone"});
}

}  // namespace understudy
