// Who and what can sign in, as Understudy's own answers tell it in JSON: passwords, tokens and secrets included.
#pragma once

#include "access/ready_secrets.h"
#include "access/ready_tokens.h"
#include "base/json.h"
#include "world/records.h"

namespace understudy::access {

Json to_json(const User& user);
Json to_json(const ReadyToken& ready);
Json to_json(const ReadySecret& ready);

}  // namespace understudy::access
