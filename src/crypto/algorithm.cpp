#include "crypto/algorithm.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"

namespace understudy::crypto {

namespace {

/// In the order of the enumeration.
constexpr std::array rows{
    AlgorithmRow{Algorithm::RS256, "RS256", KeyType::rsa, Scheme::pkcs1, Hash::sha256},
    AlgorithmRow{Algorithm::RS384, "RS384", KeyType::rsa, Scheme::pkcs1, Hash::sha384},
    AlgorithmRow{Algorithm::RS512, "RS512", KeyType::rsa, Scheme::pkcs1, Hash::sha512},
    AlgorithmRow{Algorithm::PS256, "PS256", KeyType::rsa, Scheme::pss, Hash::sha256},
    AlgorithmRow{Algorithm::PS384, "PS384", KeyType::rsa, Scheme::pss, Hash::sha384},
    AlgorithmRow{Algorithm::PS512, "PS512", KeyType::rsa, Scheme::pss, Hash::sha512},
    AlgorithmRow{Algorithm::ES256, "ES256", KeyType::p256, Scheme::ecdsa, Hash::sha256},
    AlgorithmRow{Algorithm::ES384, "ES384", KeyType::p384, Scheme::ecdsa, Hash::sha384},
    AlgorithmRow{Algorithm::ES512, "ES512", KeyType::p521, Scheme::ecdsa, Hash::sha512},
    AlgorithmRow{Algorithm::EdDSA, "EdDSA", KeyType::ed25519, Scheme::eddsa, Hash::sha512},
    AlgorithmRow{Algorithm::Ed25519, "Ed25519", KeyType::ed25519, Scheme::eddsa, Hash::sha512},
};

constexpr bool is_in_order() {
  for (size_t i = 0; i < rows.size(); ++i)
    if (static_cast<size_t>(rows[i].algorithm) != i) return false;
  return true;
}
static_assert(is_in_order());

}  // namespace

const AlgorithmRow& row_of(Algorithm algorithm) { return rows[static_cast<size_t>(algorithm)]; }

std::string_view to_text(Algorithm algorithm) { return row_of(algorithm).name; }

std::optional<Algorithm> parse_algorithm(std::string_view text) {
  for (const auto& row : rows)
    if (row.name == text) return row.algorithm;
  return std::nullopt;
}

std::string_view to_text(KeyType type) {
  constexpr std::array<std::string_view, 5> names{"RSA", "P-256", "P-384", "P-521", "Ed25519"};
  return names[static_cast<size_t>(type)];
}

std::vector<Algorithm> algorithms_of(KeyType type) {
  std::vector<Algorithm> algorithms;
  for (const auto& row : rows)
    if (row.key_type == type) algorithms.push_back(row.algorithm);
  return algorithms;
}

std::string alternatives(std::span<const Algorithm> algorithms) {
  std::vector<std::string> words;
  words.reserve(algorithms.size());
  for (const auto algorithm : algorithms) words.emplace_back(to_text(algorithm));
  return understudy::alternatives(words);
}

}  // namespace understudy::crypto
