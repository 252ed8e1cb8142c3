// Certificates and keys as PEM texts. Only files of tls/ include this.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tls/owned_certificate.h"

namespace understudy::tls {

/// Those in the text, in order; whatever else stands in it is passed over.
std::vector<OwnedCertificate> certificates_in(std::string_view pem);
/// Null where there is none that can be read without a password.
OwnedPkey private_key_in(std::string_view pem);

std::string to_pem(const X509* certificate);
std::string to_pem(const EVP_PKEY* key);  ///< PKCS#8

}  // namespace understudy::tls
