// SPDX-License-Identifier: BSL-1.0
// What belongs to one run while its plan is lowered, in the calling thread: its options, and what it has computed once for all uses.
#pragma once
#include <memory>
#include <vector>

#include <quern/exec/options.hpp>

namespace quern::inline QUERN_ABI::execution {

class run_scope {
 public:
  explicit run_scope(context const& o) : options_(o), before_(current()) { current() = this; }
  run_scope(run_scope const&) = delete;
  ~run_scope() { current() = before_; }

  // The innermost run of this thread, or null.
  static run_scope*& current() {
    static thread_local run_scope* s = nullptr;
    return s;
  }
  context const& options() const { return options_; }
  // make() as a shared T, once for each key in this run.
  template <class T, class Make>
  std::shared_ptr<T const> once(void const* key, Make make) {
    for (auto const& [k, v] : done_)
      if (k == key) return std::static_pointer_cast<T const>(v);
    std::shared_ptr<T const> made = make();
    done_.emplace_back(key, made);
    return made;
  }

 private:
  context options_;
  run_scope* before_;
  std::vector<std::pair<void const*, std::shared_ptr<void const>>> done_;
};

}  // namespace quern::execution
