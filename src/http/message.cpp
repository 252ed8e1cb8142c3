#include "http/message.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace understudy::http {

namespace {

struct Phrase {
  int status;
  std::string_view text;
};

// RFC 9110 §15, and RFC 6585 for 428, 429, 431 and 511. Sorted by status.
constexpr std::array phrases{
    Phrase{100, "Continue"},
    Phrase{101, "Switching Protocols"},
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{203, "Non-Authoritative Information"},
    Phrase{204, "No Content"},
    Phrase{205, "Reset Content"},
    Phrase{206, "Partial Content"},
    Phrase{300, "Multiple Choices"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{305, "Use Proxy"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{402, "Payment Required"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{407, "Proxy Authentication Required"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{416, "Range Not Satisfiable"},
    Phrase{417, "Expectation Failed"},
    Phrase{421, "Misdirected Request"},
    Phrase{422, "Unprocessable Content"},
    Phrase{426, "Upgrade Required"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{502, "Bad Gateway"},
    Phrase{503, "Service Unavailable"},
    Phrase{504, "Gateway Timeout"},
    Phrase{505, "HTTP Version Not Supported"},
    Phrase{511, "Network Authentication Required"},
};

}  // namespace

Reply::Reply() = default;
Reply::Reply(const Reply&) = default;
Reply::Reply(Reply&&) noexcept = default;
Reply& Reply::operator=(const Reply&) = default;
Reply& Reply::operator=(Reply&&) noexcept = default;
Reply::~Reply() = default;

void Fields::set(std::string_view name, std::string value) {
  const auto named = [name](const Field& field) { return equal_ignoring_case(field.name, name); };
  const auto first = std::find_if(fields_.begin(), fields_.end(), named);
  if (first == fields_.end()) return add(std::string(name), std::move(value));
  first->value = std::move(value);
  fields_.erase(std::remove_if(first + 1, fields_.end(), named), fields_.end());
}

void Fields::remove(std::string_view name) {
  std::erase_if(fields_, [name](const Field& field) { return equal_ignoring_case(field.name, name); });
}

const std::string* Fields::find(std::string_view name) const {
  for (const auto& field : fields_)
    if (equal_ignoring_case(field.name, name)) return &field.value;
  return nullptr;
}

bool Fields::has(std::string_view name, std::string_view value) const {
  const auto* found = find(name);
  return found != nullptr && *found == value;
}

std::vector<std::string_view> Fields::find_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields_)
    if (equal_ignoring_case(field.name, name)) values.push_back(field.value);
  return values;
}

Reply json(int status, const Json& body) { return text(status, "application/json", body.dump()); }

Reply text(int status, std::string_view content_type, std::string body) {
  Reply reply;
  reply.status = status;
  reply.headers.reserve(4);  // those that the front adds included
  reply.headers.add("Content-Type", std::string(content_type));
  reply.body = std::move(body);
  return reply;
}

Reply no_content() {
  Reply reply;
  reply.status = 204;
  return reply;
}

std::string_view standard_reason(int status) {
  const auto row = std::lower_bound(phrases.begin(), phrases.end(), status,
                                    [](const Phrase& phrase, int wanted) { return phrase.status < wanted; });
  return row != phrases.end() && row->status == status ? row->text : std::string_view("Unknown");
}

}  // namespace understudy::http
