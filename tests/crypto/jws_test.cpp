#include "crypto/jws.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

const Key& rsa_key() {
  static const Key key = Key::parse_private(vectors::rfc7515_rsa_key).value();
  return key;
}

std::string compact(std::string_view header, std::string_view payload, std::string_view signature = "") {
  return cat({to_base64url(header), ".", to_base64url(payload), ".", to_base64url(signature)});
}

/// As a verifier sees it: read, then held against the key.
bool is_good(const Key& key, std::string_view token) {
  const auto jws = parse_jws(token);
  return jws && key.verify(jws->signing_input, jws->signature);
}

TEST(ParseJws, TakesAPublishedTokenApart) {
  const auto jws = parse_jws(vectors::rfc7515_rsa_token);
  ASSERT_TRUE(jws);
  EXPECT_EQ(jws->header.dump(), R"({"alg":"RS256"})");
  EXPECT_EQ(jws->payload.dump(), R"({"iss":"joe","exp":1300819380,"http://example.com/is_root":true})");
  EXPECT_EQ(jws->signing_input, vectors::rfc7515_rsa_token.substr(0, vectors::rfc7515_rsa_token.rfind('.')));
  EXPECT_EQ(jws->signature.size(), 256U);
  EXPECT_TRUE(is_good(rsa_key(), vectors::rfc7515_rsa_token));
}

TEST(ParseJws, ReadsATokenWithoutSignatureSoThatTheCallerCanNameItsAlgorithm) {
  const auto jws = parse_jws(compact(R"({"alg":"none"})", "{}"));
  ASSERT_TRUE(jws);
  EXPECT_EQ(jws->signature, "");
  EXPECT_FALSE(is_good(rsa_key(), compact(R"({"alg":"none"})", "{}")));
}

TEST(ParseJws, TellsWhyItRefuses) {
  const std::string header = to_base64url("{}");
  const struct {
    std::string text;
    std::string_view why;
  } rows[] = {
      {"", "parts between dots: 1; a signed token has 3"},
      {"api_5ZugdRXasLfWBypHi93Fk", "parts between dots: 1"},
      {"e30.e30", "parts between dots: 2"},
      {"e30.e30..", "parts between dots: 4"},
      {"e30.e30.e30.e30.e30", "parts between dots: 5"},
      {"...", "parts between dots: 4"},
      {"..", "its header does not read as a JSON object"},
      {".e30.", "its header does not read as a JSON object"},
      {"e30..", "its payload does not read as a JSON object"},
      {compact("\xEF\xBB\xBF{}", "{}"), "its header begins with a byte order mark"},
      {compact("{}", "\xEF\xBB\xBF{}"), "its payload begins with a byte order mark"},
      {"e30=.e30.", "its header is not base64url without padding"},
      {"e30.e30=.", "its payload is not base64url without padding"},
      {"e30.e30.QQ==", "its signature is not base64url without padding"},
      {"e30.e30.QR", "its signature is not base64url without padding"},
      {"e30.e30.A", "its signature is not base64url without padding"},
      {"e30.e30.+/8", "its signature is not base64url without padding"},
      {"e30.e30.Q Q", "its signature is not base64url without padding"},
      {" e30.e30.QQ", "its header is not base64url without padding"},
      {"e30.e30.QQ\n", "its signature is not base64url without padding"},
      {std::string("e30.e30.QQ\0", 11), "its signature is not base64url without padding"},
      {compact("[]", "{}"), "its header does not read as a JSON object: its type is array"},
      {compact("null", "{}"), "its header does not read as a JSON object: its type is null"},
      {compact("{}", "\"text\""), "its payload does not read as a JSON object: its type is string"},
      {compact("{}", "{} {}"), "its payload does not read as a JSON object"},
      {compact("{}", "{\"a\":\"\xff\"}"), "its payload does not read as a JSON object"},
      {compact(R"({"alg":"none","alg":"RS256"})", "{}"), R"(the member "alg" appears twice)"},
      {compact("{}", R"({"a":{"sub":1,"sub":2}})"), R"(the member "sub" appears twice)"},
      {compact("{}", std::string(200, '[') + std::string(200, ']')), "nested deeper"},
      {std::string(16 * 1024 + 1, 'A'), "it is 16385 bytes long; at most 16384 are read"},
  };
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(parse_jws(row.text, &why)) << row.text;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.text << "\n" << why;
    EXPECT_FALSE(parse_jws(row.text)) << row.text;
  }
}

TEST(ParseJws, ReadsUpToItsLimit) {
  const std::string frame = compact("{}", "{}") + "AAAA";
  std::string longest = frame + std::string((16 * 1024 - frame.size()) / 4 * 4, 'A');
  EXPECT_TRUE(parse_jws(longest)) << longest.size();
  EXPECT_FALSE(parse_jws(longest + "AAAA"));
}

TEST(SignJws, WritesHeaderAndClaimsByteForByte) {
  const Json claims = Json::object({{"sub", "u"}, {"aud", Json::array({"b", "a"})}, {"iat", 1}});
  const std::string token = sign({rsa_key(), usual_header(rsa_key(), "key-1"), claims});
  const auto parts = split(token, '.');
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(from_base64url(parts[0]), R"({"alg":"RS256","typ":"JWT","kid":"key-1"})");
  EXPECT_EQ(from_base64url(parts[1]), R"({"sub":"u","aud":["b","a"],"iat":1})");
  EXPECT_EQ(from_base64url(parts[2]), rsa_key().sign(token.substr(0, token.rfind('.'))));
}

TEST(SignJws, NamesTheKeysOwnAlgorithmAndEscapesItsId) {
  const struct {
    Key key;
    std::string_view header;
  } rows[] = {
      {rsa_key(), R"({"alg":"RS256","typ":"JWT","kid":"a\"b\\c"})"},
      {Key::p256_from_seed("jws"), R"({"alg":"ES256","typ":"JWT","kid":"a\"b\\c"})"},
      {Key::ed25519_from_seed("jws"), R"({"alg":"EdDSA","typ":"JWT","kid":"a\"b\\c"})"},
  };
  for (const auto& row : rows) {
    const std::string token = sign({row.key, usual_header(row.key, R"(a"b\c)"), Json::object({{"sub", "u"}})});
    EXPECT_EQ(parse_jws(token).value().header.dump(), row.header);
    EXPECT_TRUE(is_good(row.key, token)) << row.header;
  }
}

TEST(SignJws, RepeatsItself) {
  const UnsignedToken token{rsa_key(), usual_header(rsa_key(), "k"), Json::object({{"sub", "u"}})};
  EXPECT_EQ(sign(token), sign(token));
}

TEST(Jws, IsRefusedWithAnyBitOfItsSignatureFlipped) {
  const std::string_view token = vectors::rfc7515_rsa_token;
  const size_t start = token.rfind('.') + 1;
  const std::string signature = from_base64url(token.substr(start)).value();
  ASSERT_EQ(signature.size(), 256U);
  for (size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string flipped = signature;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    EXPECT_FALSE(is_good(rsa_key(), cat({token.substr(0, start), to_base64url(flipped)}))) << "bit " << bit;
  }
}

TEST(Jws, IsRefusedWithAnyCharacterReplaced) {
  std::string token(vectors::rfc7515_rsa_token);
  for (size_t i = 0; i < token.size(); ++i) {
    const char right = token[i];
    for (const char wrong : {'A', 'z', '-', '.', '=', '\0'}) {
      if (wrong == right) continue;
      token[i] = wrong;
      EXPECT_FALSE(is_good(rsa_key(), token)) << i << " " << wrong;
    }
    token[i] = right;
  }
  EXPECT_TRUE(is_good(rsa_key(), token));
}

TEST(Jws, IsRefusedAtEveryShorterLength) {
  const std::string_view token = vectors::rfc7515_rsa_token;
  for (size_t size = 0; size < token.size(); ++size) {
    EXPECT_FALSE(is_good(rsa_key(), token.substr(0, size))) << size;
    EXPECT_FALSE(is_good(rsa_key(), token.substr(token.size() - size))) << "the last " << size;
  }
}

TEST(Jws, IsRefusedWithHeaderAndPayloadOfAnother) {
  const std::string one = sign({rsa_key(), usual_header(rsa_key(), "k"), Json::object({{"sub", "one"}})});
  const std::string two = sign({rsa_key(), usual_header(rsa_key(), "k2"), Json::object({{"sub", "two"}})});
  const auto a = split(one, '.');
  const auto b = split(two, '.');
  EXPECT_TRUE(is_good(rsa_key(), one));
  EXPECT_FALSE(is_good(rsa_key(), cat({a[1], ".", a[0], ".", a[2]})));
  EXPECT_FALSE(is_good(rsa_key(), cat({b[0], ".", a[1], ".", a[2]})));
  EXPECT_FALSE(is_good(rsa_key(), cat({a[0], ".", b[1], ".", a[2]})));
  EXPECT_FALSE(is_good(rsa_key(), cat({a[0], ".", a[1], ".", b[2]})));
}

}  // namespace

}  // namespace understudy::crypto
