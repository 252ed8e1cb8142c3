// HTTP as plain values, so that everything above the listener can be tested by calling a function.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "http/descriptor.h"

namespace understudy::http {

/// Header fields or form fields: in order, a name may repeat. Header names compare without regard to case.
class Fields {
 public:
  struct Field {
    std::string name;
    std::string value;
    bool operator==(const Field&) const = default;
  };

  Fields() = default;
  Fields(std::initializer_list<Field> fields) : fields_(fields) {}

  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  void reserve(size_t count) { fields_.reserve(count); }
  /// Replaces every field of that name by one.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);
  /// Forgets every field, but keeps the room they took.
  void clear() { fields_.clear(); }
  /// The first field of that name (case ignored), or null.
  const std::string* find(std::string_view name) const;
  std::vector<std::string_view> find_all(std::string_view name) const;
  /// True where the first field of that name says just `value`.
  bool has(std::string_view name, std::string_view value) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  bool empty() const { return fields_.empty(); }
  size_t size() const { return fields_.size(); }
  bool operator==(const Fields&) const = default;

 private:
  std::vector<Field> fields_;
};

/// By which way a request came, beside what it says itself.
struct Arrival {
  bool is_secure = false;   ///< what stands in its address is https
  std::string server_name;  ///< that the TLS handshake asked for (SNI), in lower case; empty: none
  /// "user.example:443", in lower case, with the port always: whom it is for, where this server was taken for a proxy.
  /// Empty: it came straight.
  std::string proxied_to;
  /// The user name given to that proxy by Basic; a Proxy-Authorization of another kind as it stands.
  std::string proxy_user;
};

struct Request {
  std::string method;  ///< as sent: "GET"
  std::string path;    ///< as sent, still percent-encoded, without query or fragment; starts with '/'; CONNECT's: empty
  std::string query;   ///< as sent, without '?'
  Fields headers;      ///< values as sent, outer blanks removed
  std::string body;
  std::string peer;  ///< the address it came from: "127.0.0.1"
  Arrival arrival{};
};

class Exchange;

/// The answer to a request. One of 200 to a CONNECT opens a tunnel, in which this server itself answers. Whole, unless
/// `later` is set: then the listener calls that once, at once, and everything else here is unused; the real answer
/// comes through the Exchange, from any thread, when its time or event has come.
struct Reply {
  // In message.cpp: replies are handed on in so many places that the code of it showed in the binary's size.
  Reply();
  Reply(const Reply&);
  Reply(Reply&&) noexcept;
  Reply& operator=(const Reply&);
  Reply& operator=(Reply&&) noexcept;
  ~Reply();

  int status = 200;
  std::string reason;  ///< the reason phrase; empty: the standard one of the status
  Fields
      headers;  ///< the listener adds Content-Length, Connection and, where absent, Date; `Connection: close` is heeded
  std::string body;
  std::function<void(std::shared_ptr<Exchange>)> later;
};

/// One request whose answer is not given yet. Thread-safe; no thread is held while it is open. Dropping it unanswered
/// gives a 500, dropping it within a stream cuts the stream. After the connection is gone every call is harmless. A
/// peer that closes its sending half counts as gone: TCP tells no other news of one that has closed whole.
class Exchange {
 public:
  virtual ~Exchange() = default;

  /// Answers whole, and closes the exchange.
  virtual void reply(Reply whole) = 0;

  /// Sends status and headers of a stream (its body is the first piece); chunked where no Content-Length is set. What
  /// passes a Content-Length that is set is cut off, and a stream that ends short of it ends the connection.
  virtual void begin(Reply head) = 0;
  /// False, with nothing of `bytes` taken, where the peer is gone or more than 1 MiB waits to be taken: the caller
  /// should stop.
  virtual bool write(std::string_view bytes) = 0;
  /// Ends a stream well.
  virtual void end() = 0;
  /// Closes the connection where it stands: a cut body, or no answer at all.
  virtual void abort() = 0;
  /// Leads the peer on to another one: what either says from now on goes to the other, unread, until both have ended. A
  /// CONNECT is answered with 200 first. Of any other request `request` is sent there, and only the answer is passed.
  virtual void lead_to(Descriptor other, std::string request) = 0;

  /// Runs `task` once after that much real time, on the listener's thread; not at all once the exchange is closed.
  virtual void after(Milliseconds delay, std::function<void()> task) = 0;
  /// Runs `task` on the listener's thread when the peer goes away, or the listener stops, before the end; at once where
  /// that has happened already.
  virtual void on_gone(std::function<void()> task) = 0;
};

// Replies as values.
Reply json(int status, const Json& body);
Reply text(int status, std::string_view content_type, std::string body);
Reply no_content();

/// The phrase RFC 9110 gives a status: "Not Found".
std::string_view standard_reason(int status);

}  // namespace understudy::http
