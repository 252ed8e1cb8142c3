// The texts that a configuration is read from, and what is wrong in them as a person is told.
#pragma once

#include <string>
#include <vector>

namespace understudy::config {

/// One text and the name complaints call it by (a path, "standard input", or "UNDERSTUDY_FIXTURE").
struct Source {
  std::string name;
  std::string text;
};

/// Something wrong in a source. Line and column count from 1; 0 where the whole source is meant.
struct Complaint {
  std::string source;
  int line = 0;
  int column = 0;
  std::string path;     ///< "tenants[0].users[2].roles[0]", and the alias that brings the value there
  std::string message;  ///< what is wrong and what was expected, in one line
  std::string hint;     ///< the next step, or the nearest known word; may be empty
};

/// "fixtures/a.yaml:12:7: tenants[0].users[2].rols: unknown key; did you mean \"roles\"?"
std::string to_text(const Complaint& complaint);

struct Complaints {
  std::vector<Complaint> list;  ///< in the order of the sources; at most 100, and one that says how many more there are
};

}  // namespace understudy::config
