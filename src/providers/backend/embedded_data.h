// Personal data inside other text: e-mail addresses, phone numbers and IBANs, by their form alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace understudy::backend {

struct EmbeddedData {
  enum class Kind { email, phone, iban };
  Kind kind;
  size_t size;  ///< in bytes
};

/// What begins at `at`, the longest that reads as one. Asking at every byte of a text from left to right takes time in
/// proportion to its length.
///
/// Simplifying assumptions: a phone number has its country's prefix (+49 …); an IBAN is written in capitals, and its
/// check digits are not checked, since test data seldom have good ones.
std::optional<EmbeddedData> embedded_at(std::string_view text, size_t at);

}  // namespace understudy::backend
