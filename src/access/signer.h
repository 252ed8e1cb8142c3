// Where everything that a world hands out gets its signature or its seal: one place, so that a wrong one can be given
// on purpose. A signature takes as long as a hundred steps, so none is made inside a step of its world: that throws
// std::logic_error.
#pragma once

#include <string>
#include <string_view>

#include "crypto/jws.h"
#include "world/world.h"

namespace understudy::access {

class Signer {
 public:
  /// `world` outlives it.
  explicit Signer(const World& world) : world_(world) {}

  /// A JWT in compact form, by the key's own algorithm.
  std::string sign(const crypto::UnsignedToken& token) const;
  /// The same with a shared secret (HS256); the payload goes in byte for byte.
  std::string sign(std::string_view secret, const Json& header, std::string_view payload) const;
  /// A text that only who knows the secret can read and change (crypto/sealed_text.h).
  std::string seal(std::string_view secret, std::string_view iv, std::string_view text) const;

 private:
  void require_no_step() const;

  const World& world_;
};

}  // namespace understudy::access
