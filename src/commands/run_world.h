// The world of one run, by the control API of its server.
#pragma once

#include <string>
#include <utility>

namespace understudy {

/// "run-4711-5f1c9a0e": like no other, on whatever machine its run is.
std::string fresh_world_name();

class RunWorld {
 public:
  /// Of a server by its address.
  RunWorld(std::string server, std::string name) : server_(std::move(server)), name_(std::move(name)) {}
  RunWorld(const RunWorld&) = delete;
  RunWorld& operator=(const RunWorld&) = delete;
  /// Removes it where it was made for this run alone.
  ~RunWorld();

  /// False where it cannot be had; the reason is told.
  bool open(bool is_for_this_run_alone);
  /// Its journal on the standard error stream: a line of JSON for each entry.
  void tell_journal() const;

  const std::string& name() const { return name_; }

 private:
  std::string address() const;

  const std::string server_;
  const std::string name_;
  bool goes_with_this_ = false;
};

}  // namespace understudy
