#include "providers/backend/pseudonyms.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/backend/embedded_data.h"

namespace understudy::backend {

namespace {

std::string only(std::string_view text, std::string_view characters) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
               [&](char c) { return characters.find(c) != std::string_view::npos; });
  return kept;
}

std::string digits_of(std::string_view number) { return only(number, "0123456789"); }

bool reads_as_phone(std::string_view text) {
  return !digits_of(text).empty() && text.find_first_not_of("+0123456789 -/.()") == std::string_view::npos;
}

}  // namespace

Pseudonyms::Pseudonyms(std::string_view seed, std::string_view tenant_id)
    : key_(crypto::hmac_sha256(seed, cat({"understudy anonymization\n", tenant_id}))) {}

std::string Pseudonyms::digest(std::string_view kind, std::string_view normal) const {
  return crypto::hmac_sha256(key_, cat({kind, "\n", normal})).substr(0, 4);
}

std::string Pseudonyms::word(std::string_view kind, std::string_view text) const {
  const auto bare = trim(text);
  return bare.empty() ? std::string(text) : cat({kind, "_", to_hex(digest(kind, to_lower(bare)))});
}

std::string Pseudonyms::person(std::string_view name) const { return word("person", name); }
std::string Pseudonyms::company(std::string_view name) const { return word("company", name); }
std::string Pseudonyms::value(std::string_view text) const { return word("value", text); }
std::string Pseudonyms::street(std::string_view name) const { return word("street", name); }

std::string Pseudonyms::iban(std::string_view number) const {
  return word("iban", only(to_lower(number), "abcdefghijklmnopqrstuvwxyz0123456789"));
}

std::string Pseudonyms::email(std::string_view address) const {
  const auto bare = trim(address);
  if (bare.empty()) return std::string(address);
  return cat({to_hex(digest("email", to_lower(bare))), "@anonymized.invalid"});
}

std::string Pseudonyms::phone(std::string_view number) const {
  if (trim(number).empty()) return std::string(number);
  std::string digits = digits_of(number);
  if (trim(number).starts_with("00")) digits.erase(0, 2);
  uint32_t count = 0;
  for (const char byte : digest("phone", digits)) count = (count << 8) | static_cast<unsigned char>(byte);
  const std::string eight = std::to_string(count % 100'000'000);
  return cat({"+00", std::string(8 - eight.size(), '0'), eight});
}

std::string Pseudonyms::contact(std::string_view detail) const {
  if (detail.find('@') != std::string_view::npos) return email(detail);
  return reads_as_phone(detail) ? phone(detail) : value(detail);
}

std::string Pseudonyms::scrubbed(std::string_view text) const {
  std::string safe;
  // What follows a replaced piece begins anew: "a@b.de+c@d.de" is two addresses.
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const auto found = embedded_at(text.substr(begin), at - begin);
    if (!found) {
      safe += text[at++];
      continue;
    }
    const auto detail = text.substr(at, found->size);
    switch (found->kind) {
      case EmbeddedData::Kind::email: safe += email(detail); break;
      case EmbeddedData::Kind::phone: safe += phone(detail); break;
      case EmbeddedData::Kind::iban: safe += iban(detail); break;
    }
    at += found->size;
    begin = at;
  }
  return safe;
}

}  // namespace understudy::backend
