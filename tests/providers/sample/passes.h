// The sample's credential: a JWT that opens rooms. Made, verified, minted and revoked.
#pragma once

#include <array>

#include "access/key_sets.h"
#include "access/signer.h"
#include "providers/provider.h"
#include "providers/sample/part.h"

namespace understudy::sample {

inline constexpr access::KeySet pass_keys{"sample.passes", "/sample/passes", "https://club.example/sample/passes"};

/// Within a step.
Pass issue_pass(WorldState& state, const World& world, const User& user, std::optional<Milliseconds> lifetime);
/// Of a pass that was issued.
std::string sign_pass(World& world, const access::Signer& signer, std::string_view base, const Pass& pass);

access::CredentialKind pass_kind();

extern const Mintable mintable_passes;
extern const Revocable revocable_pass;
/// Within a step.
size_t revoke_passes_of(WorldState& state, const std::string& user_id);

}  // namespace understudy::sample
