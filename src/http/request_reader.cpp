#include "http/request_reader.h"

#include <httplib.h>

namespace understudy::http {

namespace {

// The guard's limit stands before cpp-httplib's own, which is a macro: CMakeLists.txt lifts it for all that include it.
static_assert(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH >= 1 << 30);

/// A request line in memory, in place of a socket. What cpp-httplib answers to it goes nowhere.
class LineStream final : public httplib::Stream {
 public:
  explicit LineStream(std::string_view line) : rest_(line) {}

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
    // Nobody reads these, so that they need not be spelled either.
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) { response.headers.clear(); });
  }

  bool read(std::string_view request_line, Request& request) {
    bool was_read = false;
    bool closes = false;
    LineStream stream(request_line);
    const auto take = [&](httplib::Request& read) {
      request.method = std::move(read.method);
      request.path = std::move(read.target);
      was_read = true;
    };
    // Told to close, cpp-httplib spares itself the making of a Keep-Alive header. Later releases (Debian 13's) also ask
    // for the addresses, which request.peer has already.
    const auto process = [&](auto& self) {
      if constexpr (requires { self.process_request(stream, true, closes, take); })
        self.process_request(stream, true, closes, take);
      else
        self.process_request(stream, std::string(), 0, std::string(), 0, true, closes, take);
    };
    process(*this);
    return was_read;
  }
};

RequestReader::RequestReader() : parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;

bool RequestReader::read(std::string_view request_line, Request& request) {
  return parser_->read(request_line, request);
}

}  // namespace understudy::http
