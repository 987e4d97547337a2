// SPDX-License-Identifier: BSL-1.0
// A table that is made once, by whichever run asks first, and kept. Copies share it.
#pragma once
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include <quern/exec/options.hpp>
#include <quern/table/table.hpp>

namespace quern::inline QUERN_ABI::execution {

class kept_rows {
 public:
  kept_rows() : state_(std::make_shared<state>()) {}
  // The rows. Where there are none yet, make() makes them in this thread, and whoever else asks waits (a run that is asked to
  // stop no longer). If make() throws, the exception is this caller's alone and nothing is kept: the next one to ask, or one
  // that waits, makes them. No lock is held while make() runs.
  template <class Make>
  std::shared_ptr<table_data const> get(read_options const& o, Make make) const {
    if (auto known = state_->known_or_turn(o)) return known;
    turn const mine{*state_};
    auto made = make();
    state_->keep(made);
    return made;
  }
  // Of another plan, made of this one: empty. All uses of this one in that plan have one successor; `plan` is its number, 0
  // until the first use gives it one.
  kept_rows renewed(std::uint64_t& plan) const {
    static std::atomic<std::uint64_t> last{0};
    if (plan == 0) plan = ++last;
    return kept_rows(state_->successor_in(plan));
  }
  // Whether both keep the same rows, now or later.
  bool operator==(kept_rows const&) const = default;
  // How many rows are kept, or -1.
  long long rows() const { return state_->rows(); }

 private:
  struct state {
    std::mutex mutex;
    std::condition_variable_any free;
    bool taken = false;  // somebody is making the rows
    std::shared_ptr<table_data const> data;
    std::weak_ptr<state> successor;  // in the plan made last
    std::uint64_t successor_of = 0;

    // The rows, or null where it is the caller's turn to make them.
    std::shared_ptr<table_data const> known_or_turn(read_options const& o) {
      std::unique_lock lock(mutex);
      free.wait(lock, o.stop, [this] { return !taken; });
      o.check_stop();
      if (data == nullptr) taken = true;
      return data;
    }
    void keep(std::shared_ptr<table_data const> const& made) {
      std::lock_guard lock(mutex);
      data = made;
    }
    std::shared_ptr<state> successor_in(std::uint64_t plan) {
      std::lock_guard lock(mutex);
      auto next = successor_of == plan ? successor.lock() : nullptr;
      if (next == nullptr) {
        next = std::make_shared<state>();
        successor = next, successor_of = plan;
      }
      return next;
    }
    void give_up_turn() {
      {
        std::lock_guard lock(mutex);
        taken = false;
      }
      free.notify_all();
    }
    long long rows() {
      std::lock_guard lock(mutex);
      return data == nullptr ? -1 : static_cast<long long>(data->rows);
    }
  };
  struct turn {
    state& of;
    ~turn() { of.give_up_turn(); }
  };
  explicit kept_rows(std::shared_ptr<state> s) : state_(std::move(s)) {}

  std::shared_ptr<state> state_;
};

}  // namespace quern::execution
