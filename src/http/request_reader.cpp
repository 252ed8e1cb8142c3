#include "http/request_reader.h"

#include <httplib.h>

namespace understudy::http {

namespace {

// The guard's limits stand before cpp-httplib's own, which are macros: CMakeLists.txt lifts them for all that include
// it.
static_assert(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH >= 1 << 30 && CPPHTTPLIB_HEADER_MAX_LENGTH >= 1 << 30);

/// A head in memory, in place of a socket. What cpp-httplib answers to it goes nowhere.
class HeadStream final : public httplib::Stream {
 public:
  explicit HeadStream(std::string_view head) : rest_(head) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, size_t size) override {
    const size_t taken = rest_.copy(out, size);
    rest_.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char*, size_t size) override { return static_cast<ssize_t>(size); }
  void get_remote_ip_and_port(std::string&, int& port) const override { port = 0; }
  void get_local_ip_and_port(std::string&, int& port) const override { port = 0; }
  // cpp-httplib turns away descriptors that select() could not take; there is none here.
  socket_t socket() const override { return 0; }

 private:
  std::string_view rest_;
};

}  // namespace

class RequestReader::Parser final : public httplib::Server {
 public:
  Parser() {
    set_pre_routing_handler([](const httplib::Request&, httplib::Response&) { return HandlerResponse::Handled; });
  }

  bool read(const GuardedHead& head, Request& request) {
    bool was_read = false;
    bool closes = false;
    HeadStream stream(head.spelling);
    // Told to close, cpp-httplib spares itself the making of a Keep-Alive header.
    process_request(stream, true, closes, [&](httplib::Request& read) {
      take_line(read, request);
      was_read = take_headers(read, head.field_count, request);
    });
    return was_read;
  }

 private:
  static void take_line(httplib::Request& read, Request& request) {
    request.method = std::move(read.method);
    const size_t mark = std::min(read.target.find(spelled_question_mark), read.target.size());
    request.path.assign(read.target, 0, mark);
    request.query.assign(read.target, std::min(mark + 1, read.target.size()));
    std::replace(request.query.begin(), request.query.end(), spelled_question_mark, '?');
  }

  /// The ordinals before the names sort before the names that cpp-httplib adds, and among themselves as sent.
  static bool take_headers(httplib::Request& read, size_t count, Request& request) {
    request.headers.clear();
    request.headers.reserve(count);
    for (auto& [name, value] : read.headers) {
      if (request.headers.size() == count) return true;
      request.headers.add(name.substr(std::min(spelled_ordinal, name.size())), std::move(value.erase(0, 1)));
    }
    return request.headers.size() == count;
  }
};

RequestReader::RequestReader() : parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

bool RequestReader::read(const GuardedHead& head, Request& request) { return parser_->read(head, request); }

}  // namespace understudy::http
