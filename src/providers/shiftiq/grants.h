// How Shift iQ writes what a role may do with data.
#pragma once

#include <string>

namespace understudy::shiftiq {

/// "read,update": the names of the bits of ShiftGrant::Data, in their order.
std::string data_text(unsigned data);

}  // namespace understudy::shiftiq
