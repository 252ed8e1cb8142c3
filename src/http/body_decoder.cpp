#include "http/body_decoder.h"

#include <algorithm>

#include "base/text.h"
#include "http/grammar.h"

namespace understudy::http {

namespace {

constexpr size_t max_chunk_line = 256;
constexpr size_t max_trailers = 8 * 1024;

bool refuse(Fault& fault, int status, std::initializer_list<std::string_view> detail) {
  fault = {status, cat(detail)};
  return false;
}

}  // namespace

void BodyDecoder::start(const RequestFacts& facts, size_t max_body) {
  *this = BodyDecoder();
  framing_ = facts.framing;
  max_body_ = max_body;
  remaining_ = framing_ == Framing::length ? facts.content_length : 0;
  if (framing_ == Framing::chunked) step_ = Step::size;
}

Progress BodyDecoder::take(std::string_view& input, std::string& body, Fault& fault) {
  if (framing_ != Framing::chunked) return take_counted(input, body);
  while (step_ != Step::done && !input.empty()) {
    if (step_ == Step::data) {
      take_data(input, body);
      continue;
    }
    const char c = input.front();
    input.remove_prefix(1);
    if (!take_framing(c, body.size(), fault)) return Progress::refused;
  }
  return step_ == Step::done ? Progress::complete : Progress::need_more;
}

Progress BodyDecoder::take_counted(std::string_view& input, std::string& body) {
  const size_t part = std::min(remaining_, input.size());
  body.append(input.substr(0, part));
  input.remove_prefix(part);
  remaining_ -= part;
  return remaining_ == 0 ? Progress::complete : Progress::need_more;
}

void BodyDecoder::take_data(std::string_view& input, std::string& body) {
  if (take_counted(input, body) == Progress::complete) step_ = Step::data_end;
}

/// What stands between the data: lines, each taken whole before it is judged.
bool BodyDecoder::take_framing(char c, size_t body_size, Fault& fault) {
  if (c == '\n' || carriage_return_) {
    if (c != '\n' || !carriage_return_) return refuse(fault, 400, {"A chunk's line does not end in CR LF."});
    carriage_return_ = false;
    if (step_ == Step::size) return judge_size(body_size, fault);
    if (step_ == Step::trailer) return judge_trailer(fault);
    step_ = Step::size;
    return true;
  }
  if (step_ == Step::trailer && ++trailer_size_ > max_trailers)
    return refuse(fault, 431, {"The trailers are longer than ", std::to_string(max_trailers), " bytes."});
  if (c == '\r') {
    carriage_return_ = true;
    return true;
  }
  if (step_ == Step::data_end) return refuse(fault, 400, {"A chunk is longer than its size."});
  if (step_ == Step::size && line_.size() == max_chunk_line)
    return refuse(fault, 400, {"The line before a chunk is longer than ", std::to_string(max_chunk_line), " bytes."});
  // Who sends anything else need not be waited for to the end of the line.
  if (step_ == Step::size && line_.empty() && hex_digit(c) < 0)
    return refuse(fault, 400, {"A chunk does not begin with its size."});
  line_ += c;
  return true;
}

/// The line before a chunk: its size, then extensions, which nobody here knows.
bool BodyDecoder::judge_size(size_t body_size, Fault& fault) {
  size_t digits = 0;
  for (; digits < line_.size() && hex_digit(line_[digits]) >= 0; ++digits) {
    remaining_ = remaining_ * 16 + static_cast<size_t>(hex_digit(line_[digits]));
    if (remaining_ > max_body_ - body_size)
      return refuse(fault, 413, {"The body is longer than ", std::to_string(max_body_), " bytes."});
  }
  if (digits == 0) return refuse(fault, 400, {"A chunk does not begin with its size."});
  if (!is_chunk_extensions(std::string_view(line_).substr(digits)))
    return refuse(fault, 400, {"What follows the size of a chunk is no extension."});
  step_ = remaining_ == 0 ? Step::trailer : Step::data;
  line_.clear();
  return true;
}

/// Their names and values are nobody's business here, but what is no field may be the start of another request.
bool BodyDecoder::judge_trailer(Fault& fault) {
  if (line_.empty()) {
    step_ = Step::done;
    return true;
  }
  const auto name = field_name(line_);
  if (name.empty() || !is_field_value(std::string_view(line_).substr(name.size() + 1)))
    return refuse(fault, 400, {"A trailer is not a name, a colon and a value."});
  line_.clear();
  return true;
}

}  // namespace understudy::http
