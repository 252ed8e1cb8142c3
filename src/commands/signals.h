// Signals, while a program waits for others: they are read one by one instead of interrupting it.
#pragma once

#include <csignal>
#include <optional>
#include <signal.h>

namespace understudy {

struct CaughtSignal {
  int number;
  /// By a terminal, which tells every process in front of it alike.
  bool is_of_the_terminal;
};

/// From its making on SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 and SIGCHLD wait to be read, and SIGPIPE is
/// nothing. Of those that were ignored before none comes. Once in a process.
class SignalQueue {
 public:
  SignalQueue();
  SignalQueue(const SignalQueue&) = delete;
  SignalQueue& operator=(const SignalQueue&) = delete;
  ~SignalQueue();

  /// Readable where one has come.
  int descriptor() const { return descriptor_; }
  CaughtSignal next();
  /// In a child, before another program takes it over: everything as this process found it.
  void restore() const;

 private:
  sigset_t mask_before_{};
  struct sigaction pipe_before_ {};
  struct sigaction child_before_ {};
  int descriptor_ = -1;
};

}  // namespace understudy
