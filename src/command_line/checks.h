// What the values of options have to be.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/time.h"

namespace understudy {

/// Says what is wrong with a value; nothing where it is right.
using Check = std::function<std::string(const std::string& value)>;

/// A length of time: "10s", "1h".
Check duration(Milliseconds least);
Check whole_number(unsigned long long least, unsigned long long most);
Check one_of(std::vector<std::string> words);

/// Of a flag that a variable sets.
std::string complain_of_truth(const std::string& value);
std::string complain_of_empty(const std::string& value);
/// One without a port.
std::string complain_of_host(const std::string& value);

}  // namespace understudy
