// The forms of text that Shift iQ's keys of a fixture have, beside those that any configuration has.
#pragma once

#include "config/formats.h"

namespace understudy::shiftiq::formats {

using namespace config::formats;

extern const config::TextFormat domain;
extern const config::TextFormat partition_slug;  ///< "e01"
extern const config::TextFormat resource;        ///< "security/users", with any number of *
extern const config::TextFormat client_secret;
extern const config::TextFormat cookie_name;     ///< a token of RFC 6265
extern const config::TextFormat cookie_path;     ///< "/" or "/api"
extern const config::TextFormat domain_or_none;  ///< a domain, or an empty text
extern const config::TextFormat origin_pattern;  ///< "https://*.shiftiq.com", "http://localhost:*"
extern const config::TextFormat language;        ///< "en", "pt-br"

}  // namespace understudy::shiftiq::formats
