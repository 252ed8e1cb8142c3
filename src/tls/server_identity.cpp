#include "tls/server_identity.h"

#include <utility>

#include "tls/pem.h"

namespace understudy::tls {

std::optional<ServerIdentity> ServerIdentity::parse(std::string_view certificates, std::string_view key,
                                                    std::string& why) {
  auto parts = std::make_shared<CertifiedKey>();
  auto chain = certificates_in(certificates);
  if (chain.empty()) {
    why = "it has no certificate in PEM";
    return std::nullopt;
  }
  parts->key = private_key_in(key);
  if (!parts->key) {
    why = "it has no private key in PEM that needs no password";
    return std::nullopt;
  }
  parts->certificate = std::move(chain.front());
  if (X509_check_private_key(parts->certificate.get(), parts->key.get()) != 1) {
    ERR_clear_error();
    why = "the private key is not that of the first certificate";
    return std::nullopt;
  }
  for (size_t i = 1; i < chain.size(); ++i) parts->chain.push_back(std::move(chain[i]));
  return ServerIdentity(std::move(parts));
}

std::string ServerIdentity::certificate_pem() const { return to_pem(parts_->certificate.get()); }

}  // namespace understudy::tls
