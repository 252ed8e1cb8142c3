// Outside issuers: their keys in each of their forms, and for whom their tokens speak.
#include <gtest/gtest.h>

#include "access/trusted_issuer.h"
#include "fixture/loading.h"

namespace understudy::backend {

using namespace fixture;

namespace {

const crypto::Key& partner_key() {
  static const crypto::Key key = crypto::Key::p256_from_seed("trusted_issuers_test");
  return key;
}

std::string key_set() { return Json::object({{"keys", Json::array({partner_key().public_jwk("k1")})}}).dump(); }

std::string with_issuers(const std::string& issuers) {
  return "version: 1\ntenants: [{name: Acme, id: 123}]\ntrusted_issuers:\n" + issuers;
}

/// One issuer with keys and these further members.
std::string with_issuer(const std::string& further) {
  return with_issuers("  - {issuer: i, jwks: " + key_set() + further + "}\n");
}

}  // namespace

TEST(TrustedIssuers, TakeKeysInEachOfTheirForms) {
  const Folder folder;
  folder.write("keys.json", key_set());
  folder.write("key.pem", partner_key().public_pem());
  const std::string jwk = partner_key().public_jwk("k1").dump();
  folder.write("key.json", jwk);
  std::string indented;
  for (const char c : partner_key().public_pem()) indented += c == '\n' ? std::string("\n      ") : std::string(1, c);
  struct Case {
    std::string value;
    std::string key_id;
  };
  const std::vector<Case> cases{{"jwks: " + key_set(), "k1"},      {"jwks: '" + key_set() + "'", "k1"},
                                {"jwks: {file: keys.json}", "k1"}, {"jwks: " + jwk, "k1"},
                                {"jwks: '" + jwk + "'", "k1"},     {"jwks: {file: key.json}", "k1"},
                                {"jwks: {file: key.pem}", ""},     {"pem: {file: keys.json}", "k1"},
                                {"pem: |\n      " + indented, ""}, {"pem: {file: key.pem}", ""}};
  for (const auto& row : cases) {
    const std::string text = "version: 1\ntrusted_issuers:\n  - issuer: i\n    " + row.value + "\n";
    const auto result = load({{folder.write("issuer.yaml", text), text}});
    ASSERT_TRUE(std::holds_alternative<Seed>(result)) << text << to_text(std::get<Complaints>(result).list.at(0));
    const auto& issuer = access::trusted_issuers(std::get<Seed>(result)).at(0);
    EXPECT_EQ(issuer.issuer, "i");
    ASSERT_EQ(issuer.keys.size(), 1U) << text;
    EXPECT_EQ(issuer.keys[0].key_id, row.key_id) << text;
    EXPECT_EQ(issuer.keys[0].key.thumbprint(), partner_key().thumbprint()) << text;
  }
}

TEST(TrustedIssuers, SpeakForWhomTheFixtureSays) {
  const auto issuer = [](const std::string& further) {
    return access::trusted_issuers(load_good({with_issuer(further)})).at(0);
  };
  const access::TrustedIssuer usual = issuer("");
  EXPECT_TRUE(usual.audiences.empty());
  EXPECT_FALSE(usual.tenant_id.has_value());
  EXPECT_EQ(usual.tenant_claim, "org_id");
  EXPECT_EQ(usual.user_claim, "email");
  EXPECT_EQ(usual.user_member, access::TrustedIssuer::UserMember::email);

  EXPECT_EQ(issuer(", audience: a").audiences, (std::vector<std::string>{"a"}));
  EXPECT_EQ(issuer(", audience: [a, b]").audiences, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(issuer(", tenant: acme").tenant_id, "123");
  EXPECT_EQ(issuer(", tenant: 123").tenant_id, "123");
  EXPECT_EQ(issuer(", tenant_claim: org").tenant_claim, "org");
  EXPECT_EQ(issuer(", user_claim: sub, user_by: id").user_claim, "sub");
  EXPECT_EQ(issuer(", user_claim: sub, user_by: id").user_member, access::TrustedIssuer::UserMember::id);
}

TEST(TrustedIssuers, HaveTheirChoices) {
  const auto issuer = [](const std::string& further) {
    return access::trusted_issuers(load_good({with_issuer(further)})).at(0);
  };
  EXPECT_FALSE(issuer("").kid_fallback);
  EXPECT_FALSE(issuer(", kid_fallback: false").kid_fallback);
  EXPECT_TRUE(issuer(", kid_fallback: true").kid_fallback);
  EXPECT_EQ(issuer("").leeway, Milliseconds(0));
  EXPECT_EQ(issuer(", leeway: 0s").leeway, Milliseconds(0));
  EXPECT_EQ(issuer(", leeway: 90s").leeway, std::chrono::seconds(90));
  EXPECT_EQ(issuer(", leeway: 1h").leeway, std::chrono::hours(1));
  EXPECT_NE(complaints_of({with_issuer(", leeway: 61m")}).back().find(".leeway: a leeway is at most 1 hour"),
            std::string::npos);
  EXPECT_NE(complaints_of({with_issuer(", leeway: -5s")}).back().find("expected a duration"), std::string::npos);
}

TEST(TrustedIssuers, KeepWhatIsToBeSaidOfTheirKeys) {
  Json other = partner_key().public_jwk("k2");
  other.set("use", "enc");
  Json padded = partner_key().public_jwk("k3");
  padded.set("x", std::string(padded.text_at("x")) + "=");
  const std::string keys =
      Json::object({{"keys", Json::array({partner_key().public_jwk("k1"), other, padded})}}).dump();
  const std::string first = with_issuers("  - {issuer: i, jwks: " + keys + "}\n");
  const auto issuer = access::trusted_issuers(load_good({first})).at(0);
  EXPECT_EQ(issuer.keys.size(), 2U);
  ASSERT_EQ(issuer.passed_over.size(), 1U);
  EXPECT_EQ(issuer.passed_over[0].label, R"(key 2 (kid "k2"))");
  EXPECT_EQ(issuer.passed_over[0].why, "use enc, not sig");
  EXPECT_EQ(
      issuer.key_notes,
      (std::vector<std::string>{R"(key 3 (kid "k3"): its x ends with the padding =, which base64url in a JWK does not)"
                                " have"}));
  // Nothing is left of keys that a later source replaces.
  const auto later = access::trusted_issuers(load_good({first, with_issuer("")})).at(0);
  EXPECT_EQ(later.keys.size(), 1U);
  EXPECT_TRUE(later.passed_over.empty());
  EXPECT_TRUE(later.key_notes.empty());
}

/// Anybody can sign under the neutral point, whose every signature can be zero.
TEST(TrustedIssuers, HaveNoKeyThatAnybodyCanSignWith) {
  expect_complaints(
      {{with_issuers("  - {issuer: i, jwks: {keys: [{kty: OKP, crv: Ed25519, x: "
                     "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}]}}\n"),
        {"a.yaml:4:23: trusted_issuers[0].jwks: no key set that can be used: none of its keys can be used: number 1: "
         "the Ed25519 key's public point is of small order, so anybody could sign"}},
       {with_issuers("  - issuer: i\n    pem: |\n      -----BEGIN PUBLIC KEY-----\n"
                     "      MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                     "      -----END PUBLIC KEY-----\n"),
        {"a.yaml:5:10: trusted_issuers[0].pem: no public key that can be used: the Ed25519 key's public point is of "
         "small order, so anybody could sign"}}});
}

TEST(TrustedIssuers, AreComplainedOfAtTheirPlace) {
  expect_complaints({
      {with_issuers("  - {issuer: i}\n"), {"a.yaml:4:5: trusted_issuers[0]: an issuer needs keys; give jwks or pem"}},
      {with_issuers("  - {issuer: i, jwks: {keys: []}}\n"),
       {"a.yaml:4:23: trusted_issuers[0].jwks: no key set that can be used: it has no key"}},
      {with_issuers("  - {issuer: i, jwks: {kees: []}}\n"),
       {"a.yaml:4:23: trusted_issuers[0].jwks: the key \"file\" is missing; expected a text that is not empty",
        "a.yaml:4:24: trusted_issuers[0].jwks.kees: unknown key; the keys of key_file are: file"}},
      {with_issuers("  - {issuer: i, pem: 5}\n"),
       {"a.yaml:4:22: trusted_issuers[0].pem: expected a public key as PEM, or {file: path}, got the number 5"}},
      {with_issuers("  - {issuer: i, pem: {keys: []}}\n"),
       {"a.yaml:4:22: trusted_issuers[0].pem: the key \"file\" is missing; expected a text that is not empty",
        "a.yaml:4:23: trusted_issuers[0].pem.keys: unknown key; the keys of key_file are: file"}},
  });
  const auto last_of = [](const std::string& further) { return complaints_of({with_issuer(further)}).back(); };
  EXPECT_NE(last_of(", tenant: akme").find(".tenant: there is no tenant \"akme\"; did you mean \"acme\"?"),
            std::string::npos);
  EXPECT_NE(last_of(", tenant: acme, tenant_claim: x").find("both tenant and tenant_claim; give one of them"),
            std::string::npos);
  EXPECT_NE(last_of(", audience: []").find("no audience in the list; leave audience out where none is asked for"),
            std::string::npos);
  EXPECT_NE(last_of(", audience: 5").find("expected a text that is not empty, or a list of these, got the number 5"),
            std::string::npos);
  EXPECT_NE(last_of(", user_by: name").find("expected \"email\" or \"id\", got the text \"name\""), std::string::npos);
  EXPECT_NE(last_of(", pem: x").find("no public key that can be used"), std::string::npos);
}

TEST(TrustedIssuers, AreComplainedOfOnOneLine) {
  std::string label = "PUBLIC KEY\\n";
  for (int i = 0; i < 100; ++i) label += "a word ";
  const auto complaints = complaints_of({with_issuers("  - {issuer: i, pem: \"-----BEGIN " + label + "-----\"}\n")});
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_EQ(complaints[0].find('\n'), std::string::npos) << complaints[0];
  EXPECT_LT(complaints[0].size(), 500U);
}

TEST(TrustedIssuers, AreGivenOnce) {
  const std::string one = "  - {issuer: i, jwks: " + key_set() + "}\n";
  EXPECT_EQ(complaints_of({with_issuers(one + one)}),
            (std::vector<std::string>{
                "a.yaml:5:14: trusted_issuers[1].issuer: the issuer \"i\" is given twice; first at a.yaml:4:14"}));
}

TEST(TrustedIssuers, AreOverriddenKeyByKey) {
  const std::string later =
      "version: 1\ntrusted_issuers:\n  - {issuer: i, audience: b, tenant_claim: org}\n  - {issuer: j, jwks: " +
      key_set() + "}\n";
  const Seed seed = load_good({with_issuer(", audience: [a, c], tenant: acme, user_claim: sub"), later});
  ASSERT_EQ(access::trusted_issuers(seed).size(), 2U);
  const access::TrustedIssuer& issuer = access::trusted_issuers(seed)[0];
  EXPECT_EQ(issuer.audiences, (std::vector<std::string>{"b"}));
  EXPECT_EQ(issuer.tenant_claim, "org");
  EXPECT_FALSE(issuer.tenant_id.has_value());
  EXPECT_EQ(issuer.user_claim, "sub");
  EXPECT_EQ(issuer.keys.size(), 1U);
}

TEST(TrustedIssuers, AreAtMost100) {
  std::string text = "version: 1\nkeys: {}\ntrusted_issuers:\n";
  const std::string keys = key_set();
  for (int i = 0; i < 101; ++i) text += "  - {issuer: i" + std::to_string(i) + ", jwks: " + keys + "}\n";
  EXPECT_EQ(complaints_of({text}),
            (std::vector<std::string>{"a.yaml:104:5: trusted_issuers[100]: more than 100 trusted issuers"}));
}

}  // namespace understudy::backend
