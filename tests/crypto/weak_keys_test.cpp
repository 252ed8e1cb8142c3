// Public keys under which others than their owner can sign, and keys that are odd in some other way: what each comes to
// in every form that it can be given in.
#include <gtest/gtest.h>
#include <openssl/err.h>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/partner_samples.h"
#include "crypto/published_keys.h"
#include "crypto/texts.h"

namespace understudy::crypto {

namespace {

/// The product of two primes, for comparison.
constexpr std::string_view good_modulus =
    R"(wzBzjFCjeHONQHmQppslEo_54m3vrICgzXXPaKMNfnrDw0lPF2y-VKuaGXwBye2aHA0TBtFWPZfwtxggk0InmTNJjJsjdru9gn4S)"
    R"(fbOGbcyKCmJUsfoF26atLS95fPuRLIpM0fhgxafVKF9kN-PJgh9Hp8OhMBmOppzvKjAn6wzprOtH9yeO7OLUo6o8uqf2PMMkONgf)"
    R"(aCeFBC3hPT-hMX7EB0Csj-JA7GgOU-QgNg9bhibtmykLVjzMHJrJhOU4-PHZHDXf8rrbxaBKuva3md4qV9mQSJX_3pP2zAaPllxZ)"
    R"(toYCQUVl-20Ifuq_MrgRQOIvLbOOGDR8BNJYN558Mw)";

/// A prime.
constexpr std::string_view prime_modulus =
    R"(9R03jzRbGkD6D8_t03mlE1OErO_X8y6_MMWUHmrxxAvOn2VVSII4wUrfG1X301PuLz8J7QUzHvM5JlzgBE3IAIeYjibasd8_s5rX)"
    R"(Brlnsb1r96b4fUzcoco9kZJSeCRvGrf7HZInHOxL-lC5ueHhe5UTzp7KjdC0_gE9LN-FnE04CUYLMNbXhXLiylpSiQzv0VVUwVEc)"
    R"(bE_UHGrlg98YPQSCG3OPITeLhNgd7xpaaVEPuxRxW1hYSjHf99JHnGiwRTNFDuR67g38XkVQmj7zuO-tXHbiP7CSs_rhsRIY9TDA)"
    R"(GugoZowFd8KlwDKtbiwnSQajlKrOtrs35KrXC1s6Nw)";

/// A prime's square.
constexpr std::string_view square_modulus =
    R"(9MVypGA8A0nOodpf42QzPY69z1xKY-hN5JGjkzQ6RbFkUOLb-un46l60xL8Y06juOlo2fQ4xUt_7OV51BZzMTVHggXC66OWpIq_5)"
    R"(urKkax2kmCufc_Hvj4j0sZf0ERLAGG22lgEALslAFxXMGyWgkKeY2Ve7qZyw9w-HqqIPL3QaX9R98NLriLolnRuU3Lg_mqmVeyAC)"
    R"(wTc21fmACaTA8kH5KGI-uBe5Q0V4e9Ckv2m4KZ7BZ_HT2wa-dV7yeVNb3qqJSNvEkkSDMkjTeVJpbyjT4rLytT23otjUJYzEyrRv)"
    R"(sjZqKrH-dp9BxRyzqphWmjfnASpYnyiF3_TKgYQAuQ)";

/// A prime's cube.
constexpr std::string_view cube_modulus =
    R"(32PhNRZ-2tOvBlYHnvVm1IqKaIyu_eYeGq9asA_q7O3geXupiCwQP403PfPhvIjcOiJ-C3UsIlYFMTEPM47YXl-H78tPSPpTCbd_)"
    R"(cJ2mM30ejySTiwP6MIO6vHYdf47mMd2ELVB3bg7MqCt3eAg6Xa4QYx_uvrF1o9B5UP2fv1ND2NZr5QdGnFusz1IEI2UVhB1lVmQe)"
    R"(VTq-LL4K-ADdef1hxq1CegEyuJejWD9ic4ZlbsKgvGjFS5dddU1wCrPwcKFgxvBmkWomzMeHwbObIKfTArYfUzsiq39bTuW7rkgp)"
    R"(IaIQ7h950avUBS3LlxxQnc6C-QOcciNoflfwSYLp6w)";

/// 751 times a prime.
constexpr std::string_view small_modulus =
    R"(AsP_tJbFkJsuwbzipdZ5-sbDHl6-gHXWd8dKVeAbq1rcn1gyrGEAPfu1Vqks3cHXoVaNhffm4TpF9E9wG8XAWcviEzJlPzIQNNFH)"
    R"(kOQQX5VNF7WRfCI4LYNT8QL4O96M3gV-SIHLhZpUJQMDJlwC2QaOJ0QhDOEBK5V39Nuro5vl9Yv8NgMJhwvLLb5QtVBBIxvcq_iC)"
    R"(6xzKxDBqZSeJPNGINNToOB780A1YcZPhjlWp86kwOxe26fFj3UMlFDygIR_pK2NjQ8QHU53grCklZAZNjfy0hJJF4sQDejXa559y)"
    R"(x2ffC5qcifTFlmiFS-tOKp2-lHMXEY-DxTaIg1ixx4c)";

/// The greatest prime below 2^16 times a number without small factors.
constexpr std::string_view sieved_modulus =
    R"(_xek5bVr_J0JzFS_cqAurCgwbm8NAnZ_VFDOPC6CFN09P3AnO4cjp653-YlyqlSbxXaiLCveCwhzzMy85gkfFRkXIv5Z5KY-zCA0q)"
    R"(C22d5DWsDcWoZNXR3tgEpfTUQ1uWemqM8mwsMwxt5jMCVmFk5qVNu34WhxoELTDS_wOcwje24j44kBVD4THWBFmYCHpn2CuCdDlmL)"
    R"(I47H3Icqcj4jeU-wbQcLFWf0zjSom8cUwoggfACJJpaDzeh9UX9o2IzYPE9ZlCu-uzJw53PJyK686JcwhGijC015RpZnyYGyGS6Oe)"
    R"(anv32XSCx3eIg1jrl-ZZ0pP8bowk1oS4yw9JImQ)";

/// The product of two neighbouring primes.
constexpr std::string_view close_modulus =
    R"(9MVypGA8A0nOodpf42QzPY69z1xKY-hN5JGjkzQ6RbFkUOLb-un46l60xL8Y06juOlo2fQ4xUt_7OV51BZzMTVHggXC66OWpIq_5)"
    R"(urKkax2kmCufc_Hvj4j0sZf0ERLAGG22lgEALslAFxXMGyWgkKeY2Ve7qZyw9w-HqqIPMGiPC9KkN2Xk5r6AlxfQ00l4cUmAB9Xp)"
    R"(5KvAh5pvFBqFmNPXZ18XpmkCITmj0uEj1NRSYCa8iy0DixVsWDx2467n26NTe3EKTgwXZLAr2WEILJgDM03ZvjCK35FDoOp8_ZKX)"
    R"(Sttd-6azClFoeJjCmKXAMoM7Tk8vapC0a2vphPMMOw)";

/// The product of two primes that Fermat's method finds in 21 rounds.
constexpr std::string_view near_modulus =
    R"(9MVypGA8A0nOodpf42QzPY69z1xKY-hN5JGjkzQ6RbFkUOLb-un46l60xL8Y06juOlo2fQ4xUt_7OV51BZzMWYzt56AgcKa9WJ-B)"
    R"(vgk9xozg85e_CrlOD3C_hsjKt50VphQg0iyXs7hW8D8hGXsKdx8Tv6BXMKTRKMsOVwPRIbKUSYRPk5oee_exoNSH_lY7z1PC7VpY)"
    R"(kbRl9pPSbwkEJJ9Go4GF8bA5JE8JWeXHQgESmikSLlnzyTu5I3ntpgnc5qE9ivb4zT7LmwaFxUxsSerBrAi-rk2aX2oSO-O9XJ0k)"
    R"(-gfQj8wIMir0_r2vaONibdDGHf8ooMOR7IkZ-7hlmw)";

std::string pem_of(std::string_view label, std::string_view der) {
  std::string text = to_base64(der);
  for (size_t at = 64; at < text.size(); at += 65) text.insert(at, "\n");
  return cat({"-----BEGIN ", label, "-----\n", text, "\n-----END ", label, "-----\n"});
}

std::string der_of(std::string_view pem) {
  const size_t start = pem.find("-----\n") + 6;
  return from_base64(replaced(pem.substr(start, pem.find("-----END") - start), "\n", "")).value();
}

/// The same document with another public key in it; nobody looks at the signature of a certificate.
std::string with_key(std::string_view pem, std::string_view label, std::string_view old_key, std::string_view key) {
  const std::string der = der_of(pem);
  EXPECT_NE(der.find(old_key), std::string::npos) << label;
  return pem_of(label, replaced(der, old_key, key));
}

/// A key of which one member is another, in every form.
std::vector<std::string> forms_of(std::string_view jwk, std::string_view spki, std::string_view certificate,
                                  const std::vector<std::pair<std::string_view, std::string>>& members) {
  std::string changed_jwk(jwk);
  std::string changed_spki(spki);
  std::string changed_certificate(certificate);
  for (const auto& [name, bytes] : members) {
    const std::string old_bytes = from_base64url(text_of(jwk, name)).value();
    changed_jwk = changed(changed_jwk, name, to_base64url(bytes));
    changed_spki = with_key(changed_spki, "PUBLIC KEY", old_bytes, bytes);
    changed_certificate = with_key(changed_certificate, "CERTIFICATE", old_bytes, bytes);
  }
  return {changed_jwk, cat({R"({"keys":[)", changed_jwk, "]}"}), changed_spki, changed_certificate};
}

std::vector<std::string> ed25519_forms(const std::string& x) {
  using namespace partner_samples;
  return forms_of(ed25519_jwk, ed25519_spki, ed25519_certificate, {{"x", x}});
}

std::vector<std::string> rsa_forms(std::string_view modulus) {
  using namespace partner_samples;
  return forms_of(rsa_jwk, rsa_spki, rsa_certificate, {{"n", from_base64url(modulus).value()}});
}

void expect_refused(const std::vector<std::string>& forms, std::string_view why) {
  for (const auto& text : forms) {
    std::string told;
    EXPECT_FALSE(parse_published_keys(text, &told)) << text;
    EXPECT_NE(told.find(why), std::string::npos) << told << "\n" << text;
    EXPECT_EQ(ERR_peek_error(), 0U) << text;
  }
}

void expect_taken(const std::vector<std::string>& forms) {
  for (const auto& text : forms) {
    std::string told;
    EXPECT_TRUE(parse_published_keys(text, &told)) << told << "\n" << text;
  }
}

}  // namespace

/// Signatures under these fit every message, or one in two, four or eight (RFC 8032 has eight such points).
TEST(WeakKeys, AreEd25519PointsOfSmallOrder) {
  const std::vector<std::string_view> points{
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  };
  for (const auto point : points) expect_refused(ed25519_forms(from_hex(point).value()), "is of small order");
}

/// The same points and others with y at or above the field's prime, or with the sign of an x that is zero.
TEST(WeakKeys, AreEd25519PointsInOtherSpellings) {
  std::vector<std::string> spellings{
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  };
  for (int low = 0xed; low <= 0xff; ++low)
    for (const std::string_view top : {"7f", "ff"})
      spellings.push_back(cat({to_hex(std::string(1, static_cast<char>(low))), std::string(60, 'f'), top}));
  for (const auto& spelling : spellings)
    expect_refused(ed25519_forms(from_hex(spelling).value()), "is not on the curve");
}

TEST(WeakKeys, AreNotEd25519PointsThatOthersHave) {
  expect_taken(ed25519_forms(from_base64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").value()));
  // y is 2 and off the curve; y is 3 and on it
  expect_refused(ed25519_forms('\2' + std::string(31, '\0')), "is not on the curve");
  expect_taken(ed25519_forms('\3' + std::string(31, '\0')));
}

/// Their private numbers are 1 and -1.
TEST(WeakKeys, AreBasePoints) {
  using namespace partner_samples;
  for (const char* sign : {"66", "e6"})
    expect_refused(ed25519_forms(from_hex(cat({"58", std::string(60, '6'), sign})).value()), "is the base point");
  const struct {
    std::string_view jwk, spki, certificate, x, y, minus_y;
  } rows[] = {
      {p256_jwk, p256_spki, p256_certificate, "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
       "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
       "b01cbd1c01e58065711814b583f061e9d431cca994cea1313449bf97c840ae0a"},
      {p384_jwk, p384_spki, p384_certificate,
       "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
       "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", ""},
      {p521_jwk, p521_spki, p521_certificate,
       "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856"
       "a"
       "429bf97e7e31c2e5bd66",
       "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a27"
       "2"
       "c24088be94769fd16650",
       ""},
  };
  for (const auto& row : rows)
    for (const auto y : {row.y, row.minus_y})
      if (!y.empty())
        expect_refused(forms_of(row.jwk, row.spki, row.certificate, {{"x", *from_hex(row.x)}, {"y", *from_hex(y)}}),
                       "is the base point");
}

/// OpenSSL makes no key of a PEM with such a point, so that it is not even read as far.
TEST(WeakKeys, ArePointsOffTheCurvesOfNist) {
  using namespace partner_samples;
  const struct {
    std::string_view jwk, spki, certificate, curve;
  } rows[] = {{p256_jwk, p256_spki, p256_certificate, "P-256"},
              {p384_jwk, p384_spki, p384_certificate, "P-384"},
              {p521_jwk, p521_spki, p521_certificate, "P-521"}};
  for (const auto& row : rows) {
    std::string y = from_base64url(text_of(row.jwk, "y")).value();
    const std::string zero(y.size(), '\0');
    y.back() = static_cast<char>(y.back() ^ 1);
    for (const auto& forms : {forms_of(row.jwk, row.spki, row.certificate, {{"y", y}}),
                              forms_of(row.jwk, row.spki, row.certificate, {{"x", zero}, {"y", zero}}),
                              forms_of(row.jwk, row.spki, row.certificate, {{"y", std::string(y.size(), '\xff')}})}) {
      expect_refused({forms[0], forms[1]}, cat({row.curve, " key's public point is not on the curve"}));
      expect_refused({forms[2], forms[3]}, "the PEM block does not decode to a public key");
    }
  }
  // The point at infinity has no coordinates, so no JWK can name it.
  expect_refused({pem_of("PUBLIC KEY", *from_hex("3019301306072a8648ce3d020106082a8648ce3d03010703020000"))},
                 "the P-256 key's public point is the one at infinity");
}

TEST(WeakKeys, AreModuliThatAreEasilyFactored) {
  expect_taken(rsa_forms(good_modulus));
  for (const auto modulus : {prime_modulus, square_modulus, cube_modulus, close_modulus, near_modulus})
    expect_refused(rsa_forms(modulus), "the RSA key's modulus is easily factored, so anybody could sign");
  // Its length is another, and so are all lengths around it in DER.
  expect_refused({changed(partner_samples::rsa_jwk, "n", small_modulus)}, "is easily factored");
  std::string even = from_base64url(good_modulus).value();
  even.back() = static_cast<char>(even.back() ^ 1);
  expect_refused(rsa_forms(to_base64url(even)), "the RSA key's modulus is even");
}

TEST(OddKeys, SayThatTheyAreForSomethingElse) {
  using namespace partner_samples;
  const std::string rsa(rsa_jwk);
  expect_refused({changed(rsa, "use", "enc")}, "use enc, not sig");
  expect_refused({changed(rsa, "key_ops", Json::array({"wrapKey"}))}, "key_ops without verify");
  expect_refused({changed(rsa, "alg", "RSA-OAEP-256")}, "alg RSA-OAEP-256, but");
  expect_refused({changed(p384_jwk, "alg", "ES256")}, "alg ES256, but keys of its type are for ES384");
  expect_refused({changed(p384_jwk, "crv", "P-256")}, R"("x" has 48 bytes instead of 32)");
  expect_refused({R"({"kty":"oct","k":"c2VjcmV0","alg":"HS256"})"}, "kty oct, not RSA, EC or OKP");
  expect_taken({changed(rsa, "use", "sig"), changed(rsa, "key_ops", Json::array({"verify"}))});
}

/// RFC 7517 §4.7: the first certificate is of the very key.
TEST(OddKeys, BringTheCertificateOfAnother) {
  using namespace partner_samples;
  const auto with_chain = [](std::string_view jwk, Json chain) { return changed(jwk, "x5c", std::move(chain)); };
  const std::string own = to_base64(der_of(rsa_certificate));
  const std::string other = to_base64(der_of(p256_certificate));
  expect_taken({with_chain(rsa_jwk, Json::array({own})), with_chain(rsa_jwk, Json::array({own, other})),
                with_chain(p256_jwk, Json::array({other}))});
  constexpr std::string_view another = "the certificate in its x5c has another key";
  expect_refused({with_chain(rsa_jwk, Json::array({other, own})), with_chain(p256_jwk, Json::array({own})),
                  with_chain(changed(rsa_jwk, "n", good_modulus), Json::array({own}))},
                 another);
  constexpr std::string_view no_list = "its x5c is not a list of certificates in base64";
  expect_refused({with_chain(rsa_jwk, Json::array()), with_chain(rsa_jwk, own), with_chain(rsa_jwk, nullptr),
                  with_chain(rsa_jwk, Json::array({7})), with_chain(rsa_jwk, Json::array({"-_-_"}))},
                 no_list);
  expect_refused({with_chain(rsa_jwk, Json::array({"AAAA"})), with_chain(rsa_jwk, Json::array({""})),
                  with_chain(rsa_jwk, Json::array({to_base64(der_of(rsa_spki))}))},
                 "its x5c does not decode to a certificate with a key");
}

/// One signature in eight made with the private number 1 or -1 verifies under them: they differ from the base point and
/// its negative by a point of small order.
TEST(WeakKeys, AreEd25519PointsNextToTheBasePoint) {
  const std::vector<std::string_view> points{
      "5866666666666666666666666666666666666666666666666666666666666666",
      "58666666666666666666666666666666666666666666666666666666666666e6",
      "9599999999999999999999999999999999999999999999999999999999999999",
      "9599999999999999999999999999999999999999999999999999999999999919",
      "5252cc0a7f208133b620acbd4537eba2a4123bf0a8c2e4f980c3b31bb69765ea",
      "9bad33f580df7ecc49df5342bac8145d5bedc40f573d1b067f3c4ce449689a95",
      "9bad33f580df7ecc49df5342bac8145d5bedc40f573d1b067f3c4ce449689a15",
      "5252cc0a7f208133b620acbd4537eba2a4123bf0a8c2e4f980c3b31bb697656a",
      "da99e28ba529cdde35a25fba9059e78ecaee239f99755b9b1aa4f65df00803e2",
      "55ae61520ca466adcc4ae4a32dc1633a5d749c64a5b50f136fc3469f27e48766",
      "55ae61520ca466adcc4ae4a32dc1633a5d749c64a5b50f136fc3469f27e487e6",
      "da99e28ba529cdde35a25fba9059e78ecaee239f99755b9b1aa4f65df0080362",
      "98519eadf35b995233b51b5cd23e9cc5a28b639b5a4af0ec903cb960d81b7819",
      "13661d745ad63221ca5da0456fa618713511dc60668aa464e55b09a20ff7fc9d",
      "13661d745ad63221ca5da0456fa618713511dc60668aa464e55b09a20ff7fc1d",
      "98519eadf35b995233b51b5cd23e9cc5a28b639b5a4af0ec903cb960d81b7899",
  };
  for (const auto point : points)
    expect_refused(ed25519_forms(from_hex(point).value()), "is the base point or next to it");
}

TEST(WeakKeys, HaveAFactorThatASieveFinds) { expect_refused(rsa_forms(sieved_modulus), "is easily factored"); }

TEST(OddKeys, BeginWithAByteOrderMark) {
  using namespace partner_samples;
  const std::string mark = "\xEF\xBB\xBF";
  expect_taken({cat({mark, rsa_jwk}), cat({mark, R"({"keys":[)", rsa_jwk, "]}"}), cat({mark, rsa_spki}),
                cat({mark, rsa_certificate})});
}

TEST(OddKeys, BringTheirPrivateHalfAlong) {
  using namespace partner_samples;
  const Key key = Key::p256_from_seed("private");
  constexpr std::string_view why = "it is a private key; a public key belongs here";
  for (const std::string_view name : {"p", "q", "dp", "dq", "qi", "oth", "k"})
    expect_refused({changed(rsa_jwk, name, "AQAB")}, why);
  for (const std::string_view pem : {rsa_spki, rsa_certificate})
    expect_refused({cat({pem, key.private_pem()}), cat({key.private_pem(), pem})}, why);
}

TEST(OddKeys, HaveTheirPrivateHalf) {
  const Key key = Key::p256_from_seed("private");
  expect_refused(
      {key.private_jwk("k").dump(), cat({R"({"keys":[)", key.private_jwk("k").dump(), "]}"}), key.private_pem()},
      "it is a private key; a public key belongs here");
}

TEST(OddKeys, LostTheirLines) {
  for (const std::string_view pem :
       {partner_samples::rsa_spki, partner_samples::rsa_certificate, partner_samples::ed25519_spki}) {
    expect_refused({replaced(pem, "\n", "\\n"), replaced(pem, "\n", "\\r\\n")},
                   R"(it has the two characters \n where lines end: in YAML, double quotes make line breaks of them)");
    expect_refused({replaced(pem, "\n", " "), replaced(pem, "\n", "")},
                   "it stands on one line: in YAML, a value that begins with | keeps its lines");
  }
}

}  // namespace understudy::crypto
