// Runs the triggers of a pool in the middle of an operation: asks its hook, or goes by what the fixture tells. Each
// that runs is an entry of the journal.
#pragma once

#include <memory>

#include "providers/cognito/call.h"
#include "providers/cognito/trigger_events.h"

namespace understudy::cognito {

/// Those of the pool; never null. Within a step.
std::shared_ptr<const Triggers> triggers_of(const CognitoState& cognito, std::string_view pool_id);

/// The response that the pool's trigger gives; null where it has none. Outside of any step, and it may take its time.
/// Throws the original's exceptions for a trigger that refuses, cannot be asked, or answers what is of no use:
/// UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException.
Json fire(Call& call, const Occasion& occasion);
/// The same with another ClientMetadata than the call's: null for none.
Json fire_with(Call& call, const Occasion& occasion, const Json& metadata);

/// The call's own. Null where it has none.
const Json& client_metadata(const Call& call);

/// "answerCorrect": whether that member is true.
bool says(const Json& response, std::string_view member);

/// Whether the pool that a call is of has a hook, so that its answer may have to wait for others. `body` is the call's
/// as it came: what names no pool waits for nobody.
bool may_ask_hooks(World& world, std::string_view body);

}  // namespace understudy::cognito
