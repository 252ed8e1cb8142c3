#include "http/answer_intake.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/text.h"

namespace understudy::http {
namespace {

using Verdict = AnswerIntake::Verdict;

/// "200 text/plain: body", or why it is none, of bytes that come in pieces of so many, before the connection ends.
std::string read(std::string_view bytes, size_t piece, size_t longest = 20) {
  AnswerIntake intake(longest);
  auto verdict = Verdict::undecided;
  while (verdict == Verdict::undecided && !bytes.empty()) {
    verdict = intake.take(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  if (verdict == Verdict::undecided) verdict = intake.end();
  const auto& response = intake.response();
  if (verdict == Verdict::whole)
    return cat({std::to_string(response.status), " ", response.content_type, ": ", response.body});
  return cat({verdict == Verdict::too_long ? "too long: " : "broken: ", response.why});
}

struct Row {
  std::string bytes;
  std::string_view read;
};

void expect(const std::vector<Row>& rows) {
  for (const auto& row : rows)
    for (const size_t piece : {1, 2, 3, 7, 1000}) EXPECT_EQ(read(row.bytes, piece), row.read) << row.bytes;
}

TEST(AnswerIntake, TakesEveryFramingHoweverItsBytesAreCut) {
  expect({
      {"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc", "200 text/plain: abc"},
      {"HTTP/1.0 200\r\ncontent-length:3\r\ncontent-length: 3\r\n\r\nabcdef", "200 : abc"},
      {"HTTP/1.1 500 \r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: u\r\n\r\n", "500 : abc"},
      {"HTTP/1.1 404 Not Found\r\nContent-Type: a\r\n\r\nto the end", "404 a: to the end"},
      {"HTTP/1.1 200 OK\r\n\r\n", "200 : "},
      {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200 : "},
      {"HTTP/1.1 204 No Content\r\nContent-Length: 99\r\n\r\nnone", "204 : "},
      {"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\nnone", "304 : "},
      {"HTTP/1.1 302 Found\r\nLocation: http://a.test/\r\nContent-Length: 0\r\n\r\n", "302 : "},
      {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
       "1\r\n\r\na",
       "200 : a"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n12345678901234567890", "200 : 12345678901234567890"},
      {"HTTP/1.1 200 OK\r\n\r\n12345678901234567890", "200 : 12345678901234567890"},
  });
}

TEST(AnswerIntake, RefusesWhatIsNotWhole) {
  const std::string_view cut = "broken: the connection ended before the answer was whole";
  expect({
      {"", "broken: the connection ended without an answer"},
      {"HTT", cut},
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r", cut},
      {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", cut},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n", cut},
      {"HTTP/1.1 100 Continue\r\n\r\n", "broken: the connection ended without an answer"},
  });
}

TEST(AnswerIntake, RefusesWhatReadersMightFrameDifferently) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  expect({
      {"SSH-2.0-OpenSSH_9.2\r\n", "broken: what came is not HTTP/1"},
      {"HTTP/2 200\r\n\r\n", "broken: what came is not HTTP/1"},
      {"HTTP/1.1 99 Low\r\n\r\n", "broken: its first line is no status line of HTTP/1"},
      {"HTTP/1.1 2000 OK\r\n\r\n", "broken: its first line is no status line of HTTP/1"},
      {"HTTP/1.1  200 OK\r\n\r\n", "broken: its first line is no status line of HTTP/1"},
      {"HTTP/1.1 600 Odd\r\n\r\n", "broken: its first line is no status line of HTTP/1"},
      {"HTTP/1.1 101 Switching\r\n\r\n", "broken: it switches to another protocol"},
      {ok + "a line\r\n\r\n", "broken: a header is not a name, a colon and a value"},
      {ok + "A: b\r\n c\r\n\r\n", "broken: a header is not a name, a colon and a value"},
      {ok + "A : b\r\n\r\n", "broken: a header is not a name, a colon and a value"},
      {ok + "A: b\nC: d\r\n\r\n", "broken: a header's value has a control character"},
      {ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "broken: its Content-Length is no number"},
      {ok + "Content-Length: +1\r\n\r\na", "broken: its Content-Length is no number"},
      {ok + "Content-Length: 99999999999999999999\r\n\r\na", "broken: its Content-Length is no number"},
      {ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", "broken: its transfer encoding is not just chunked"},
      {ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
       "broken: its transfer encoding is not just chunked"},
      {ok + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
       "broken: it has both a Content-Length and a transfer encoding"},
      {ok + "Transfer-Encoding: chunked\r\n\r\nx\r\n", "broken: its chunks are not those of HTTP/1.1"},
  });
}

TEST(AnswerIntake, StopsAtItsLimits) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  expect({
      {ok + "Content-Length: 21\r\n\r\n", "too long: its body is longer than 20 bytes"},
      {ok + "\r\n123456789012345678901", "too long: its body is longer than 20 bytes"},
      {ok + "Transfer-Encoding: chunked\r\n\r\n14\r\n12345678901234567890\r\n1\r\n",
       "too long: its body is longer than 20 bytes"},
      {ok + "A: " + std::string(64 * 1024, 'a'), "broken: its headers are longer than 64 KiB"},
  });
  std::string interim;
  while (interim.size() < 100 * 1024) interim += "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(read(interim, 1000), "broken: its headers are longer than 64 KiB");
}

}  // namespace
}  // namespace understudy::http
