// Keys as text, with something about them made different.
#pragma once

#include <random>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/json.h"

namespace understudy::crypto {

/// The JWK with one member set to something else.
inline std::string changed(std::string_view jwk, std::string_view name, Json value) {
  Json json = *parse_json(jwk);
  json.set(name, std::move(value));
  return json.dump();
}

inline std::string without(std::string_view jwk, std::string_view name) {
  Json json = *parse_json(jwk);
  json.remove(name);
  return json.dump();
}

/// What may be published of it.
inline std::string public_half(std::string_view jwk) {
  std::string text(jwk);
  for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi"}) text = without(text, name);
  return text;
}

inline std::string text_of(std::string_view jwk, std::string_view name) {
  return std::string(parse_json(jwk)->text_at(name));
}

/// Base64url of a number with that many bits, all of them set.
inline std::string number_of_bits(size_t bits) {
  std::string bytes(bits / 8, '\xff');
  if (bits % 8 != 0) bytes.insert(bytes.begin(), static_cast<char>((1 << bits % 8) - 1));
  return to_base64url(bytes);
}

/// The number plus one.
inline std::string next_number(std::string_view base64url) {
  std::string bytes = from_base64url(base64url).value();
  for (size_t i = bytes.size(); i-- > 0 && ++bytes[i] == '\0';) continue;
  return to_base64url(bytes);
}

inline std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  for (size_t at = 0; (at = out.find(from, at)) != std::string::npos; at += to.size()) out.replace(at, from.size(), to);
  return out;
}

/// With one to three small edits anywhere.
inline std::string damaged(std::string_view sample, std::mt19937& random) {
  std::string text(sample);
  for (unsigned edits = 1 + random() % 3; edits > 0; --edits) {
    const size_t at = random() % text.size();
    switch (random() % 4) {
      case 0: text[at] = static_cast<char>(random()); break;
      case 1: text[at] = "ABCabc019-_+/={}\"\n"[random() % 18]; break;
      case 2: text.erase(at, random() % 40); break;
      default: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
    }
  }
  return text;
}

}  // namespace understudy::crypto
