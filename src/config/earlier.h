// Which record of the sources before does an item of a later source mean? One with its id, else one with its name. An
// item that means none is a new record.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace understudy::config {

class Earlier {
 public:
  /// Records are added in order, the first at position 0. An empty id is one that was not given.
  void add(const std::string& id, const std::vector<std::string>& names);

  /// The position of the record meant, each at most once: a second item for it is a record of its own, whose doubled id
  /// will be complained of.
  std::optional<size_t> take(const std::string& id, const std::vector<std::string>& names);

 private:
  struct Record {
    std::string id;
    bool is_taken = false;
  };

  std::optional<size_t> take_by(const std::string& word, const std::string& id);

  std::vector<Record> records_;
  std::unordered_map<std::string, size_t> positions_;  // of the first record with that word
};

}  // namespace understudy::config
