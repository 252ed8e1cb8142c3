#include "tls/authority.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include "base/text.h"
#include "crypto/digest.h"
#include "tls/pem.h"

namespace understudy::tls {

namespace {

using OwnedExtension = std::unique_ptr<X509_EXTENSION, crypto::FreedBy<X509_EXTENSION_free>>;
using OwnedConstraints = std::unique_ptr<NAME_CONSTRAINTS, crypto::FreedBy<NAME_CONSTRAINTS_free>>;
using OwnedNames = std::unique_ptr<GENERAL_NAMES, crypto::FreedBy<GENERAL_NAMES_free>>;

constexpr std::chrono::hours a_day{24};
constexpr int authority_days = 3650;
/// Apple takes 825 days, browsers 398, of what is dated back as well.
constexpr int server_days = 397;

OwnedPkey new_key() { return OwnedPkey(must(EVP_EC_gen("P-256"))); }

X509* new_certificate(EVP_PKEY* key, Instant begin, int days) {
  OwnedCertificate made(must(X509_new()));
  must(X509_set_version(made.get(), X509_VERSION_3));
  must(ASN1_TIME_set(X509_getm_notBefore(made.get()), static_cast<time_t>(to_unix_seconds(begin))));
  must(ASN1_TIME_set(X509_getm_notAfter(made.get()),
                     static_cast<time_t>(to_unix_seconds(begin + std::chrono::hours(24 * days)))));
  must(X509_set_pubkey(made.get(), key));
  return made.release();
}

void add_name_entry(X509_NAME* name, const char* field, std::string_view text) {
  must(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, crypto::octets(text), static_cast<int>(text.size()), -1,
                                  0));
}

/// By OpenSSL's own words for extensions.
void add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const OwnedExtension extension(must(X509V3_EXT_conf_nid(nullptr, &context, kind, value)));
  must(X509_add_ext(certificate, extension.get(), -1));
}

GENERAL_NAME* dns_name(const std::string& host) {
  GENERAL_NAME* name = must(GENERAL_NAME_new());
  auto* text = must(ASN1_IA5STRING_new());
  must(ASN1_STRING_set(text, host.data(), static_cast<int>(host.size())));
  GENERAL_NAME_set0_value(name, GEN_DNS, text);
  return name;
}

/// Null where it is no address.
GENERAL_NAME* address_name(const std::string& address) {
  ASN1_OCTET_STRING* bytes = a2i_IPADDRESS(address.c_str());
  if (bytes == nullptr) return nullptr;
  GENERAL_NAME* name = must(GENERAL_NAME_new());
  GENERAL_NAME_set0_value(name, GEN_IPADD, bytes);
  return name;
}

void add_names(X509* certificate, const CertifiedNames& names) {
  const OwnedNames all(must(GENERAL_NAMES_new()));
  for (const auto& host : names.hosts) must(sk_GENERAL_NAME_push(all.get(), dns_name(host)) > 0 ? 1 : 0);
  for (const auto& address : names.addresses)
    if (auto* name = address_name(address)) must(sk_GENERAL_NAME_push(all.get(), name) > 0 ? 1 : 0);
  must(X509_add1_ext_i2d(certificate, NID_subject_alt_name, all.get(), 0, X509V3_ADD_DEFAULT));
}

void constrain(X509* certificate, const std::vector<std::string>& domains) {
  const OwnedConstraints constraints(must(NAME_CONSTRAINTS_new()));
  constraints->permittedSubtrees = must(sk_GENERAL_SUBTREE_new_null());
  for (const auto& domain : domains) {
    GENERAL_SUBTREE* tree = must(GENERAL_SUBTREE_new());
    GENERAL_NAME_free(tree->base);
    tree->base = dns_name(domain);
    must(sk_GENERAL_SUBTREE_push(constraints->permittedSubtrees, tree) > 0 ? 1 : 0);
  }
  must(X509_add1_ext_i2d(certificate, NID_name_constraints, constraints.get(), 1, X509V3_ADD_DEFAULT));
}

void set_serial(X509* certificate, std::string bytes) {
  // Positive, and never 0.
  bytes.front() = static_cast<char>((static_cast<unsigned char>(bytes.front()) & 0x7F) | 0x40);
  const crypto::OwnedNumber number(
      must(BN_bin2bn(crypto::octets(std::string_view(bytes)), static_cast<int>(bytes.size()), nullptr)));
  must(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)));
}

/// 127 bits that follow from whose certificate it is, and from when on: two different ones never share a serial number.
std::string serial_of(X509* issuer, X509* certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> key_hash{};
  unsigned int size = 0;
  must(X509_pubkey_digest(certificate, EVP_sha256(), key_hash.data(), &size));
  std::string about(reinterpret_cast<const char*>(key_hash.data()), size);
  must(X509_pubkey_digest(issuer, EVP_sha256(), key_hash.data(), &size));
  about.append(reinterpret_cast<const char*>(key_hash.data()), size);
  const ASN1_TIME* begin = X509_get0_notBefore(certificate);
  about.append(reinterpret_cast<const char*>(ASN1_STRING_get0_data(begin)),
               static_cast<size_t>(ASN1_STRING_length(begin)));
  return crypto::sha256(about).substr(0, 16);
}

void sign(X509* certificate, EVP_PKEY* key) { must(X509_sign(certificate, key, EVP_sha256()) > 0 ? 1 : 0); }

std::string_view text_of(const ASN1_IA5STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), static_cast<size_t>(ASN1_STRING_length(text))};
}

/// RFC 5280 §4.2.1.10: the domain itself, and whatever is below it.
bool is_below(std::string_view host, std::string_view domain) {
  if (!domain.empty() && domain.front() == '.') domain.remove_prefix(1);
  return equal_ignoring_case(host, domain) ||
         (host.size() > domain.size() && host[host.size() - domain.size() - 1] == '.' &&
          equal_ignoring_case(host.substr(host.size() - domain.size()), domain));
}

}  // namespace

Authority Authority::make(const Wish& wish, Instant now) {
  auto parts = std::make_shared<CertifiedKey>();
  parts->key = new_key();
  parts->certificate = OwnedCertificate(new_certificate(parts->key.get(), now - a_day, authority_days));
  X509* certificate = parts->certificate.get();
  X509_NAME* name = X509_get_subject_name(certificate);
  add_name_entry(name, "O", "Understudy, for tests only");
  add_name_entry(name, "CN", shorten(wish.name, 64));
  must(X509_set_issuer_name(certificate, name));
  set_serial(certificate, serial_of(certificate, certificate));
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(certificate, certificate, NID_subject_key_identifier, "hash");
  constrain(certificate, wish.domains);
  sign(certificate, parts->key.get());
  return Authority(std::move(parts));
}

std::optional<Authority> Authority::parse(std::string_view pem, std::string& why) {
  const auto identity = ServerIdentity::parse(pem, pem, why);
  if (!identity) return std::nullopt;
  auto parts = std::make_shared<CertifiedKey>();
  X509* certificate = identity->parts().certificate.get();
  if (X509_check_ca(certificate) != 1 || (X509_get_key_usage(certificate) & KU_KEY_CERT_SIGN) == 0) {
    why = "its first certificate is not that of an authority";
    return std::nullopt;
  }
  must(X509_up_ref(certificate));
  parts->certificate = OwnedCertificate(certificate);
  must(EVP_PKEY_up_ref(identity->parts().key.get()));
  parts->key = OwnedPkey(identity->parts().key.get());
  return Authority(std::move(parts));
}

bool Authority::vouches_for(std::string_view host) const {
  const OwnedConstraints constraints(static_cast<NAME_CONSTRAINTS*>(
      X509_get_ext_d2i(parts_->certificate.get(), NID_name_constraints, nullptr, nullptr)));
  if (!constraints) return true;
  bool is_constrained = false;
  for (int i = 0; i < sk_GENERAL_SUBTREE_num(constraints->permittedSubtrees); ++i) {
    const GENERAL_NAME* base = sk_GENERAL_SUBTREE_value(constraints->permittedSubtrees, i)->base;
    if (base->type != GEN_DNS) continue;
    is_constrained = true;
    if (is_below(host, text_of(base->d.dNSName))) return true;
  }
  return !is_constrained;
}

ServerIdentity Authority::issue(const CertifiedNames& names, Instant now) const {
  auto parts = std::make_shared<CertifiedKey>();
  parts->key = new_key();
  parts->certificate = OwnedCertificate(new_certificate(parts->key.get(), now - a_day, server_days));
  X509* certificate = parts->certificate.get();
  X509* issuer = parts_->certificate.get();
  add_name_entry(X509_get_subject_name(certificate), "CN",
                 names.hosts.empty() ? names.addresses.front() : shorten(names.hosts.front(), 64));
  must(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)));
  set_serial(certificate, serial_of(issuer, certificate));
  add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth");
  add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
  add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  add_names(certificate, names);
  sign(certificate, parts_->key.get());
  return ServerIdentity(std::move(parts));
}

std::string Authority::certificate_pem() const { return to_pem(parts_->certificate.get()); }
std::string Authority::private_pem() const { return certificate_pem() + to_pem(parts_->key.get()); }

}  // namespace understudy::tls
