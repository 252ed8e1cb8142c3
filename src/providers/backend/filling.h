// A protected route's texts, filled in for one request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/credentials.h"
#include "base/json.h"
#include "front/api.h"
#include "world/template.h"

namespace understudy::backend {

constexpr size_t most_answer_bytes = 1024 * 1024;
[[noreturn]] void refuse_size();

/// What is filled in counts together: beyond `most_answer_bytes`, or where it nests deeper than 100 levels, it is a
/// Refusal{invalid_request}. A value that the request does not have, or that is no UTF-8, is null.
class Filling {
 public:
  /// `pattern` is the route's. `caller` is null on a public route. All must outlive the Filling.
  Filling(const front::Visit& visit, std::string_view pattern, const access::Identity* caller)
      : visit_(visit), pattern_(pattern), caller_(caller) {}

  /// A text that is one placeholder and nothing else becomes the value with its type.
  Json fill(const Json& form) { return fill_at(form, 0); }
  /// Values as text: null as nothing, objects and arrays as JSON.
  std::string fill_text(std::string_view form);
  /// The same for one line of printable ASCII; what else the request brings becomes '?'.
  std::string fill_header(std::string_view form);

 private:
  Json fill_at(const Json& form, size_t depth);
  Json value_of(const Placeholder& placeholder);
  std::string text_of(const Piece& piece);
  Json from_path(std::string_view name) const;
  Json from_query(std::string_view name);
  const Json& body();
  void take(size_t bytes);

  const front::Visit& visit_;
  const std::string_view pattern_;
  const access::Identity* const caller_;
  size_t taken_ = 0;
  std::optional<http::Fields> query_;
  std::optional<Json> body_;
};

}  // namespace understudy::backend
