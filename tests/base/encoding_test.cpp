#include "base/encoding.h"

#include <gtest/gtest.h>

namespace understudy {

TEST(Encoding, HasTheVectorsOfRfc4648) {
  struct Row {
    std::string_view bytes;
    std::string_view base64;
    std::string_view base32;  ///< without its padding
  };
  constexpr Row rows[] = {{"", "", ""},
                          {"f", "Zg==", "MY"},
                          {"fo", "Zm8=", "MZXQ"},
                          {"foo", "Zm9v", "MZXW6"},
                          {"foob", "Zm9vYg==", "MZXW6YQ"},
                          {"fooba", "Zm9vYmE=", "MZXW6YTB"},
                          {"foobar", "Zm9vYmFy", "MZXW6YTBOI"}};
  for (const auto& row : rows) {
    EXPECT_EQ(to_base64(row.bytes), row.base64);
    EXPECT_EQ(from_base64(row.base64), std::string(row.bytes)) << row.base64;
    EXPECT_EQ(to_base32(row.bytes), row.base32);
    EXPECT_EQ(from_base32(row.base32), std::string(row.bytes)) << row.base32;
  }
}

TEST(Encoding, ReadsOneSpellingOfBase64Only) {
  for (const std::string_view text : {"Zg", "Zg=", "Zh==", "Z===", "Zm9v\n", "Zm 9", "Zm-_", "====", "Zg==Zg=="})
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  for (const std::string_view text : {"Zg==", "Zh", "Z", "Zm9v\n", "Zm+/", "Zm9v="})
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
  EXPECT_EQ(from_base64url("-_-_"), std::string("\xFB\xFF\xBF"));
  EXPECT_EQ(to_base64url("\xFB\xFF\xBF"), "-_-_");
}

TEST(Encoding, ReadsBase32AsAppsDo) {
  for (const std::string_view text :
       {"M", "MZX", "MZXW6Y", "my", "MY======", "MY\n", "M Y", "M1", "M0", "M8", "M9", "MZXW6YTBM"})
    EXPECT_EQ(from_base32(text), std::nullopt) << text;
  for (const auto& [text, bytes] : std::vector<std::pair<std::string_view, std::string>>{
           {"MZ", "f"}, {"MZXR", "fo"}, {"MZXW7", "foo"}, {"MZXW6YTBOJ", "foobar"}})
    EXPECT_EQ(from_base32(text), bytes) << text << ": bits that are left over count for nothing";
}

TEST(Encoding, RefusesAByteThatIsNoDigitInEveryPlace) {
  for (const size_t size : {size_t{8}, size_t{10}, size_t{11}})
    for (size_t at = 0; at < size; ++at)
      for (const char c : {'\0', '=', '+', '/', '\x7F', '\x80', '\xFF'}) {
        std::string text(size, 'A');
        ASSERT_TRUE(from_base64url(text).has_value()) << size;
        text[at] = c;
        EXPECT_EQ(from_base64url(text), std::nullopt) << size << " " << at << " " << static_cast<int>(c);
      }
}

TEST(Encoding, ReadsBytesAsANumber) {
  EXPECT_EQ(to_number(""), 0U);
  EXPECT_EQ(to_number("\x01\xff"), 511U);
  EXPECT_EQ(to_number("\xff\xff\xff\xff\xff\xff\xff\xfe"), 18446744073709551614U);
}

TEST(Encoding, RoundTripsEveryByte) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (size_t size = 0; size <= bytes.size(); ++size) {
    const auto part = bytes.substr(0, size);
    EXPECT_EQ(from_hex(to_hex(part)), part);
    EXPECT_EQ(from_base64(to_base64(part)), part);
    EXPECT_EQ(from_base64url(to_base64url(part)), part);
    EXPECT_EQ(from_base32(to_base32(part)), part);
    EXPECT_EQ(percent_decode(percent_encode(part)), part);
  }
}

TEST(Encoding, RefusesBrokenHexAndPercents) {
  for (const std::string_view text : {"a", "ag", "0x"}) EXPECT_EQ(from_hex(text), std::nullopt) << text;
  for (const std::string_view text : {"%", "%4", "%zz", "a%", "%%41"})
    EXPECT_EQ(percent_decode(text), std::nullopt) << text;
  EXPECT_EQ(percent_decode("a+b%3A"), "a+b:");
  EXPECT_EQ(percent_encode("123:owner"), "123%3Aowner");
}

}  // namespace understudy
