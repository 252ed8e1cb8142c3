// The bytes of one connection becoming requests, one after the other: keeps what is incomplete, within the limits, and
// hands out what is whole. No socket and no clock, so that every cut of the bytes can be tested.
#pragma once

#include <string>
#include <string_view>

#include "http/body_decoder.h"
#include "http/message.h"
#include "http/request_guard.h"

namespace understudy::http {

/// How much of the next request has come.
enum class Phase { idle, head, body };

class RequestIntake {
 public:
  /// `scratch` may be shared by the intakes of one thread.
  RequestIntake(const RequestLimits& limits, GuardedHead& scratch, std::string peer)
      : limits_(limits), scratch_(scratch) {
    request_.peer = std::move(peer);
  }

  /// Takes from the front of `input` what belongs to the current request. After complete or refused, call next() first.
  Progress advance(std::string_view& input);
  /// Forgets the current request.
  void next();

  /// All that comes from now on came over TLS. `name` is the one that the handshake asked for.
  void arrived_over_tls(const std::string& name);
  /// The current request, a CONNECT, is granted: whom it is for, all that comes from now on is for.
  void enter_tunnel() { is_in_tunnel_ = true; }
  bool is_in_tunnel() const { return is_in_tunnel_; }

  Phase phase() const { return phase_; }
  /// True once, where the peer waits for leave to send its body.
  bool take_expectation();

  /// Whole once advance() has said complete; before that, and of a refused one, what was read so far.
  const Request& request() const { return request_; }
  const RequestFacts& facts() const { return facts_; }
  const Fault& fault() const { return fault_; }

 private:
  Progress advance_head(std::string_view& input);
  void note_arrival();

  const RequestLimits& limits_;
  GuardedHead& scratch_;
  Phase phase_ = Phase::idle;
  std::string partial_;  ///< a head whose end has not come
  size_t scanned_ = 0;
  bool is_over_tls_ = false;
  bool is_in_tunnel_ = false;
  RequestFacts facts_;
  BodyDecoder body_;
  Request request_;
  Fault fault_;
};

}  // namespace understudy::http
