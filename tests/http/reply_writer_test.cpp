#include "http/reply_writer.h"

#include <gtest/gtest.h>
#include <vector>

#include "base/text.h"

namespace understudy::http {
namespace {

std::string whole(const Reply& reply, ReplyForm form = {}) {
  ReplyWriter writer([] { return Instant{}; });
  std::string out;
  writer.append_whole(out, reply, form);
  return out;
}

const std::string date_line = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

TEST(ReplyWriter, WritesAWholeReply) {
  Reply reply = text(200, "text/plain", "hello");
  reply.headers.add("Set-Cookie", "a=1");
  reply.headers.add("Set-Cookie", "b=2");
  EXPECT_EQ(whole(reply), cat({"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n",
                               date_line, "Content-Length: 5\r\n\r\nhello"}));
}

TEST(ReplyWriter, LeavesAGivenDateAlone) {
  Reply reply;
  reply.headers.add("date", "then");
  EXPECT_EQ(whole(reply), "HTTP/1.1 200 OK\r\ndate: then\r\nContent-Length: 0\r\n\r\n");
}

TEST(ReplyWriter, HonoursTheReasonPhrase) {
  Reply reply;
  reply.status = 503;
  reply.reason = "Throttled, come back";
  EXPECT_TRUE(whole(reply).starts_with("HTTP/1.1 503 Throttled, come back\r\n"));
}

TEST(ReplyWriter, SaysWhatBecomesOfTheConnection) {
  EXPECT_EQ(whole({}, {Version::http_1_1, false, false}),
            cat({"HTTP/1.1 200 OK\r\n", date_line, "Connection: close\r\nContent-Length: 0\r\n\r\n"}));
  EXPECT_EQ(whole({}, {Version::http_1_0, false, true}),
            cat({"HTTP/1.1 200 OK\r\n", date_line, "Connection: keep-alive\r\nContent-Length: 0\r\n\r\n"}));
}

TEST(ReplyWriter, AnswersHeadWithTheHeadersOfGet) {
  EXPECT_EQ(whole(text(200, "text/plain", "hello"), {Version::http_1_1, true, true}),
            cat({"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", date_line, "Content-Length: 5\r\n\r\n"}));
  Reply stated;
  stated.headers.add("Content-Length", "77");
  EXPECT_EQ(whole(stated, {Version::http_1_1, true, true}),
            cat({"HTTP/1.1 200 OK\r\n", date_line, "Content-Length: 77\r\n\r\n"}));
}

TEST(ReplyWriter, GivesNoBodyWhereTheStatusForbidsOne) {
  EXPECT_EQ(whole(text(204, "text/plain", "hello")),
            cat({"HTTP/1.1 204 No Content\r\nContent-Type: text/plain\r\n", date_line, "\r\n"}));
  EXPECT_EQ(whole(text(304, "text/plain", "hello")),
            cat({"HTTP/1.1 304 Not Modified\r\nContent-Type: text/plain\r\n", date_line, "\r\n"}));
}

TEST(ReplyWriter, LetsNothingFromAHandlerBreakTheMessage) {
  Reply reply;
  reply.status = 302;
  reply.reason = "a\r\nX-Evil: 1";
  reply.headers.add("Location", "/x\r\nSet-Cookie: evil=1\r\n\r\nHTTP/1.1 200 OK");
  reply.headers.add("X", std::string("a\0b\nc\rd\x7F\te\xFF", 11));
  reply.headers.add("Bad Name", "1");
  reply.headers.add("Bad:Name", "1");
  reply.headers.add("Bad\r\nName", "1");
  reply.headers.add("", "1");
  reply.headers.add("content-length", "1000");
  reply.headers.add("Transfer-Encoding", "chunked");
  reply.headers.add("Keep-Alive", "max=1");
  reply.headers.add("Connection", "upgrade");
  EXPECT_EQ(whole(reply), cat({"HTTP/1.1 302 a  X-Evil: 1\r\nLocation: /x  Set-Cookie: evil=1    HTTP/1.1 200 OK\r\n",
                               "X: a b c d \te\xFF\r\n", date_line, "Content-Length: 0\r\n\r\n"}));
}

TEST(ReplyWriter, TurnsAStatusThatIsNoneInto500) {
  for (const int status : {0, -1, 99, 100, 199, 1000}) {
    Reply reply;
    reply.status = status;
    EXPECT_TRUE(whole(reply).starts_with("HTTP/1.1 500 Internal Server Error\r\n")) << status;
  }
}

TEST(ReplyWriter, SaysNoAsAProblem) {
  const Reply reply = problem({413, "The body is longer than 10 bytes."});
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.headers, (Fields{{"Content-Type", "application/problem+json"},
                                   {"X-Understudy-Reason", "The body is longer than 10 bytes."},
                                   {"Connection", "close"}}));
  EXPECT_EQ(reply.body, R"({"type":"about:blank","title":"Content Too Large","status":413,)"
                        R"("detail":"The body is longer than 10 bytes."})");
}

TEST(AsksToClose, ReadsTheConnectionHeaderAsAList) {
  const std::vector<std::pair<std::string, bool>> cases{{"close", true},   {"Close", true}, {"x, CLOSE", true},
                                                        {"closed", false}, {"", false},     {"keep-alive", false}};
  for (const auto& [value, closes] : cases) {
    Reply reply;
    reply.headers.add("connection", value);
    EXPECT_EQ(asks_to_close(reply), closes) << value;
  }
  EXPECT_FALSE(asks_to_close({}));
}

struct Streamed {
  std::string bytes;
  bool ended_well;
  bool keep_alive;
};

Streamed stream(const Reply& head, ReplyForm form, const std::vector<std::string>& pieces) {
  ReplyWriter writer([] { return Instant{}; });
  Streamed streamed;
  StreamBody body = writer.append_stream_head(streamed.bytes, head, form);
  for (const auto& piece : pieces) body.append(streamed.bytes, piece);
  streamed.ended_well = body.append_end(streamed.bytes);
  streamed.keep_alive = form.keep_alive;
  return streamed;
}

TEST(Stream, IsChunkedWhereItsLengthIsUnknown) {
  const Streamed streamed = stream({}, {}, {"hello", "", std::string(26, 'x')});
  EXPECT_EQ(streamed.bytes, cat({"HTTP/1.1 200 OK\r\n", date_line, "Transfer-Encoding: chunked\r\n\r\n",
                                 "5\r\nhello\r\n1a\r\n", std::string(26, 'x'), "\r\n0\r\n\r\n"}));
  EXPECT_TRUE(streamed.ended_well);
  EXPECT_TRUE(streamed.keep_alive);
}

TEST(Stream, ToHttp10EndsWithTheConnection) {
  const Streamed streamed = stream({}, {Version::http_1_0, false, true}, {"hello"});
  EXPECT_EQ(streamed.bytes, cat({"HTTP/1.1 200 OK\r\n", date_line, "Connection: close\r\n\r\nhello"}));
  EXPECT_FALSE(streamed.ended_well);
  EXPECT_FALSE(streamed.keep_alive);
}

TEST(Stream, KeepsToItsStatedLength) {
  Reply head;
  head.headers.add("Content-Length", "7");
  const std::string start = cat({"HTTP/1.1 200 OK\r\n", date_line, "Content-Length: 7\r\n\r\n"});
  EXPECT_EQ(stream(head, {}, {"hello", "hello"}).bytes, start + "hellohe");
  EXPECT_TRUE(stream(head, {}, {"hello", "hello"}).ended_well);
  EXPECT_EQ(stream(head, {}, {"hello"}).bytes, start + "hello");
  EXPECT_FALSE(stream(head, {}, {"hello"}).ended_well);
}

TEST(Stream, HasNoBodyWhereMethodOrStatusForbidsOne) {
  EXPECT_EQ(stream({}, {Version::http_1_1, true, true}, {"hello"}).bytes,
            cat({"HTTP/1.1 200 OK\r\n", date_line, "Transfer-Encoding: chunked\r\n\r\n"}));
  EXPECT_EQ(stream(no_content(), {}, {"hello"}).bytes, cat({"HTTP/1.1 204 No Content\r\n", date_line, "\r\n"}));
}

}  // namespace
}  // namespace understudy::http
