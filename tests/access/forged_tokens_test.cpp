// Forgeries of every kind of token. Each is made from a good token by one change, and the good one passes in the same
// test, so that nothing is refused by accident.
#include <climits>
#include <functional>
#include <gtest/gtest.h>

#include "access/credentials.h"
#include "access/trusted_issuer.h"
#include "base/encoding.h"
#include "base/refusal.h"
#include "crypto/digest.h"
#include "providers.h"
#include "providers/epilot/access_token.h"
#include "providers/epilot/key_sets.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_types.h"
#include "support/mock.h"

namespace understudy::access {
namespace {

using understudy::testing::Mock;
using understudy::testing::mock_start;
using Type = epilot::AccessToken::Type;

constexpr long long now = 1767225600;

/// A good token taken apart, so that a test can change one thing and leave the rest.
struct Draft {
  Json header;
  Json claims;
  crypto::Key key;

  std::string input() const { return to_base64url(header.dump()) + "." + to_base64url(claims.dump()); }
  std::string signed_token() const { return input() + "." + to_base64url(key.sign(input())); }
};

struct Forgery {
  std::string name;
  std::function<void(Draft&)> forge;
  std::string verdict;
};

const crypto::Key& foreign_key() {
  static const auto key = crypto::Key::rsa_from_seed("foreign");
  return key;
}

/// What holds for every signed token, whoever issued it.
const std::vector<Forgery>& common_forgeries() {
  static const std::vector<Forgery> rows{
      {"a foreign key", [](Draft& d) { d.key = foreign_key(); }, "bad_signature"},
      {"an elliptic key", [](Draft& d) { d.key = crypto::Key::p256_from_seed("x"); }, "bad_signature"},
      {"an Edwards key", [](Draft& d) { d.key = crypto::Key::ed25519_from_seed("x"); }, "bad_signature"},
      {"alg none", [](Draft& d) { d.header.set("alg", "none"); }, "forbidden_algorithm"},
      {"alg None", [](Draft& d) { d.header.set("alg", "None"); }, "forbidden_algorithm"},
      {"alg nOnE", [](Draft& d) { d.header.set("alg", "nOnE"); }, "forbidden_algorithm"},
      {"alg HS256", [](Draft& d) { d.header.set("alg", "HS256"); }, "forbidden_algorithm"},
      {"alg HS512", [](Draft& d) { d.header.set("alg", "HS512"); }, "forbidden_algorithm"},
      {"alg RS512", [](Draft& d) { d.header.set("alg", "RS512"); }, "forbidden_algorithm"},
      {"alg PS256", [](Draft& d) { d.header.set("alg", "PS256"); }, "forbidden_algorithm"},
      {"alg rs256", [](Draft& d) { d.header.set("alg", "rs256"); }, "forbidden_algorithm"},
      {"alg ES256", [](Draft& d) { d.header.set("alg", "ES256"); }, "forbidden_algorithm"},
      {"no alg", [](Draft& d) { d.header.remove("alg"); }, "forbidden_algorithm"},
      {"alg as a number", [](Draft& d) { d.header.set("alg", 256); }, "forbidden_algorithm"},
      {"alg as a list", [](Draft& d) { d.header.set("alg", Json::array({"RS256"})); }, "forbidden_algorithm"},
      {"a critical extension", [](Draft& d) { d.header.set("crit", Json::array({"exp"})); }, "forbidden_algorithm"},
      {"an empty critical list", [](Draft& d) { d.header.set("crit", Json::array()); }, "forbidden_algorithm"},
      {"an unknown key id", [](Draft& d) { d.header.set("kid", "nobody"); }, "unknown_key"},
      {"a key id that is a path", [](Draft& d) { d.header.set("kid", "../../dev/null"); }, "unknown_key"},
      {"a key id that is a query", [](Draft& d) { d.header.set("kid", "x' UNION SELECT 'y"); }, "unknown_key"},
      {"a key id that is a command", [](Draft& d) { d.header.set("kid", "|id"); }, "unknown_key"},
      {"a key id that is no text", [](Draft& d) { d.header.set("kid", 1); }, "unknown_key"},
      {"an embedded key with its own id",
       [](Draft& d) {
         d.key = foreign_key();
         d.header.set("kid", d.key.thumbprint()).set("jwk", d.key.public_jwk(d.key.thumbprint()));
       },
       "unknown_key"},
      {"an embedded key under the right id",
       [](Draft& d) {
         d.key = foreign_key();
         d.header.set("jwk", d.key.public_jwk("x"));
       },
       "bad_signature"},
      {"a key set address",
       [](Draft& d) {
         d.key = foreign_key();
         d.header.set("jku", "http://localhost:9119/evil.json").set("x5u", "http://localhost:9119/evil.pem");
       },
       "bad_signature"},
      {"expired this second", [](Draft& d) { d.claims.set("exp", now); }, "expired"},
      {"expired long ago", [](Draft& d) { d.claims.set("exp", 0); }, "expired"},
      {"expired a fraction ago", [](Draft& d) { d.claims.set("exp", 1767225599.5); }, "expired"},
      {"expiry as a text", [](Draft& d) { d.claims.set("exp", "never"); }, "malformed_credential"},
      {"expiry as null", [](Draft& d) { d.claims.set("exp", nullptr); }, "malformed_credential"},
      {"expiry before the calendar", [](Draft& d) { d.claims.set("exp", LLONG_MIN); }, "expired"},
      {"not yet valid", [](Draft& d) { d.claims.set("nbf", now + 1); }, "not_yet_valid"},
      {"valid beyond the calendar", [](Draft& d) { d.claims.set("nbf", LLONG_MAX); }, "not_yet_valid"},
      {"begin as a text", [](Draft& d) { d.claims.set("nbf", "now"); }, "malformed_credential"},
      {"another audience", [](Draft& d) { d.claims.set("aud", "other"); }, "wrong_audience"},
      {"the audience in capitals", [](Draft& d) { d.claims.set("aud", "EPILOT"); }, "wrong_audience"},
      {"other audiences",
       [](Draft& d) {
         d.claims.set("aud", Json::array({"a", "b"}));
       },
       "wrong_audience"},
      {"an audience that is no text", [](Draft& d) { d.claims.set("aud", true); }, "wrong_audience"},
      {"no audience", [](Draft& d) { d.claims.remove("aud"); }, "wrong_audience"},
  };
  return rows;
}

/// What epilot's tokens add: their issuer is this world, which must know them.
const std::vector<Forgery>& epilot_forgeries() {
  static const std::vector<Forgery> rows{
      {"no key id", [](Draft& d) { d.header.remove("kid"); }, "unknown_key"},
      {"a foreign issuer", [](Draft& d) { d.claims.set("iss", "https://evil.example/v1/access-tokens"); },
       "wrong_issuer"},
      {"the issuer with a slash", [](Draft& d) { d.claims.set("iss", std::string(d.claims.text_at("iss")) + "/"); },
       "wrong_issuer"},
      {"the issuer of another port", [](Draft& d) { d.claims.set("iss", "http://localhost:9120/v1/access-tokens"); },
       "wrong_issuer"},
      {"the issuer of another set at the vendor's",
       [](Draft& d) {
         const bool is_public = d.claims.text_at("iss").ends_with("/public");
         d.claims.set("iss", std::string((is_public ? epilot::api_keys : epilot::public_keys).vendor));
       },
       "wrong_issuer"},
      {"no issuer", [](Draft& d) { d.claims.remove("iss"); }, "wrong_issuer"},
      {"an issuer that is no text", [](Draft& d) { d.claims.set("iss", Json::array({"x"})); }, "wrong_issuer"},
      {"an id nobody issued", [](Draft& d) { d.claims.set("token_id", "api_nobody"); }, "unknown_token"},
      {"no id", [](Draft& d) { d.claims.remove("token_id"); }, "unknown_token"},
      {"an id that is no text", [](Draft& d) { d.claims.set("token_id", 7); }, "unknown_token"},
      {"another organization", [](Draft& d) { d.claims.set("org_id", "1"); }, "wrong_tenant"},
      {"an organization that is a number", [](Draft& d) { d.claims.set("org_id", 739224); }, "wrong_tenant"},
      {"no organization", [](Draft& d) { d.claims.remove("org_id"); }, "wrong_tenant"},
      {"another ivy organization", [](Draft& d) { d.claims.set("custom:ivy_org_id", "1"); }, "wrong_tenant"},
      {"another portal organization", [](Draft& d) { d.claims.set("custom:org_id", "1"); }, "wrong_tenant"},
      {"a token type nobody has", [](Draft& d) { d.claims.set("token_type", "root"); }, "malformed_credential"},
      {"no token type", [](Draft& d) { d.claims.remove("token_type"); }, "malformed_credential"},
      {"an id token", [](Draft& d) { d.claims.set("token_use", "id"); }, "malformed_credential"},
      {"no use", [](Draft& d) { d.claims.remove("token_use"); }, "malformed_credential"},
  };
  return rows;
}

std::string verdict(Mock& mock, const std::string& token) {
  const std::string header = "Bearer " + token;
  try {
    return "accepted " + std::string(authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}},
                                                  {{}, "getContact"})
                                         .kind);
  } catch (const Refusal& refusal) {
    return std::string(to_text(refusal.reason));
  }
}

void expect_refused(Mock& mock, const Draft& good, const std::vector<Forgery>& forgeries, const std::string& kind) {
  ASSERT_EQ(verdict(mock, good.signed_token()), "accepted " + kind);
  for (const auto& row : forgeries) {
    Draft forged = good;
    row.forge(forged);
    EXPECT_EQ(verdict(mock, forged.signed_token()), row.verdict) << kind << ": " << row.name;
  }
  EXPECT_EQ(verdict(mock, good.signed_token()), "accepted " + kind);
}

Draft draft_of(Mock& mock, Type type) {
  epilot::AccessToken row;
  row.type = type;
  const auto jws = crypto::parse_jws(mock.issue(row)).value();
  return {jws.header, jws.payload, mock.world().signing_key(epilot::row_of(type).keys.label)};
}

}  // namespace

TEST(ForgedTokens, OfEveryTypeAreRefusedWithTheirReason) {
  Mock mock;
  for (const auto type : testing::all_token_types) {
    const Draft good = draft_of(mock, type);
    expect_refused(mock, good, common_forgeries(), std::string(to_text(type)));
    expect_refused(mock, good, epilot_forgeries(), std::string(to_text(type)));
  }
}

/// A token of one type that says it is of another: either its issuer gives it away, or its key, or the row.
TEST(ForgedTokens, ThatChangeTheirTypeAreRefused) {
  Mock mock;
  for (const auto type : testing::all_token_types) {
    const Draft good = draft_of(mock, type);
    ASSERT_EQ(verdict(mock, good.signed_token()), "accepted " + std::string(to_text(type)));
    for (const auto other : testing::all_token_types) {
      if (other == type) continue;
      const bool shares_keys = epilot::row_of(other).keys.label == epilot::row_of(type).keys.label;
      Draft forged = good;
      forged.claims.set("token_type", to_text(other));
      EXPECT_EQ(verdict(mock, forged.signed_token()), shares_keys ? "unknown_token" : "wrong_issuer")
          << to_text(type) << " as " << to_text(other);
      if (shares_keys) continue;
      forged.claims.set("iss", mock.public_url + std::string(epilot::row_of(other).keys.path));
      EXPECT_EQ(verdict(mock, forged.signed_token()), "unknown_key") << to_text(type) << " as " << to_text(other);
    }
  }
}

TEST(ForgedTokens, SignedWithThePublicKeyAsASecretAreRefused) {
  Mock mock;
  for (const auto type : testing::all_token_types) {
    Draft forged = draft_of(mock, type);
    ASSERT_EQ(verdict(mock, forged.signed_token()), "accepted " + std::string(to_text(type)));
    for (const char* alg : {"HS256", "HS384", "HS512"}) {
      forged.header.set("alg", alg);
      for (const auto& secret : {forged.key.public_pem(), forged.key.public_jwk("x").dump(), std::string()})
        EXPECT_EQ(verdict(mock, forged.input() + "." + to_base64url(crypto::hmac_sha256(secret, forged.input()))),
                  "forbidden_algorithm")
            << to_text(type) << alg;
    }
  }
}

/// Bytes that a lenient reader takes for the same token.
TEST(ForgedTokens, ThatAreSpelledAnotherWayAreRefused) {
  Mock mock;
  for (const auto type : testing::all_token_types) {
    const Draft good = draft_of(mock, type);
    const std::string token = good.signed_token();
    ASSERT_EQ(verdict(mock, token), "accepted " + std::string(to_text(type)));
    const size_t first = token.find('.');
    const size_t second = token.find('.', first + 1);
    const std::string header = token.substr(0, first);
    const std::string payload = token.substr(first + 1, second - first - 1);
    const std::string signature = token.substr(second + 1);
    const auto repeated = [&](std::string_view member) {
      std::string claims = good.claims.dump();
      claims.insert(claims.size() - 1, member);
      const std::string input = header + "." + to_base64url(claims);
      return input + "." + to_base64url(good.key.sign(input));
    };
    const struct {
      std::string name;
      std::string token;
      std::string verdict;
    } rows[] = {
        {"no signature", header + "." + payload + ".", "bad_signature"},
        {"two parts", header + "." + payload, "malformed_credential"},
        {"four parts", token + ".x", "malformed_credential"},
        {"five parts", token + "..", "malformed_credential"},
        {"padding", token + "==", "malformed_credential"},
        {"a signature of a byte less",
         header + "." + payload + "." + to_base64url(from_base64url(signature).value().substr(1)), "bad_signature"},
        {"a longer signature", token + "AAAA", "bad_signature"},
        {"a signature of zeros", header + "." + payload + "." + std::string(342, 'A'), "bad_signature"},
        {"header and payload swapped", payload + "." + header + "." + signature, "malformed_credential"},
        {"no header", "." + payload + "." + signature, "malformed_credential"},
        {"no payload", header + ".." + signature, "malformed_credential"},
        {"a blank within", header + ". " + payload + "." + signature, "malformed_credential"},
        {"a line break within", header + ".\n" + payload + "." + signature, "malformed_credential"},
        {"plain base64", header + "." + payload + "+/" + "." + signature, "malformed_credential"},
        {"a claim given twice", repeated(R"(,"org_id":"1")"), "malformed_credential"},
        {"an expiry given twice", repeated(R"(,"exp":9999999999,"exp":1)"), "malformed_credential"},
    };
    for (const auto& row : rows) EXPECT_EQ(verdict(mock, row.token), row.verdict) << to_text(type) << ": " << row.name;
  }
}

TEST(ForgedTokens, AreNotRefusedForWhatIsAllowed) {
  Mock mock;
  const std::vector<Forgery> rows{
      {"about to expire", [](Draft& d) { d.claims.set("exp", now + 1); }, ""},
      {"expiry beyond the calendar", [](Draft& d) { d.claims.set("exp", LLONG_MAX); }, ""},
      {"valid from this second", [](Draft& d) { d.claims.set("nbf", now); }, ""},
      {"several audiences",
       [](Draft& d) {
         d.claims.set("aud", Json::array({"other", "epilot"}));
       },
       ""},
      {"a claim more", [](Draft& d) { d.claims.set("more", 1); }, ""},
      {"no type in the header", [](Draft& d) { d.header.remove("typ"); }, ""},
  };
  for (const auto type : testing::all_token_types)
    for (const auto& row : rows) {
      Draft changed = draft_of(mock, type);
      row.forge(changed);
      EXPECT_EQ(verdict(mock, changed.signed_token()), "accepted " + std::string(to_text(type))) << row.name;
    }
}

namespace {

/// The small seed with an outside issuer of two keys.
Seed trusting_seed() {
  Seed seed = testing::small_seed();
  TrustedIssuer trusted;
  trusted.issuer = "https://login.corp.test";
  trusted.keys = {{"corp-1", foreign_key()}, {"corp-2", crypto::Key::p256_from_seed("corp")}};
  trusted.audiences = {"epilot"};
  trusted.tenant_id = "739224";
  seed.parts.of_or_new<access::TrustedIssuers>().list = {trusted};
  return seed;
}

Draft trusted_draft() {
  return {Json::object({{"alg", "RS256"}, {"kid", "corp-1"}}),
          Json::object({{"iss", "https://login.corp.test"},
                        {"aud", "epilot"},
                        {"sub", "u-1"},
                        {"email", "Support@acme.test"},
                        {"exp", now + 60}}),
          foreign_key()};
}

}  // namespace

TEST(ForgedTokens, OfATrustedIssuerAreRefusedWithTheirReason) {
  Mock mock(trusting_seed());
  std::vector<Forgery> forgeries = common_forgeries();
  // Here the key that signs is foreign_key(), so what names it as the wrong one is another.
  for (auto& row : forgeries)
    if (row.name == "a foreign key" || row.name == "a key set address" ||
        row.name == "an embedded key under the right id")
      row.forge = [](Draft& d) {
        d.key = crypto::Key::rsa_from_seed("nobody's");
        d.header.set("jku", "http://localhost:9119/evil.json").set("jwk", d.key.public_jwk("corp-1"));
      };
  expect_refused(mock, trusted_draft(), forgeries, "trusted");
  expect_refused(
      mock, trusted_draft(),
      {
          {"no key id, and a key that is none of theirs",
           [](Draft& d) {
             d.header.remove("kid");
             d.key = crypto::Key::rsa_from_seed("nobody's");
           },
           "bad_signature"},
          {"the other key's id", [](Draft& d) { d.header.set("kid", "corp-2"); }, "forbidden_algorithm"},
          {"the other key", [](Draft& d) { d.key = crypto::Key::p256_from_seed("corp"); }, "bad_signature"},
          {"a user nobody knows", [](Draft& d) { d.claims.set("email", "nobody@acme.test"); }, "unknown_user"},
          {"no expiry", [](Draft& d) { d.claims.remove("exp"); }, "malformed_credential"},
          {"no user", [](Draft& d) { d.claims.remove("email"); }, "unknown_user"},
          {"an untrusted issuer", [](Draft& d) { d.claims.set("iss", "https://login.corp.test/"); },
           "malformed_credential"},
      },
      "trusted");
}

/// Understudy's own tokens stay signed with RS256, whatever else its keys could do.
TEST(ForgedTokens, UnderAnotherAlgorithmOfTheirOwnKeyAreRefused) {
  Mock mock;
  for (const auto type : testing::all_token_types) {
    Draft forged = draft_of(mock, type);
    for (const char* alg : {"RS384", "RS512", "PS256", "PS384", "PS512", "ES384", "ES512", "Ed25519"}) {
      forged.header.set("alg", alg);
      EXPECT_EQ(verdict(mock, forged.signed_token()), "forbidden_algorithm") << to_text(type) << alg;
    }
  }
}

TEST(ForgedTokens, OfAnIssuerThatNobodyTrustsAreRefused) {
  Mock mock;
  EXPECT_EQ(verdict(mock, trusted_draft().signed_token()), "malformed_credential");
}

}  // namespace understudy::access
