#include "base/code_pages.h"

#include <cstddef>
#include <cstdint>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

namespace understudy {

namespace {

/// Code is never written to, so that its pages are those of the file.
int let_go_of_segments(dl_phdr_info* program, size_t /*size*/, void* /*context*/) {
  const auto page = static_cast<uintptr_t>(::sysconf(_SC_PAGESIZE));
  for (int i = 0; i < program->dlpi_phnum; ++i) {
    const auto& segment = program->dlpi_phdr[i];
    const bool is_code = segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0 && (segment.p_flags & PF_W) == 0;
    if (!is_code) continue;
    const uintptr_t begin = (program->dlpi_addr + segment.p_vaddr) / page * page;
    const uintptr_t end = program->dlpi_addr + segment.p_vaddr + segment.p_memsz;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader tells addresses as numbers
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
  }
  return 0;
}

}  // namespace

void let_go_of_code() { ::dl_iterate_phdr(let_go_of_segments, nullptr); }

}  // namespace understudy
