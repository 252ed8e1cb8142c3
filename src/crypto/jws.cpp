#include "crypto/jws.h"

#include "base/encoding.h"
#include "base/text.h"

namespace understudy::crypto {

namespace {

constexpr size_t longest_token = 16 * 1024;
constexpr size_t longest_signature = 683;  // of a 4,096-bit RSA key, in base64url

/// The JSON object that one part of a token spells. Nothing, with `why` filled, where it spells none.
std::optional<Json> parse_part(std::string_view name, std::string_view part, std::string& why) {
  const auto text = from_base64url(part);
  if (!text) {
    why = cat({"its ", name, " is not base64url without padding"});
    return std::nullopt;
  }
  // What reads JSON elsewhere passes over it; a token's bytes are signed as they are, and no verifier takes it.
  if (text->starts_with("\xEF\xBB\xBF")) {
    why = cat({"its ", name, " begins with a byte order mark"});
    return std::nullopt;
  }
  JsonError error;
  auto json = parse_json(*text, &error, DuplicateNames::refused);
  if (!json) {
    why = cat({"its ", name, " does not read as a JSON object: ", error.message});
    return std::nullopt;
  }
  if (!json->is_object()) {
    why = cat({"its ", name, " does not read as a JSON object: its type is ", json->type_name()});
    return std::nullopt;
  }
  return json;
}

std::optional<Jws> parse(std::string_view compact, std::string& why) {
  if (compact.size() > longest_token) {
    why = cat({"it is ", std::to_string(compact.size()), " bytes long; at most ", std::to_string(longest_token),
               " are read"});
    return std::nullopt;
  }
  const auto parts = split(compact, '.');
  if (parts.size() != 3) {
    why = cat({"parts between dots: ", std::to_string(parts.size()), "; a signed token has 3"});
    return std::nullopt;
  }
  auto header = parse_part("header", parts[0], why);
  if (!header) return std::nullopt;
  auto payload = parse_part("payload", parts[1], why);
  if (!payload) return std::nullopt;
  auto signature = from_base64url(parts[2]);
  if (!signature) {
    why = "its signature is not base64url without padding";
    return std::nullopt;
  }
  const size_t signed_size = parts[0].size() + 1 + parts[1].size();
  return Jws{std::move(*header), std::move(*payload), std::string(compact.substr(0, signed_size)),
             std::move(*signature)};
}

}  // namespace

std::optional<Jws> parse_jws(std::string_view compact, std::string* why) {
  std::string reason;
  auto jws = parse(compact, reason);
  if (!jws && why != nullptr) *why = std::move(reason);
  return jws;
}

std::optional<Algorithm> algorithm_of(const Jws& jws) { return parse_algorithm(jws.header.text_at("alg")); }

bool verify(const PublicKey& key, const Jws& jws) {
  const auto algorithm = algorithm_of(jws);
  return algorithm && key.verify(*algorithm, jws.signing_input, jws.signature);
}

Json usual_header(const Key& key, std::string_view key_id) {
  return Json::object({{"alg", to_text(key.algorithm())}, {"typ", "JWT"}, {"kid", key_id}});
}

std::string sign(const UnsignedToken& token) {
  const std::string claims = to_base64url(token.claims.dump());
  std::string compact = to_base64url(token.header.dump());
  compact.reserve(compact.size() + claims.size() + longest_signature + 2);
  compact.append(".").append(claims);
  const std::string signature = to_base64url(token.key.sign(compact));
  return compact.append(".").append(signature);
}

}  // namespace understudy::crypto
