#include "crypto/published_keys.h"

#include "base/text.h"

namespace understudy::crypto {

namespace {

constexpr size_t longest_text = 256 * 1024;
constexpr size_t most_keys = 100;
constexpr size_t most_reasons_told = 5;

std::optional<PublishedKey> parse_jwk(const Json& jwk, std::string& why, std::vector<std::string>& notes) {
  if (!jwk.is_object()) {
    why = cat({"its type is ", jwk.type_name()});
    return std::nullopt;
  }
  const Json* key_id = jwk.find("kid");
  if (key_id != nullptr && key_id->text() == nullptr) {
    why = cat({"the type of its kid is ", key_id->type_name(), ", not string"});
    return std::nullopt;
  }
  auto key = PublicKey::parse_public(jwk.dump(), &why, &notes);
  if (!key) return std::nullopt;
  return PublishedKey{std::string(jwk.text_at("kid")), std::move(*key)};
}

/// "key 2 (kid b)"
std::string label_of(size_t number, std::string_view key_id) {
  std::string label = cat({"key ", std::to_string(number)});
  if (key_id.empty()) return label;
  std::string quoted;
  append_json_string(quoted, shorten(key_id, 60));
  return cat({label, " (kid ", quoted, ")"});
}

/// "number 1: …; number 2: …", without end only up to a point.
std::string told(const std::vector<PassedOverKey>& keys) {
  std::string out = "none of its keys can be used";
  for (size_t i = 0; i < keys.size() && i < most_reasons_told; ++i)
    out += cat({i == 0 ? ": number " : "; number ", std::to_string(i + 1), ": ", keys[i].why});
  if (keys.size() > most_reasons_told) out += cat({"; and ", std::to_string(keys.size() - most_reasons_told), " more"});
  return out;
}

std::optional<PublishedKeys> parse_set(const Json::Array& items, std::string& why) {
  if (items.size() > most_keys) {
    why = cat({"it has ", std::to_string(items.size()), " keys; at most 100 are read"});
    return std::nullopt;
  }
  PublishedKeys published;
  for (size_t i = 0; i < items.size(); ++i) {
    const auto key_id = items[i].text_at("kid");
    const std::string label = label_of(i + 1, key_id);
    std::string reason;
    std::vector<std::string> notes;
    if (auto key = parse_jwk(items[i], reason, notes)) {
      published.keys.push_back(std::move(*key));
      for (const auto& note : notes) published.notes.push_back(cat({label, ": ", note}));
    } else {
      published.passed_over.push_back({std::string(key_id), label, std::move(reason)});
    }
  }
  if (!published.keys.empty()) return published;
  why = items.empty() ? "it has no key" : told(published.passed_over);
  return std::nullopt;
}

std::optional<PublishedKeys> published(std::optional<PublishedKey> key, std::vector<std::string> notes) {
  if (!key) return std::nullopt;
  return PublishedKeys{{std::move(*key)}, {}, std::move(notes)};
}

std::optional<PublishedKeys> parse(std::string_view text, std::string& why) {
  if (text.size() > longest_text) {
    why = "it is longer than 256 KiB";
    return std::nullopt;
  }
  text = without_byte_order_mark(text);
  std::vector<std::string> notes;
  if (!trim(text).starts_with('{')) {
    auto key = PublicKey::parse_public(text, &why, &notes);
    return published(key ? std::optional(PublishedKey{{}, std::move(*key)}) : std::nullopt, std::move(notes));
  }
  JsonError error;
  const auto json = parse_json(text, &error, DuplicateNames::refused);
  if (!json) {
    why = cat({"it does not read as JSON: ", error.message});
    return std::nullopt;
  }
  const Json* items = json->find("keys");
  if (items != nullptr && items->is_array()) return parse_set(items->items(), why);
  if (items == nullptr && json->find("kty") != nullptr) {
    auto key = parse_jwk(*json, why, notes);
    return published(std::move(key), std::move(notes));
  }
  why = R"(it has no array "keys", as a set of JWKs has, and no "kty", as a JWK has)";
  return std::nullopt;
}

}  // namespace

std::optional<PublishedKeys> parse_published_keys(std::string_view text, std::string* why) {
  std::string reason;
  auto keys = parse(text, reason);
  if (!keys && why != nullptr) *why = std::move(reason);
  return keys;
}

}  // namespace understudy::crypto
