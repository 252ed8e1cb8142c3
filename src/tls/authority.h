// A certificate authority of this machine alone: a random key, and a certificate that says for which names it vouches.
// What it signs lives in real time, whatever a world's clock says, since clients look at their own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "tls/server_identity.h"

namespace understudy::tls {

/// What a certificate is good for.
struct CertifiedNames {
  std::vector<std::string> hosts;      ///< in lower case
  std::vector<std::string> addresses;  ///< numeric: "127.0.0.1", "::1"
};

/// Immutable, cheap to copy, for any number of threads.
class Authority {
 public:
  struct Wish {
    std::string name;                  ///< "Understudy's local authority of HOST, 2026-01-31": two never share one
    std::vector<std::string> domains;  ///< that it vouches for, with all below them: "localhost", "acme.test"
  };
  /// P-256, for ten years, from yesterday on.
  static Authority make(const Wish& wish, Instant now);

  /// A certificate and its key, in PEM. Nothing, with `why` filled, where they are none, do not belong together, or may
  /// sign no certificates.
  static std::optional<Authority> parse(std::string_view pem, std::string& why);

  /// Whether its own constraints let it vouch for the host; one without any vouches for all.
  bool vouches_for(std::string_view host) const;

  /// With a new key, good for 397 days from yesterday on: the longest that browsers take.
  ServerIdentity issue(const CertifiedNames& names, Instant now) const;

  std::string certificate_pem() const;
  std::string private_pem() const;  ///< the certificate and the key: what parse() takes

 private:
  explicit Authority(std::shared_ptr<const CertifiedKey> parts) : parts_(std::move(parts)) {}

  std::shared_ptr<const CertifiedKey> parts_;
};

}  // namespace understudy::tls
