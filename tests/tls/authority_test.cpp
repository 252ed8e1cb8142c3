// The certificates of an authority, by the profile that strict clients ask for, and what is none.
#include "tls/authority.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tls/pem.h"

namespace understudy::tls {
namespace {

Instant now() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

/// OpenSSL's own words on a certificate.
std::string described(std::string_view pem) {
  const auto certificates = certificates_in(pem);
  const OwnedBio bio(BIO_new(BIO_s_mem()));
  X509_print_ex(bio.get(), certificates.at(0).get(), XN_FLAG_RFC2253, 0);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<size_t>(size)};
}

std::string serial_of(std::string_view pem) {
  const auto certificates = certificates_in(pem);
  const crypto::OwnedNumber number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificates.at(0).get()), nullptr));
  EXPECT_LE(BN_num_bits(number.get()), 127);
  char* hex = BN_bn2hex(number.get());
  std::string text(hex);
  OPENSSL_free(hex);
  return text;
}

/// What a strict client makes of it: "ok", or OpenSSL's reason.
std::string verdict(const Authority& authority, const ServerIdentity& identity) {
  const auto trusted = certificates_in(authority.certificate_pem());
  std::unique_ptr<X509_STORE, crypto::FreedBy<X509_STORE_free>> store(X509_STORE_new());
  X509_STORE_add_cert(store.get(), trusted.at(0).get());
  std::unique_ptr<X509_STORE_CTX, crypto::FreedBy<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
  X509_STORE_CTX_init(check.get(), store.get(), identity.parts().certificate.get(), nullptr);
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_X509_STRICT);
  X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_SERVER);
  X509_verify_cert(check.get());
  const int error = X509_STORE_CTX_get_error(check.get());
  return error == X509_V_OK ? "ok" : X509_verify_cert_error_string(error);
}

const Authority& some() {
  static const Authority made = Authority::make({"An authority", {"localhost", "test"}}, now());
  return made;
}

}  // namespace

TEST(Authorities, SayWhatStrictClientsAskFor) {
  const auto text = described(some().certificate_pem());
  for (const std::string said :
       {"Version: 3", "Issuer: CN=An authority,O=Understudy\\, for tests only", "ASN1 OID: prime256v1",
        "X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0",
        "X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign", "X509v3 Subject Key Identifier",
        "X509v3 Name Constraints: critical\n                Permitted:\n                  DNS:localhost\n"
        "                  DNS:test\n",
        "Signature Algorithm: ecdsa-with-SHA256"})
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  EXPECT_EQ(text.find("Extended Key Usage"), std::string::npos);
}

TEST(Authorities, IssueWhatStrictClientsTake) {
  const auto issued = some().issue({{"a.test", "b.test"}, {"127.0.0.1", "::1"}}, now());
  EXPECT_EQ(verdict(some(), issued), "ok");
  const auto text = described(issued.certificate_pem());
  for (const std::string said :
       {"Version: 3", "Subject: CN=a.test", "X509v3 Basic Constraints: critical\n                CA:FALSE",
        "X509v3 Key Usage: critical\n                Digital Signature\n",
        "X509v3 Extended Key Usage: \n                TLS Web Server Authentication", "X509v3 Subject Key Identifier",
        "X509v3 Authority Key Identifier", "DNS:a.test, DNS:b.test, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"})
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  const auto& certificate = issued.parts().certificate;
  int days = 0;
  int seconds = 0;
  ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(certificate.get()), X509_get0_notAfter(certificate.get()));
  EXPECT_EQ(days, 397);
  ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(certificate.get()), nullptr);
  EXPECT_EQ(days, 1) << "clocks of containers may be late";
}

TEST(Authorities, AreNotBelievedOutsideOfTheirNames) {
  EXPECT_TRUE(some().vouches_for("localhost"));
  EXPECT_TRUE(some().vouches_for("a.b.TEST"));
  EXPECT_FALSE(some().vouches_for("atest"));
  EXPECT_FALSE(some().vouches_for("example.com"));
  EXPECT_EQ(verdict(some(), some().issue({{"example.com"}, {}}, now())), "permitted subtree violation");
  EXPECT_EQ(verdict(some(), some().issue({{"a.test", "example.com"}, {}}, now())), "permitted subtree violation");
}

TEST(Authorities, ShareNoNumbersAndNoKeys) {
  const auto other = Authority::make({"An authority", {"localhost", "test"}}, now());
  EXPECT_NE(serial_of(some().certificate_pem()), serial_of(other.certificate_pem()));
  EXPECT_NE(some().private_pem(), other.private_pem());
  const auto one = some().issue({{"a.test"}, {}}, now());
  const auto two = some().issue({{"a.test"}, {}}, now());
  EXPECT_NE(serial_of(one.certificate_pem()), serial_of(two.certificate_pem()));
  EXPECT_EQ(verdict(other, one), "unable to get local issuer certificate") << "the same name, but another's key";
}

TEST(Authorities, AreReadAgain) {
  std::string why;
  const auto read = Authority::parse(some().private_pem(), why);
  ASSERT_TRUE(read) << why;
  EXPECT_EQ(read->certificate_pem(), some().certificate_pem());
  EXPECT_EQ(read->private_pem(), some().private_pem());
  EXPECT_EQ(verdict(some(), read->issue({{"a.test"}, {}}, now())), "ok");
  EXPECT_FALSE(read->vouches_for("example.com"));
}

TEST(Authorities, AreNotReadFromWhatIsNone) {
  const auto why_not = [](const std::string& pem) {
    std::string why;
    EXPECT_FALSE(Authority::parse(pem, why)) << pem;
    return why;
  };
  const auto leaf = some().issue({{"a.test"}, {}}, now());
  const auto other = Authority::make({"Other", {"test"}}, now());
  EXPECT_EQ(why_not(""), "it has no certificate in PEM");
  EXPECT_EQ(why_not("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "it has no certificate in PEM");
  EXPECT_EQ(why_not(some().certificate_pem()), "it has no private key in PEM that needs no password");
  EXPECT_EQ(why_not(some().certificate_pem() + to_pem(other.issue({{"a"}, {}}, now()).parts().key.get())),
            "the private key is not that of the first certificate");
  EXPECT_EQ(why_not(leaf.certificate_pem() + to_pem(leaf.parts().key.get())),
            "its first certificate is not that of an authority");
}

}  // namespace understudy::tls
