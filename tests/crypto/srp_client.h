// A client of crypto/srp.h, written from the formulas of the client's side and with none of the server's code: numbers
// are hex digits, put together as the libraries in JavaScript do it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/owned.h"

namespace understudy::crypto {

inline OwnedNumber number_of_hex(std::string_view hex) {
  BIGNUM* number = nullptr;
  must(BN_hex2bn(&number, std::string(hex).c_str()) != 0 ? 1 : 0);
  return OwnedNumber(number);
}

/// Without leading zeros; "0" for 0.
inline std::string hex_of(const OwnedNumber& number) {
  char* text = must(BN_bn2hex(number.get()));
  const std::string digits = to_lower(text);
  OPENSSL_free(text);
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
}

/// The bytes that are hashed for a number.
inline std::string padded_bytes(std::string_view hex) {
  const bool is_odd = hex.size() % 2 != 0;
  const bool reads_as_negative = std::string_view("89abcdef").find(hex.front()) != std::string_view::npos;
  return *from_hex(cat({is_odd ? "0" : reads_as_negative ? "00" : "", hex}));
}

/// One attempt to sign in.
class SrpClient {
 public:
  struct User {
    std::string_view pool_name, user_id, password;
  };
  /// All that becomes of the server's answer, in hex.
  struct Numbers {
    std::string x, u, s, key;
  };

  /// `secret` is random bytes, a.
  explicit SrpClient(std::string_view secret) : a_(number_of_hex(to_hex(secret))) {}

  std::string n() const { return hex_of(n_); }
  std::string k() const { return to_hex(sha256(cat({padded_bytes(n()), padded_bytes("2")}))); }
  std::string public_value() const { return hex_of(power(g_, a_)); }

  /// What a server is to keep of a password, in hex.
  std::string verifier(const User& user, std::string_view salt) const { return hex_of(power(g_, x_of(user, salt))); }

  /// `sent` is what the server was told that A is; salt and B are in hex.
  Numbers answer(const User& user, std::string_view sent, std::string_view salt, std::string_view server_value) const {
    const OwnedNumber x = x_of(user, salt);
    const OwnedNumber b = number_of_hex(server_value);
    const OwnedNumber u = number_of_hex(to_hex(sha256(cat({padded_bytes(sent), padded_bytes(hex_of(b))}))));
    const OwnedNumber s = premaster_secret(x, u, b);
    const std::string mixed = hmac_sha256(padded_bytes(hex_of(u)), padded_bytes(hex_of(s)));
    return {hex_of(x), hex_of(u), hex_of(s), to_hex(hmac_sha256(mixed, "Caldera Derived Key\x01").substr(0, 16))};
  }

 private:
  OwnedNumber power(const OwnedNumber& base, const OwnedNumber& exponent) const {
    OwnedNumber result = new_number();
    must(BN_mod_exp(result.get(), base.get(), exponent.get(), n_.get(), context_.get()));
    return result;
  }

  static OwnedNumber x_of(const User& user, std::string_view salt) {
    const std::string name = sha256(cat({user.pool_name, user.user_id, ":", user.password}));
    return number_of_hex(to_hex(sha256(cat({padded_bytes(salt), name}))));
  }

  /// S = (B - k g^x)^(a + ux)
  OwnedNumber premaster_secret(const OwnedNumber& x, const OwnedNumber& u, const OwnedNumber& b) const {
    const OwnedNumber base = new_number();
    const OwnedNumber exponent = new_number();
    must(BN_mod_mul(base.get(), number_of_hex(k()).get(), power(g_, x).get(), n_.get(), context_.get()));
    must(BN_mod_sub(base.get(), b.get(), base.get(), n_.get(), context_.get()));
    must(BN_mul(exponent.get(), u.get(), x.get(), context_.get()));
    must(BN_add(exponent.get(), exponent.get(), a_.get()));
    return power(base, exponent);
  }

  OwnedNumberContext context_ = new_number_context();
  OwnedNumber n_{must(BN_get_rfc3526_prime_3072(nullptr))};
  OwnedNumber g_ = number_of_hex("2");
  OwnedNumber a_;
};

}  // namespace understudy::crypto
