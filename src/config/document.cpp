#include "config/document.h"

#include <algorithm>
#include <exception>
#include <istream>
#include <map>
#include <streambuf>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/text.h"
#include "config/merge.h"
#include "config/scalar_text.h"
#include "config/source_text.h"
#include "config/surrogate_pairs.h"
#include "config/weight.h"
#include "config/yaml_wording.h"

namespace understudy::config {

namespace {

/// Thrown by the builder, and caught in this file, where reading on makes no sense; the complaint is already made.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(int source, const SurrogatePairs& pairs, ComplaintBook& book)
      : source_(source), pairs_(pairs), book_(book) {}

  Node take() { return std::move(root_); }
  bool is_empty() const { return root_.kind() == Node::Kind::null; }
  const YAML::Mark& start() const { return start_; }
  /// Where the last scalar that is not plain begins, with its anchor.
  const YAML::Mark& last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark& mark) override { start_ = mark; }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    count(mark, {1, 0});
    put(Node(Node::Kind::null, place(mark)), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_tag(mark, tag);
    count(mark, {1, text.size()});
    if (tag != "?") last_quoted_ = mark;
    std::string own = text;
    pairs_.put_back(own, static_cast<size_t>(mark.pos));
    put(Node(tag == "!" ? Node::Kind::quoted : Node::Kind::plain, place(mark), std::move(own)), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto target = anchored_.find(anchor);
    if (target == anchored_.end()) stop(mark, "an alias within its own anchor", "write the value out");
    count(mark, weigh(target->second));
    Node copy = target->second;
    copy.bring_by_alias(place(mark));
    put(std::move(copy), YAML::NullAnchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override {
    Open& map = open_.back();
    refuse_repeated_keys(
        map.node, [this] { return path(); }, book_);
    if (map.merge) {
      const Place merge_key = map.merge->place;
      merge_keys(map.node, std::move(*map.merge), path(), book_);
      if (map.node.members().size() > most_keys_in_a_map) refuse_so_many_keys(merge_key);
    }
    close();
  }

 private:
  enum class KeyState { none, good, merges, refused };

  /// A list or map whose end is still to come; `key` belongs to the value that comes next.
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    KeyState state = KeyState::none;
    std::string key;
    Place key_place;
    std::optional<Merge> merge;
  };

  Place place(const YAML::Mark& mark) const {
    return mark.is_null() ? Place{source_, 0, 0} : Place{source_, mark.line + 1, mark.column + 1};
  }

  std::string path() const {
    std::string path;
    for (const auto& open : open_) {
      if (open.node.kind() == Node::Kind::list) append_index(path, open.node.items().size());
      if (open.state == KeyState::good) append_key(path, open.key);
      if (open.state == KeyState::merges) append_key(path, "<<");
    }
    return path;
  }

  [[noreturn]] void stop(const YAML::Mark& mark, std::string message, std::string hint) {
    book_.add(place(mark), path(), std::move(message), std::move(hint));
    throw Stop();
  }

  void count(const YAML::Mark& mark, const Weight& more) {
    weight_ += more;
    const char* hint = "split the file, or write fewer aliases";
    if (weight_.values > most_values)
      stop(mark, cat({"more than ", std::to_string(most_values), " values, those that aliases repeat included"}), hint);
    if (weight_.text > most_text)
      stop(mark,
           cat({"more than ", std::to_string(most_text >> 20U), " MiB of text, that which aliases repeat included"}),
           hint);
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag != "?" && tag != "!")
      book_.add(place(mark), path(), cat({"the tag ", show(tag), ", but a fixture has no tags"}),
                "take it out; a value in quotes is text");
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (open_.size() == deepest_nesting)
      stop(mark, cat({"nested deeper than ", std::to_string(deepest_nesting), " levels"}), {});
    refuse_tag(mark, tag);
    count(mark, {1, 0});
    open_.push_back({Node(kind, place(mark)), anchor, KeyState::none, {}, {}, {}});
  }

  void close() {
    Node done = std::move(open_.back().node);
    const YAML::anchor_t anchor = open_.back().anchor;
    open_.pop_back();
    put(std::move(done), anchor);
  }

  void put(Node node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      weight_ += weigh(node);  // the copy that aliases will read
      anchored_.insert_or_assign(anchor, node);
    }
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (Open& top = open_.back(); top.node.kind() == Node::Kind::list) {
      top.node.items().push_back(std::move(node));
    } else if (top.state == KeyState::none) {
      take_key(node);
    } else {
      // yaml-cpp places what is not there where the next token stands, which may be lines below.
      if (node.kind() == Node::Kind::null) node = Node(Node::Kind::null, top.key_place);
      if (top.state == KeyState::good)
        top.node.members().push_back({std::move(top.key), top.key_place, std::move(node)});
      else if (top.state == KeyState::merges)
        top.merge = Merge{top.key_place, top.node.members().size(), std::move(node)};
      top.state = KeyState::none;
    }
  }

  void take_key(const Node& key) {
    Open& top = open_.back();
    top.state = KeyState::refused;
    if (!key.is_scalar()) {
      book_.add(key.place(), path(), "a key that is no text", {});
    } else if (key.kind() == Node::Kind::plain && key.text() == "<<") {
      take_merge_key(key);
    } else {
      if (top.node.members().size() == most_keys_in_a_map) refuse_so_many_keys(key.place());
      top.state = KeyState::good;
      top.key = key.text();
      top.key_place = key.place();
    }
  }

  void take_merge_key(const Node& key) {
    Open& top = open_.back();
    if (top.merge)
      return book_.add(key.place(), path(),
                       cat({"the merge key (<<) is given twice; first at ", book_.where(top.merge->place)}),
                       "one takes several maps: <<: [*a, *b]");
    top.state = KeyState::merges;
    top.key_place = key.place();
  }

  [[noreturn]] void refuse_so_many_keys(const Place& place) {
    book_.add(place, path(), cat({"more than ", std::to_string(most_keys_in_a_map), " keys in one map"}));
    throw Stop();
  }

  int source_;
  const SurrogatePairs& pairs_;
  ComplaintBook& book_;
  YAML::Mark start_;
  YAML::Mark last_quoted_ = YAML::Mark::null_mark();
  Node root_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchored_;
  Weight weight_;
};

/// Lets the parser read the source where it lies.
class SourceBuffer final : public std::streambuf {
 public:
  explicit SourceBuffer(std::string_view text) {
    char* start = const_cast<char*>(text.data());  // a get area is only read
    setg(start, start, start + text.size());
  }
};

/// The rest of the fixture would silently be the text of a quote that is never closed.
bool check_last_quote(const YAML::Mark& mark, std::string_view text, int index, ComplaintBook& book) {
  if (mark.is_null() || closes_its_quote(text, static_cast<size_t>(mark.pos))) return true;
  book.add({index, mark.line + 1, mark.column + 1}, {}, "not valid YAML: a text whose closing quote is missing");
  return false;
}

/// True where the source holds one document and no more.
bool check_end(YAML::Parser& parser, const SurrogatePairs& pairs, int index, ComplaintBook& book) {
  TreeBuilder rest(index, pairs, book);
  if (!parser.HandleNextDocument(rest)) return true;
  const YAML::Mark& mark = rest.start();
  const std::string_view text = pairs.readable();
  const auto offset = static_cast<size_t>(std::max(mark.pos, 0));
  const bool is_document = text.substr(std::min(offset, text.size())).starts_with("---");
  book.add({index, mark.line + 1, mark.column + 1}, {},
           is_document ? "a second YAML document in one file" : "not valid YAML: text after the end of the fixture",
           is_document ? "give each its own file" : "check the column in which it begins");
  return false;
}

void complain(const YAML::Exception& error, std::string_view text, int index, ComplaintBook& book) {
  const bool has_place = !error.mark.is_null();
  auto [message, hint, offset] = reword(error.msg, text, has_place ? static_cast<size_t>(error.mark.pos) : 0);
  const auto [line, column] = position_of(text, offset);
  book.add({index, has_place ? line : 0, has_place ? column : 0}, {}, std::move(message), std::move(hint));
}

}  // namespace

std::optional<Node> read_document(const std::vector<Source>& sources, int index, ComplaintBook& book) {
  const std::string_view text = content_of(sources[static_cast<size_t>(index)].text);
  if (const auto bad = find_bad_text(text)) {
    book.add({index, bad->line, bad->column}, {}, bad->message, bad->hint);
    return std::nullopt;
  }
  try {
    const SurrogatePairs pairs(text);
    SourceBuffer buffer(pairs.readable());
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    TreeBuilder builder(index, pairs, book);
    if (!parser.HandleNextDocument(builder) || builder.is_empty()) return Node(Node::Kind::null, {index, 0, 0});
    if (check_last_quote(builder.last_quoted(), text, index, book) && check_end(parser, pairs, index, book))
      return builder.take();
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    complain(error, text, index, book);
  } catch (const std::exception& error) {
    // yaml-cpp promises nothing about what its own containers throw.
    book.add({index, 0, 0}, {}, cat({"not valid YAML: ", error.what()}));
  }
  return std::nullopt;
}

}  // namespace understudy::config
