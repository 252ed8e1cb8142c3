// Certificates in a file of PKCS#12, as Java wants to be told whom to trust.
#pragma once

#include <string>
#include <string_view>

namespace understudy::tls {

/// All certificates of a text in PEM, each marked as trusted in the way that Java looks for; sealed by the password,
/// not encrypted: there is nothing secret in it.
std::string trust_store_of(std::string_view certificates, const std::string& password);

}  // namespace understudy::tls
