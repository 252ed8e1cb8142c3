// How a connection answers later, and in pieces.
#include <algorithm>
#include <utility>

#include "http/connection.h"

namespace understudy::http {

void Connection::reply_whole(Reply reply) {
  if (state_ != State::waiting) return;
  close_exchange(OpenExchange::Ending::answered);
  if (asks_to_close(reply)) form_.keep_alive = false;
  send_whole(reply, next_or_close());
  go_on();
}

void Connection::begin_stream(Reply head) {
  if (state_ != State::waiting) return exchange_->taken(head.body.size());
  if (asks_to_close(head)) form_.keep_alive = false;
  state_ = State::streaming;
  place_.output.clear();
  stream_ = place_.writer.append_stream_head(place_.output, head, form_);
  stream_.append(place_.output, head.body);
  send_piece(head.body.size());
}

void Connection::continue_stream(std::string_view bytes) {
  if (state_ != State::streaming) return exchange_->taken(bytes.size());
  place_.output.clear();
  stream_.append(place_.output, bytes);
  send_piece(bytes.size());
}

void Connection::send_piece(size_t payload) {
  stream_waiting_ += payload;
  send_output();
  if (state_ == State::streaming && outlet_.waiting() == 0) stream_taken(payload);
}

/// The outlet counts the bytes that frame the pieces too, so that only an empty one tells exactly.
void Connection::stream_taken(size_t bytes) {
  const size_t taken = outlet_.waiting() == 0 ? stream_waiting_ : std::min(stream_waiting_, bytes);
  exchange_->taken(taken);
  stream_waiting_ -= taken;
  if (outlet_.waiting() == 0) deadline_.clear();
}

void Connection::end_stream() {
  if (state_ != State::streaming) return give_up();
  close_exchange(OpenExchange::Ending::answered);
  place_.output.clear();
  if (!stream_.append_end(place_.output)) form_.keep_alive = false;
  send_output();
  finish(place_.stop_by ? Afterwards::close : next_or_close());
  go_on();
}

void Connection::give_up() {
  if (state_ == State::streaming) return cut();
  reply_whole(bare_problem());
}

void Connection::cut() {
  close_exchange(OpenExchange::Ending::answered);
  close();
}

void Connection::close_exchange(OpenExchange::Ending ending) {
  const auto exchange = std::exchange(exchange_, nullptr);
  stream_waiting_ = 0;
  if (exchange) exchange->close(ending);
}

}  // namespace understudy::http
