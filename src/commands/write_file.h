// Files that are there whole or not at all, for whoever reads them at any moment.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>

namespace understudy {

enum class Existing { replaced, kept };

/// 0, or an errno; a file that is kept is no error. The mode is not narrowed by the umask. Nobody is written to through
/// a link.
int write_whole_file(const std::string& path, std::string_view bytes, mode_t mode, Existing existing);

}  // namespace understudy
