// OpenSSL's certificates with an owner. Only files of tls/ include this.
#pragma once

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <vector>

#include "crypto/owned.h"

namespace understudy::tls {

using OwnedCertificate = std::unique_ptr<X509, crypto::FreedBy<X509_free>>;
using crypto::must;
using crypto::OwnedBio;
using crypto::OwnedPkey;

/// A certificate with its key and with those that lead up to whom clients trust.
struct CertifiedKey {
  OwnedPkey key;
  OwnedCertificate certificate;
  std::vector<OwnedCertificate> chain;  ///< what is sent behind it
};

}  // namespace understudy::tls
