// Whom a server shows itself as: a certificate, its private key, and the certificates between it and whom clients
// trust.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace understudy::tls {

struct CertifiedKey;

/// Immutable, cheap to copy, for any number of threads.
class ServerIdentity {
 public:
  explicit ServerIdentity(std::shared_ptr<const CertifiedKey> parts) : parts_(std::move(parts)) {}

  /// Of PEM: the server's certificate first, those above it behind; and its key without a password. Nothing, with `why`
  /// filled, where one of them is none, or the key is another's.
  static std::optional<ServerIdentity> parse(std::string_view certificates, std::string_view key, std::string& why);

  const CertifiedKey& parts() const { return *parts_; }
  std::string certificate_pem() const;

 private:
  std::shared_ptr<const CertifiedKey> parts_;
};

}  // namespace understudy::tls
