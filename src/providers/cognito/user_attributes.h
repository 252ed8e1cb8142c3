// What may be written to a user's attributes: by the pool's schema, by what the client may write, and by what can be
// sent to.
#pragma once

#include <string_view>
#include <vector>

#include "providers/cognito/accounts.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

/// Throws InvalidParameterException and its like where one of them cannot be written. `client` is null for
/// administrators, who may write what no client may; `member` null for who signs up.
void check_written(const Pool& pool, const Client* client, const std::vector<Attribute>& attributes,
                   const PoolUser* member);

/// Throws where an attribute that the pool requires is neither the member's nor among those given.
void check_required(const Pool& pool, const PoolUser& member, const std::vector<Attribute>& given);

bool is_email_address(std::string_view text);
/// "+4915112345678" (E.164).
bool is_phone_number(std::string_view text);

}  // namespace understudy::cognito
