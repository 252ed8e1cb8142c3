// What one emulated system keeps in a seed or in a world: a struct of its own, found by its type, so that nobody but
// that system need know it. Copied whole with the seed or the world that it is in.
//
//   struct State final : Part { std::unique_ptr<Part> copy() const override; Table<Session> sessions; … };
//   world.step([](WorldState& state) { state.parts.of<State>().sessions … });
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <typeinfo>
#include <utility>
#include <vector>

namespace understudy {

class Part {
 public:
  Part() = default;
  virtual ~Part() = default;
  virtual std::unique_ptr<Part> copy() const = 0;

 protected:
  Part(const Part&) = default;
  Part& operator=(const Part&) = default;
};

/// Gives a copyable struct its `copy`. What holds tables defines it in a .cpp instead, so that they are copied in one
/// place and not in every file.
template <class Derived>
class PartOf : public Part {
 public:
  std::unique_ptr<Part> copy() const final { return std::make_unique<Derived>(static_cast<const Derived&>(*this)); }
};

/// At most one of each type. There are so few of them that looking at each is the quickest way.
class Parts {
 public:
  Parts() = default;
  Parts(const Parts& other) {
    for (const auto& part : other.parts_) parts_.push_back(part->copy());
  }
  Parts(Parts&&) noexcept = default;
  Parts& operator=(Parts other) noexcept {
    parts_.swap(other.parts_);
    return *this;
  }
  ~Parts() = default;

  /// Takes the place of one of its type.
  void put(std::unique_ptr<Part> part) {
    const Part& given = *part;
    for (auto& known : parts_)
      if (const Part& one = *known; typeid(one) == typeid(given)) {
        known = std::move(part);
        return;
      }
    parts_.push_back(std::move(part));
  }

  /// Null where there is none of that type.
  template <class P>
  const P* find() const {
    for (const auto& part : parts_)
      if (const Part& one = *part; typeid(one) == typeid(P)) return static_cast<const P*>(&one);
    return nullptr;
  }

  /// One that is there: whoever lists a system lists its part.
  template <class P>
  const P& of() const {
    const P* found = find<P>();
    if (found == nullptr) throw std::logic_error("nobody began this part");
    return *found;
  }
  template <class P>
  P& of() {
    return const_cast<P&>(std::as_const(*this).template of<P>());
  }

  /// One that is there, or from now on is.
  template <class P>
  P& of_or_new() {
    if (find<P>() == nullptr) put(std::make_unique<P>());
    return of<P>();
  }
  /// One that is there, or as it is where nobody said anything of it.
  template <class P>
  const P& of_or_usual() const {
    static const P usual;
    const P* found = find<P>();
    return found == nullptr ? usual : *found;
  }

 private:
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace understudy
