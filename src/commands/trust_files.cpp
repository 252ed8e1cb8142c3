#include "commands/trust_files.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include "base/text.h"

namespace understudy {

std::string usual_data_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return cat({data, "/understudy"});
  const char* home = std::getenv("HOME");
  // Services have homes such as /nonexistent, which root could make.
  std::error_code unknown;
  const bool is_there = home != nullptr && *home == '/' && std::filesystem::is_directory(home, unknown);
  return is_there ? cat({home, "/.local/share/understudy"}) : std::string();
}

std::string in_folder(const std::string& folder, std::string_view file) { return cat({folder, "/", file}); }

bool has_trust_files(const std::string& folder) {
  for (const auto file : {both_authorities_file, system_bundle_file, system_trust_store_file})
    if (::access(in_folder(folder, file).c_str(), R_OK) != 0) return false;
  return true;
}

}  // namespace understudy
