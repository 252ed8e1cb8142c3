// Lists of hosts that go through no proxy, as NO_PROXY has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace understudy {

/// Those entries that hold for a vendor's host, with blanks and commas between them in the list. `patterns` are written
/// as front::VendorHost has them.
std::vector<std::string> entries_for_vendors(std::string_view list, const std::vector<std::string_view>& patterns);

}  // namespace understudy
