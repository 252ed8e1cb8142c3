#include "commands/trust_folder.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <system_error>
#include <unistd.h>

#include "base/text.h"
#include "commands/problem_line.h"
#include "commands/read_file.h"
#include "commands/trust_files.h"
#include "http/client.h"
#include "http/web_url.h"

namespace understudy {

namespace {

constexpr Milliseconds patience = std::chrono::seconds(10);
constexpr size_t largest_authorities = 2 * 64 * 1024;

bool complain(const std::string& line) {
  std::cerr << "understudy: " << line << "\n";
  return false;
}

std::optional<std::string> fetch_certificate(const std::string& server, std::string_view file) {
  auto answer = http::get(cat({server, "/_understudy/v1/", file}), patience);
  if (!answer)
    complain(cat({"no server answers at ", server, "; start one, or leave --url and UNDERSTUDY_URL out"}));
  else if (answer->status == 404)
    complain(cat({"the server at ", server,
                  " speaks no https; start it with --tls, or say --no-tls: then addresses alone lead there"}));
  else if (answer->status != 200)
    complain(cat({server, " does not give its ", file, ": ", reason_in(*answer)}));
  else if (!answer->body.starts_with("-----BEGIN CERTIFICATE-----"))
    complain(cat({"what ", server, " gives as its ", file, " is no certificate"}));
  else
    return std::move(answer->body);
  return std::nullopt;
}

std::optional<AuthorityCertificates> fetch_certificates(const std::string& server) {
  auto local = fetch_certificate(server, local_authority_file);
  if (!local) return std::nullopt;
  auto vendors = fetch_certificate(server, vendors_authority_file);
  if (!vendors) return std::nullopt;
  return AuthorityCertificates{std::move(*local), std::move(*vendors)};
}

/// Where a run around this one, or env, has written the same already.
std::string folder_in_use(const AuthorityCertificates& certificates, const Environment& environment) {
  const auto named = environment.find("NODE_EXTRA_CA_CERTS");
  if (named == environment.end()) return {};
  const std::filesystem::path file(named->second);
  const std::string folder = file.parent_path();
  if (!file.is_absolute() || file.filename() != both_authorities_file || !has_trust_files(folder)) return {};
  return read_file(file, largest_authorities) == certificates.local + certificates.vendors ? folder : std::string();
}

}  // namespace

TrustFolder::~TrustFolder() {
  std::error_code unknown;
  if (goes_with_this_) std::filesystem::remove_all(path_, unknown);
}

bool TrustFolder::choose(const std::string& folder) {
  const std::string chosen = folder.empty() ? usual_data_folder() : folder;
  if (chosen.empty()) return make_temporary();
  path_ = std::filesystem::absolute(chosen);
  return true;
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
