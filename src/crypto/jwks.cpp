#include "crypto/jwks.h"

#include "base/text.h"

namespace understudy::crypto {

namespace {

constexpr size_t longest_text = 256 * 1024;
constexpr size_t most_keys = 100;
constexpr size_t most_reasons_told = 5;

std::optional<PublishedKey> parse_item(const Json& jwk, std::string& why) {
  if (!jwk.is_object()) {
    why = cat({"its type is ", jwk.type_name()});
    return std::nullopt;
  }
  const Json* key_id = jwk.find("kid");
  if (key_id != nullptr && key_id->text() == nullptr) {
    why = cat({"the type of its kid is ", key_id->type_name()});
    return std::nullopt;
  }
  auto key = PublicKey::parse_public(jwk.dump(), &why);
  if (!key) return std::nullopt;
  return PublishedKey{std::string(jwk.text_at("kid")), std::move(*key)};
}

/// "number 1: …; number 2: …", without end only up to a point.
std::string told(const std::vector<std::string>& reasons) {
  std::string out = "none of its keys can be used";
  for (size_t i = 0; i < reasons.size() && i < most_reasons_told; ++i)
    out += cat({i == 0 ? ": number " : "; number ", std::to_string(i + 1), ": ", reasons[i]});
  if (reasons.size() > most_reasons_told)
    out += cat({"; and ", std::to_string(reasons.size() - most_reasons_told), " more"});
  return out;
}

std::optional<std::vector<PublishedKey>> parse(std::string_view text, std::string& why) {
  if (text.size() > longest_text) {
    why = "it is longer than 256 KiB";
    return std::nullopt;
  }
  JsonError error;
  const auto set = parse_json(text, &error, DuplicateNames::refused);
  if (!set) {
    why = cat({"it does not read as JSON: ", error.message});
    return std::nullopt;
  }
  const Json* items = set->find("keys");
  if (items == nullptr || !items->is_array()) {
    why = "it has no array \"keys\", as a set of JWKs has";
    return std::nullopt;
  }
  if (items->items().size() > most_keys) {
    why = cat({"it has ", std::to_string(items->items().size()), " keys; at most 100 are read"});
    return std::nullopt;
  }
  std::vector<PublishedKey> keys;
  std::vector<std::string> reasons;
  for (const Json& item : items->items()) {
    std::string reason;
    if (auto key = parse_item(item, reason)) {
      keys.push_back(std::move(*key));
    } else {
      reasons.push_back(std::move(reason));
    }
  }
  if (keys.empty()) {
    why = reasons.empty() ? "it has no key" : told(reasons);
    return std::nullopt;
  }
  return keys;
}

}  // namespace

std::optional<std::vector<PublishedKey>> parse_jwks(std::string_view text, std::string* why) {
  std::string reason;
  auto keys = parse(text, reason);
  if (!keys && why != nullptr) *why = std::move(reason);
  return keys;
}

}  // namespace understudy::crypto
