// Bearer tokens as anyone may send them: taken apart, never trusted, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "access/credentials.h"
#include "crypto/jws.h"
#include "providers.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto jws = understudy::crypto::parse_jws(text);
  if (!jws) return 0;
  // What was read is what was sent: header, payload and signature have one spelling only.
  if (!text.starts_with(jws->signing_input) || !jws->header.is_object() || !jws->payload.is_object()) std::abort();
  static const understudy::Seed seed;
  for (const auto& kind : understudy::providers().kinds())
    if (kind.recognises != nullptr) kind.recognises(seed, *jws);
  // A number may change its type on the way (1e3 is 1000), never its text a second time.
  const auto printed = jws->payload.dump();
  const auto again = understudy::parse_json(printed);
  if (!again || again->dump() != printed) std::abort();
  return 0;
}
