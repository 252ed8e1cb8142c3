#include "commands/write_file.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace understudy {

namespace {

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(file, bytes.data(), bytes.size());
    if (size >= 0)
      bytes.remove_prefix(static_cast<size_t>(size));
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

int put_in_place(const std::string& part, const std::string& path, Existing existing) {
  if (existing == Existing::replaced) return ::rename(part.c_str(), path.c_str()) == 0 ? 0 : errno;
  // A link fails where somebody else was quicker; theirs is then as good.
  return ::link(part.c_str(), path.c_str()) == 0 || errno == EEXIST ? 0 : errno;
}

}  // namespace

int write_whole_file(const std::string& path, std::string_view bytes, mode_t mode, Existing existing) {
  std::string part = path + ".XXXXXX";
  const int file = ::mkostemp(part.data(), O_CLOEXEC);
  if (file < 0) return errno;
  int error = ::fchmod(file, mode) == 0 ? write_all(file, bytes) : errno;
  if (::close(file) != 0 && error == 0) error = errno;
  if (error == 0) error = put_in_place(part, path, existing);
  ::unlink(part.c_str());
  return error;
}

}  // namespace understudy
