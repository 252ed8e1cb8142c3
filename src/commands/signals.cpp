#include "commands/signals.h"

#include <cerrno>
#include <sys/signalfd.h>
#include <system_error>
#include <unistd.h>

namespace understudy {

namespace {

constexpr int queued[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD};

}  // namespace

SignalQueue::SignalQueue() {
  sigset_t mask;
  sigemptyset(&mask);
  for (const int number : queued) sigaddset(&mask, number);
  sigprocmask(SIG_BLOCK, &mask, &mask_before_);
  struct sigaction ignored {};
  ignored.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignored, &pipe_before_);
  // Whoever ignores it gets no children's status.
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &usual, &child_before_);
  descriptor_ = signalfd(-1, &mask, SFD_CLOEXEC);
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
}

SignalQueue::~SignalQueue() {
  close(descriptor_);
  restore();
}

CaughtSignal SignalQueue::next() {
  signalfd_siginfo info{};
  while (read(descriptor_, &info, sizeof info) < 0 && errno == EINTR) {
  }
  return {static_cast<int>(info.ssi_signo), info.ssi_code == SI_KERNEL};
}

void SignalQueue::restore() const {
  sigaction(SIGPIPE, &pipe_before_, nullptr);
  sigaction(SIGCHLD, &child_before_, nullptr);
  sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
}

}  // namespace understudy
