#include "providers/shiftiq/signing_secrets.h"

#include "base/json.h"
#include "crypto/digest.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

std::string secret_of(const Seed& seed, std::string_view label, std::string_view partition, int generation) {
  if (label == shift_bearer_secrets && generation == 0 && !shift_of(seed).settings.signing_secret.empty())
    return shift_of(seed).settings.signing_secret;
  return crypto::hmac_sha256(seed.seed, Json::array({"shift secret", label, partition, generation}).dump());
}

}  // namespace

std::vector<std::string> shift_secrets(World& world, std::string_view label, std::string_view partition) {
  const auto good = world.key_generations(label);
  std::vector<std::string> secrets;
  for (int generation = good.oldest; generation <= good.newest; ++generation)
    secrets.push_back(secret_of(world.seed(), label, partition, generation));
  return secrets;
}

}  // namespace understudy::shiftiq
