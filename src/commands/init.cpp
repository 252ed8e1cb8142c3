#include "commands/init.h"

#include <cerrno>
#include <cstdio>
#include <iostream>
#include <memory>
#include <system_error>

#include "fixture/starters.h"

namespace understudy {

namespace {

bool write_whole(const std::string& path, const char* mode, const std::string& text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), mode), std::fclose);
  return file && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() && std::fflush(file.get()) == 0;
}

}  // namespace

int init(const InitOptions& options, std::span<const fixture::Starter> starters) {
  if (options.lists_starters) {
    std::cout << list_of(starters);
    return 0;
  }
  const std::string text = text_of(*find_starter(starters, options.starter));
  if (options.output.empty()) {
    std::cout << text;
    return 0;
  }
  // "x" asks the system itself to refuse a file that is there (C11 7.21.5.3), so that none can come in between.
  if (write_whole(options.output, options.overwrites ? "wb" : "wbx", text)) {
    std::cerr << "wrote " << options.output << "; serve it with: understudy " << options.output << "\n";
    return 0;
  }
  if (errno == EEXIST)
    std::cerr << "understudy: " << options.output << " is there already; choose another name, or add --force\n";
  else
    std::cerr << "understudy: cannot write " << options.output << " (" << std::generic_category().message(errno)
              << "); check that its folder exists and may be written to\n";
  return 2;
}

}  // namespace understudy
