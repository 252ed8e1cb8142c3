#include "commands/trust_folder.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <unistd.h>

#include "base/text.h"
#include "commands/complain.h"
#include "commands/problem_line.h"
#include "commands/read_file.h"
#include "commands/standing.h"
#include "commands/trust_files.h"
#include "http/client.h"
#include "http/web_url.h"

namespace understudy {

namespace {

constexpr Milliseconds patience = std::chrono::seconds(10);
constexpr size_t largest_authorities = 2 * 64 * 1024;

std::optional<std::string> fetch_certificate(const std::string& server, std::string_view file) {
  auto answer = http::get(cat({server, "/_understudy/v1/", file}), patience);
  const bool is_certificate =
      answer && answer->status == 200 && answer->body.starts_with("-----BEGIN CERTIFICATE-----");
  if (is_certificate) return std::move(answer->body);
  if (!answer)
    complain(no_server_at(server));
  else if (standing_of(server) == Standing::stranger)
    complain(no_understudy_at(server));
  else if (answer->status == 404)
    complain(cat({"the server at ", server,
                  " speaks no https; start it with --tls, or say --no-tls: then addresses alone lead there"}));
  else if (answer->status != 200)
    complain(cat({server, " does not give its ", file, ": ", reason_in(*answer)}));
  else
    complain(cat({"what ", server, " gives as its ", file, " is no certificate"}));
  return std::nullopt;
}

std::optional<AuthorityCertificates> fetch_certificates(const std::string& server) {
  auto local = fetch_certificate(server, local_authority_file);
  if (!local) return std::nullopt;
  auto vendors = fetch_certificate(server, vendors_authority_file);
  if (!vendors) return std::nullopt;
  return AuthorityCertificates{std::move(*local), std::move(*vendors)};
}

bool holds(const std::string& folder, const AuthorityCertificates& certificates) {
  return read_file(in_folder(folder, both_authorities_file), largest_authorities) ==
         certificates.local + certificates.vendors;
}

/// Where a run around this one, or env, has written the same already.
std::string folder_in_use(const AuthorityCertificates& certificates, const Environment& environment) {
  const auto named = environment.find("NODE_EXTRA_CA_CERTS");
  if (named == environment.end()) return {};
  const std::filesystem::path file(named->second);
  const std::string folder = file.parent_path();
  if (!file.is_absolute() || file.filename() != both_authorities_file || !has_trust_files(folder)) return {};
  return holds(folder, certificates) ? folder : std::string();
}

/// Read-only homes are usual in containers.
bool can_be_written(const std::string& folder) {
  return make_private_folder(folder) == 0 && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

}  // namespace

TrustFolder::~TrustFolder() {
  std::error_code unknown;
  if (goes_with_this_) std::filesystem::remove_all(path_, unknown);
}

bool TrustFolder::choose(const std::string& folder) {
  const std::string chosen = folder.empty() ? usual_data_folder() : folder;
  if (chosen.empty() || (folder.empty() && !can_be_written(chosen))) return make_temporary();
  path_ = std::filesystem::absolute(chosen);
  return true;
}

bool TrustFolder::is_filled() const {
  if (has_trust_files(path_)) return true;
  return complain(
      cat({"certificates are missing in ", path_, "; a server with --tls and --data-dir writes them there, as ",
           "understudy ca does, and without --data-dir they are fetched from the server"}));
}

bool TrustFolder::is_of(const std::string& server) const {
  const auto certificates = fetch_certificates(server);
  if (!certificates) return false;
  if (holds(path_, *certificates)) return true;
  constexpr std::string_view remedy =
      "; name the folder that it was started with, or leave --data-dir and UNDERSTUDY_DATA_DIR out: then they are "
      "fetched from it";
  return complain(cat({"the certificates in ", path_, " are not those of the server at ", server, remedy}));
}

bool TrustFolder::fetch(const std::string& server, const Environment& environment) {
  const auto certificates = fetch_certificates(server);
  if (!certificates) return false;
  path_ = folder_in_use(*certificates, environment);
  return !path_.empty() || (make_temporary() && write(*certificates));
}

bool TrustFolder::fetch_and_keep(const std::string& server) {
  const std::string usual = usual_data_folder();
  if (usual.empty()) return complain("there is no home folder to keep certificates in; name one with --data-dir");
  const auto certificates = fetch_certificates(server);
  if (!certificates) return false;
  const auto url = http::parse_web_url(server).value_or(http::WebUrl{.host = "localhost", .target = "/"});
  path_ = cat({usual, "/servers/", url.host, "-", std::to_string(url.port)});
  // A run to come keeps keys in that one, and refuses it where it is open to others. What is wrong, writing tells.
  make_private_folder(usual);
  return write(*certificates);
}

bool TrustFolder::make_temporary() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = cat({folder != nullptr && *folder == '/' ? folder : "/tmp", "/understudy-XXXXXX"});
  if (mkdtemp(path.data()) == nullptr)
    return complain(cat({"cannot make a folder such as ", path, " (", std::generic_category().message(errno), ")"}));
  path_ = path;
  goes_with_this_ = true;
  return true;
}

bool TrustFolder::write(const AuthorityCertificates& certificates) {
  try {
    if (const auto note = write_trust_files(path_, certificates); !note.empty()) complain(note);
    return true;
  } catch (const CannotKeep& why) {
    return complain(why.message);
  }
}

}  // namespace understudy
