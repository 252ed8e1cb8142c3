#include "commands/child.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http/descriptor.h"

namespace understudy {

namespace {

constexpr int first_foreign_descriptor = 4;
constexpr int out_of_the_way = 10;

/// Neither the terminal's signals nor anything that this process was given reach what runs in the background: a pipe
/// that it held open would keep its reader waiting.
void go_to_the_background(int ready_pipe) {
  setsid();
  const int kept = fcntl(ready_pipe, F_DUPFD_CLOEXEC, out_of_the_way);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, STDIN_FILENO);
  dup2(nothing, STDOUT_FILENO);
  if (kept >= 0) dup2(kept, first_foreign_descriptor - 1);
  close_range(kept >= 0 ? first_foreign_descriptor : first_foreign_descriptor - 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

/// In the child. Tells the parent by `report` where nothing comes of it.
[[noreturn]] void become(const ChildOptions& options, const SignalQueue& signals, pid_t parent, int telling) {
  const int report = fcntl(telling, F_DUPFD_CLOEXEC, out_of_the_way);
  prctl(PR_SET_PDEATHSIG, options.last_signal);
  // It may have died before this was known.
  if (getppid() != parent) _exit(1);
  if (options.is_background) go_to_the_background(options.ready_pipe);
  for (const auto& [name, value] : options.variables) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const auto& word : options.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  signals.restore();
  execvp(words.front(), words.data());
  const int error = errno;
  if (write(report, &error, sizeof error) < 0) _exit(1);
  _exit(127);
}

}  // namespace

Child start_child(const ChildOptions& options, const SignalQueue& signals) {
  std::array<int, 2> report{};
  if (pipe2(report.data(), O_CLOEXEC) != 0) return {-1, errno};
  http::Descriptor told(report[0]);
  http::Descriptor telling(report[1]);
  const pid_t parent = getpid();
  Child child{fork()};
  if (child.pid < 0) return {-1, errno};
  if (child.pid == 0) become(options, signals, parent, telling.number());
  telling = {};
  if (read(told.number(), &child.error, sizeof child.error) != sizeof child.error) return child;
  waitpid(child.pid, nullptr, 0);
  return {-1, child.error};
}

}  // namespace understudy
