// Which pages of other origins may read Shift iQ's replies (CORS): those that providers/shiftiq/admitted_origins.h
// admits, and more or fewer by what they ask.
#pragma once

#include <string_view>

#include "front/api.h"

namespace understudy::shiftiq {

/// Version 2: with credentials for the origins that are admitted, and for no others.
front::OriginRule judge_origin(const Seed& seed, std::string_view origin, std::string_view query = {});

/// The pages: none. They show secrets, and nothing but a browser that is there needs to read them.
front::OriginRule judge_page_origin(const Seed& seed, std::string_view origin, std::string_view query = {});

/// Version 1: the same origins with credentials, every other one without.
front::OriginRule judge_origin_v1(const Seed& seed, std::string_view origin, std::string_view query = {});

}  // namespace understudy::shiftiq
