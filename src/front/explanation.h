// The explanation of a refusal that no real provider gives, as one line fit for a header.
#pragma once

#include <string>

#include "base/refusal.h"

namespace understudy::front {

/// The refusal with what a request put into it made fit to be kept and shown: printable ASCII, at most 250 bytes of the
/// rule and 160 of what was expected and of what came.
Refusal presentable(const Refusal& refusal);

/// "expired; rule: the token has not expired; expected: …; got: …": printable ASCII, at most 600 bytes, whatever the
/// request put into it.
std::string explain(const Refusal& refusal);

/// At most `limit` bytes of `text` as printable ASCII on one line; everything else becomes '?'.
std::string printable(std::string text, size_t limit);

}  // namespace understudy::front
