// Keys of cryptography as a fixture gives them: as text, as a map of their own, or in a file.
#pragma once

#include <string>
#include <string_view>

#include "config/section.h"

namespace understudy::config {

/// The text of the key's value, whichever of its forms was given. Empty where the key is absent, or, with a complaint,
/// where its file cannot be read.
std::string read_key_material(const Section& section, std::string_view key);

/// Why a key cannot be used, as a complaint may say it: on one line and not long, since it may quote the key's text.
std::string in_short(std::string_view why);

}  // namespace understudy::config
