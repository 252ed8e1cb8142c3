#include "tls/pem.h"

#include <openssl/pem.h>
#include <utility>

namespace understudy::tls {

namespace {

OwnedBio reader_of(std::string_view text) {
  return OwnedBio(must(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))));
}

std::string written(const OwnedBio& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<size_t>(size)};
}

/// Nobody is there to be asked for a password.
int no_password(char* /*room*/, int /*size*/, int /*is_writing*/, void* /*context*/) { return -1; }

}  // namespace

std::vector<OwnedCertificate> certificates_in(std::string_view pem) {
  std::vector<OwnedCertificate> found;
  const auto bio = reader_of(pem);
  while (OwnedCertificate one{PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr)})
    found.push_back(std::move(one));
  ERR_clear_error();
  return found;
}

OwnedPkey private_key_in(std::string_view pem) {
  OwnedPkey key(PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  return key;
}

std::string to_pem(const X509* certificate) {
  const OwnedBio bio(must(BIO_new(BIO_s_mem())));
  must(PEM_write_bio_X509(bio.get(), certificate));
  return written(bio);
}

std::string to_pem(const EVP_PKEY* key) {
  const OwnedBio bio(must(BIO_new(BIO_s_mem())));
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr));
  return written(bio);
}

}  // namespace understudy::tls
