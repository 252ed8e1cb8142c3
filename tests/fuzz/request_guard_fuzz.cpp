// Foreign bytes on a connection: guard, body decoder and the writer of refusals. However the bytes are
// cut, the same requests must come out, each as a handler may rely on it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/reply_writer.h"
#include "http/request_intake.h"

namespace {

using namespace understudy;
using namespace understudy::http;

// Small, so that the inputs reach them.
const RequestLimits limits{.max_head = 1024, .max_headers = 8, .max_path = 64, .max_body = 128};

void require(bool truth) {
  if (!truth) std::abort();
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

void check(const Request& request, const RequestFacts& facts) {
  require(facts.asks_server ? request.path == "*" : request.path.starts_with('/'));
  require(request.path.size() <= limits.max_path + 1);
  require(request.path.find_first_of(" ?#\r\n") == std::string::npos);
  require(request.query.find_first_of(" #\r\n") == std::string::npos);
  require(request.headers.size() <= limits.max_headers + 1);
  require(request.body.size() <= limits.max_body);
  for (const auto& [name, value] : request.headers) {
    require(!name.empty() && name.find_first_of(" :\r\n") == std::string::npos);
    require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    require(value.empty() || (!is_blank(value.front()) && !is_blank(value.back())));
  }
}

void check_refusal(const Fault& fault) {
  ReplyWriter writer([] { return Instant{}; });
  std::string out;
  writer.append_whole(out, problem(fault), {});
  require(fault.status >= 400 && out.starts_with("HTTP/1.1 "));
}

/// Everything that comes out of the bytes, cut into pieces of that size.
std::string read(std::string_view bytes, size_t piece) {
  GuardedHead scratch;
  RequestIntake intake(limits, scratch, "127.0.0.1");
  std::string transcript;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), piece))) {
    std::string_view input = bytes.substr(0, piece);
    for (;;) {
      const Progress progress = intake.advance(input);
      if (progress == Progress::need_more) {
        require(input.empty());
        break;
      }
      if (progress == Progress::refused) {
        check_refusal(intake.fault());
        return transcript + "refused: " + intake.fault().detail;
      }
      const Request& request = intake.request();
      check(request, intake.facts());
      transcript += request.method + " " + request.path + " " + request.query + "\n";
      for (const auto& [name, value] : request.headers) transcript += name + ": " + value + "\n";
      transcript += request.body + "\n" + (intake.facts().keep_alive ? "keep\n" : "close\n");
      intake.next();
    }
  }
  return transcript;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string whole = read(bytes, bytes.size() + 1);
  require(read(bytes, 1) == whole);
  require(read(bytes, size_t{2} + data[0]) == whole);
  return 0;
}
