#include "tls/trust_store.h"

#include <openssl/pkcs12.h>

#include "base/text.h"
#include "tls/pem.h"

namespace understudy::tls {

namespace {

template <class Item, auto free_item>
struct FreedStack {
  void operator()(Item* stack) const { free_item(stack); }
};
void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }
void free_safes(STACK_OF(PKCS7) * safes) { sk_PKCS7_pop_free(safes, PKCS7_free); }

using OwnedBags = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), FreedStack<STACK_OF(PKCS12_SAFEBAG), free_bags>>;
using OwnedSafes = std::unique_ptr<STACK_OF(PKCS7), FreedStack<STACK_OF(PKCS7), free_safes>>;
using OwnedStore = std::unique_ptr<PKCS12, crypto::FreedBy<PKCS12_free>>;
using OwnedObject = std::unique_ptr<ASN1_OBJECT, crypto::FreedBy<ASN1_OBJECT_free>>;

/// Java's own attribute, trustedKeyUsage: without it an entry is a certificate that somebody sent along.
constexpr const char* trusted_key_usage = "2.16.840.1.113894.746875.1.1";
constexpr const char* any_usage = "2.5.29.37.0";
constexpr int seal_rounds = 10'000;

OwnedBags bags_of(std::string_view pem) {
  STACK_OF(PKCS12_SAFEBAG)* bags = nullptr;
  const OwnedObject usage(must(OBJ_txt2obj(any_usage, 1)));
  size_t number = 0;
  for (const auto& certificate : certificates_in(pem)) {
    PKCS12_SAFEBAG* bag = must(PKCS12_add_cert(&bags, certificate.get()));
    must(PKCS12_add_friendlyname_utf8(bag, cat({"authority ", std::to_string(++number)}).c_str(), -1));
    // Of an object, which it copies, the length is -1.
    must(PKCS12_add1_attr_by_txt(bag, trusted_key_usage, V_ASN1_OBJECT,
                                 reinterpret_cast<const unsigned char*>(usage.get()), -1));
  }
  return OwnedBags(bags);
}

}  // namespace

std::string trust_store_of(std::string_view certificates, const std::string& password) {
  const OwnedBags bags = bags_of(certificates);
  const OwnedSafes safes(must(sk_PKCS7_new_null()));
  must(sk_PKCS7_push(safes.get(), must(PKCS12_pack_p7data(bags.get()))) > 0 ? 1 : 0);
  const OwnedStore store(must(PKCS12_add_safes(safes.get(), 0)));
  must(PKCS12_set_mac(store.get(), password.c_str(), -1, nullptr, 0, seal_rounds, EVP_sha256()));
  const int size = i2d_PKCS12(store.get(), nullptr);
  must(size > 0 ? 1 : 0);
  std::string bytes(static_cast<size_t>(size), '\0');
  unsigned char* end = crypto::octets(bytes);
  i2d_PKCS12(store.get(), &end);
  return bytes;
}

}  // namespace understudy::tls
