#include "http/body_decoder.h"

#include <gtest/gtest.h>
#include <vector>

namespace understudy::http {
namespace {

struct Taken {
  Progress progress = Progress::need_more;
  std::string body;
  std::string rest;
  int status = 0;

  bool operator==(const Taken&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Taken& taken) {
  return out << static_cast<int>(taken.progress) << " \"" << taken.body << "\" \"" << taken.rest << "\" "
             << taken.status;
}

constexpr size_t max_body = 20;

Taken take(const RequestFacts& facts, std::string_view bytes, size_t piece = std::string_view::npos) {
  BodyDecoder decoder;
  decoder.start(facts, max_body);
  Taken taken;
  Fault fault{0, ""};
  size_t at = 0;
  do {
    std::string_view input = bytes.substr(at, piece);
    const size_t size = input.size();
    taken.progress = decoder.take(input, taken.body, fault);
    at += size - input.size();
  } while (taken.progress == Progress::need_more && at < bytes.size());
  if (taken.progress != Progress::refused) taken.rest = bytes.substr(at);
  taken.status = fault.status;
  return taken;
}

RequestFacts chunked() {
  RequestFacts facts;
  facts.framing = Framing::chunked;
  return facts;
}

RequestFacts counted(size_t length) {
  RequestFacts facts;
  facts.framing = length > 0 ? Framing::length : Framing::none;
  facts.content_length = length;
  return facts;
}

TEST(BodyDecoder, CountsABodyAndLeavesWhatFollows) {
  EXPECT_EQ(take(counted(0), "next"), (Taken{Progress::complete, "", "next"}));
  EXPECT_EQ(take(counted(3), "abcnext"), (Taken{Progress::complete, "abc", "next"}));
  EXPECT_EQ(take(counted(3), "ab"), (Taken{Progress::need_more, "ab", ""}));
}

TEST(BodyDecoder, DecodesChunks) {
  const std::vector<std::pair<std::string_view, Taken>> cases{
      {"0\r\n\r\n", {Progress::complete, "", ""}},
      {"0\r\n\r\nnext", {Progress::complete, "", "next"}},
      {"3\r\nabc\r\n0\r\n\r\n", {Progress::complete, "abc", ""}},
      {"3\r\nabc\r\n0002\r\nde\r\n000\r\n\r\nx", {Progress::complete, "abcde", "x"}},
      {"A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", {Progress::complete, "01234567890123456789", ""}},
      {"3;name=\"value\"\r\nabc\r\n0;x\r\n\r\n", {Progress::complete, "abc", ""}},
      {"3 \t;x\r\nabc\r\n0\r\n\r\n", {Progress::complete, "abc", ""}},
      {"1\r\na\r\n0\r\nDigest: x\r\nB: y\r\n\r\nnext", {Progress::complete, "a", "next"}},
      {"2\r\n\r\n\r\n0\r\n\r\n", {Progress::complete, "\r\n", ""}},
      {"", {Progress::need_more, "", ""}},
      {"3\r\nab", {Progress::need_more, "ab", ""}},
      {"3\r\nabc\r\n0\r\n", {Progress::need_more, "abc", ""}},
      {"3\r\nabc\r\n0\r\n\r", {Progress::need_more, "abc", ""}},
  };
  for (const auto& [bytes, taken] : cases) {
    EXPECT_EQ(take(chunked(), bytes), taken) << bytes;
    EXPECT_EQ(take(chunked(), bytes, 1), taken) << "byte by byte: " << bytes;
  }
}

TEST(BodyDecoder, RefusesBrokenChunks) {
  const std::vector<std::pair<std::string, int>> cases{
      {"\r\n", 400},
      {"x\r\n", 400},
      {"-1\r\n", 400},
      {" 1\r\n", 400},
      {"1\n", 400},
      {"1\rx", 400},
      {"1x\r\n", 400},
      {"2 \r\n", 400},
      {"2 xyz\r\n", 400},
      {"2;\r\n", 400},
      {"2;a=\r\n", 400},
      {"2;a \r\n", 400},
      {"0 \r\n\r\n", 400},
      {"0\r\nA\r\n\r\n", 400},
      {"0\r\n: a\r\n\r\n", 400},
      {"0\r\nA : b\r\n\r\n", 400},
      {"0\r\nA: b\r\n folded\r\n\r\n", 400},
      {"0\r\nA: \x01\r\n\r\n", 400},
      {"0\r\nGET / HTTP/1.1\r\n\r\n", 400},
      {"1;a\n", 400},
      {"1;a\rb", 400},
      {"1\r\nab", 400},
      {"1\r\na\n", 400},
      {"1\r\na\rb", 400},
      {"0\r\n\n", 400},
      {"0\r\n\rx", 400},
      {"0\r\nA: b\n", 400},
      {"0\r\nA: b\rc", 400},
      {"1;" + std::string(300, 'x'), 400},
      {std::string(300, '0'), 400},
      {"15\r\n", 413},
      {"a\r\n0123456789\r\nB\r\n", 413},
      {"FFFFFFFFFFFFFFFFFFFFFFFF\r\n", 413},
      {"0\r\n" + std::string(9000, 'x'), 431},
      {"0\r\nA: " + std::string(4000, 'x') + "\r\nB: " + std::string(5000, 'x'), 431},
  };
  for (const auto& [bytes, status] : cases) {
    EXPECT_EQ(take(chunked(), bytes).progress, Progress::refused) << bytes;
    EXPECT_EQ(take(chunked(), bytes).status, status) << bytes;
    EXPECT_EQ(take(chunked(), bytes, 1).status, status) << "byte by byte: " << bytes;
  }
}

TEST(BodyDecoder, NeverHoldsMoreThanItsLimit) {
  const Taken taken = take(chunked(), "14\r\n01234567890123456789\r\n1\r\n");
  EXPECT_EQ(taken.status, 413);
  EXPECT_EQ(taken.body.size(), max_body);
}

}  // namespace
}  // namespace understudy::http
