#include "access/signer.h"

#include <stdexcept>

#include "crypto/hs256.h"
#include "crypto/sealed_text.h"

namespace understudy::access {

void Signer::require_no_step() const {
  if (world_.is_in_step()) throw std::logic_error("nothing must be signed inside a step of its world");
}

std::string Signer::sign(const crypto::UnsignedToken& token) const {
  require_no_step();
  return crypto::sign(token);
}

std::string Signer::sign(std::string_view secret, const Json& header, std::string_view payload) const {
  require_no_step();
  return crypto::sign_hs256(secret, header, payload);
}

std::string Signer::seal(std::string_view secret, std::string_view iv, std::string_view text) const {
  require_no_step();
  return crypto::seal(secret, iv, text);
}

}  // namespace understudy::access
