#include "commands/trust_files.h"

#include <cstdlib>

#include "base/text.h"

namespace understudy {

std::string usual_data_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return cat({data, "/understudy"});
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? cat({home, "/.local/share/understudy"}) : std::string();
}

std::string in_folder(const std::string& folder, std::string_view file) { return cat({folder, "/", file}); }

}  // namespace understudy
