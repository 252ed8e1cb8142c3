// Shift iQ's settings in a fixture, while it is read.
#pragma once

#include <string>
#include <vector>

#include "config/section.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

struct PartitionDraft {
  ShiftPartition partition;
  config::Spot slug;
};

struct SettingsDraft {
  ShiftSettings settings;
  std::vector<PartitionDraft> partitions;
  bool has_unread_partitions = false;  ///< so one that is not here is no one's mistake yet
};

extern const config::ObjectShape settings_shape;

/// Documented: a bearer token's lifetime is 1 minute to 1 year.
extern const config::Bounds token_lifetimes;

/// Lays what one source says over what the sources before it said.
void read_settings(const config::Section& settings, SettingsDraft& draft);

/// Gives every partition its name, and the fixture one where it has none. Complains of partitions given twice.
void settle_partitions(SettingsDraft& draft, config::ComplaintBook& book);

}  // namespace understudy::shiftiq
