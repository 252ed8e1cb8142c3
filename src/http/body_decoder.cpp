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

bool BodyDecoder::take_framing(char c, size_t body_size, Fault& fault) {
  switch (step_) {
    case Step::size:
    case Step::extension:
    case Step::size_end: return take_size(c, body_size, fault);
    case Step::data_end:
      digits_ = 0;
      line_size_ = 0;
      return take_line_end(c, Step::size, fault);
    case Step::trailer_start:
      if (c == '\r') {
        step_ = Step::last_end;
        carriage_return_ = true;
        return true;
      }
      step_ = Step::trailer;
      [[fallthrough]];
    case Step::trailer:
    case Step::trailer_end:
      if (++trailer_size_ > max_trailers)
        return refuse(fault, 431, {"The trailers are longer than ", std::to_string(max_trailers), " bytes."});
      if (step_ == Step::trailer && c != '\r' && c != '\n') return true;
      step_ = Step::trailer_end;
      return take_line_end(c, Step::trailer_start, fault);
    case Step::last_end: return take_line_end(c, Step::done, fault);
    case Step::data:
    case Step::done: break;
  }
  return true;
}

/// The line before a chunk: its size, then extensions, which nobody here knows.
bool BodyDecoder::take_size(char c, size_t body_size, Fault& fault) {
  if (++line_size_ > max_chunk_line)
    return refuse(fault, 400, {"The line before a chunk is longer than ", std::to_string(max_chunk_line), " bytes."});
  const int digit = hex_digit(c);
  if (step_ == Step::size && digit >= 0) {
    remaining_ = remaining_ * 16 + static_cast<size_t>(digit);
    if (remaining_ > max_body_ - body_size)
      return refuse(fault, 413, {"The body is longer than ", std::to_string(max_body_), " bytes."});
    ++digits_;
    return true;
  }
  if (digits_ == 0) return refuse(fault, 400, {"A chunk does not begin with its size."});
  if (step_ == Step::size && (c == ';' || c == ' ' || c == '\t')) step_ = Step::extension;
  if (step_ == Step::extension && c != '\r' && c != '\n') return true;
  step_ = Step::size_end;
  return take_line_end(c, remaining_ == 0 ? Step::trailer_start : Step::data, fault);
}

bool BodyDecoder::take_line_end(char c, Step next, Fault& fault) {
  if (c != (carriage_return_ ? '\n' : '\r')) return refuse(fault, 400, {"A chunk's line does not end in CR LF."});
  if (carriage_return_) step_ = next;
  carriage_return_ = !carriage_return_;
  return true;
}

}  // namespace understudy::http
