// SPDX-License-Identifier: BSL-1.0
// Groups of a table in which one chunk's keys begin where those of the chunk before end: sorted keys, and such that are nearly so. A
// chunk's groups are indexed by its own few values, which fit a cache, and are finished with the chunk; only the value on the border of
// two chunks may be in both. In order of first rows, as by any other way.
#pragma once
#include <quern/exec/group_sink.hpp>

namespace quern::inline QUERN_ABI::execution {

// Whether keys with these bounds, chunk by chunk, are clustered, and the values of a chunk few enough to be indexed.
inline bool is_clustered(array_view<kernel::interval> of_chunks) {
  constexpr int128 most = 4 * int128{rows_per_chunk};
  for (std::size_t k = 0; k < of_chunks.size(); ++k)
    if (!of_chunks[k].known || of_chunks[k].hi - of_chunks[k].lo >= most || (k > 0 && of_chunks[k].lo < of_chunks[k - 1].hi)) return false;
  return true;
}

// The groups of some chunks that follow one another. Codes are distances from the least key of the table.
template <class Sink>
class clustered_groups {
 public:
  using slots = typename Sink::slots;

  // The groups of the next of `chunks`, whose keys are from low to high, in a state that is indexed from low; leaves the state empty.
  void take(Sink const& sink, typename Sink::state& from, std::uint64_t low, std::uint64_t high, std::size_t chunks) {
    if (chunks_++ == 0) {
      low_ = low;
      std::size_t const likely = from.order.size() * chunks + from.order.size() * chunks / 8;
      groups_.reserve(likely), codes_.reserve(likely);
    }
    std::size_t const border = high_ == low ? at_high_ : none;
    std::size_t at_high = high == high_ ? border : none;
    for (std::uint32_t const place : from.order) {
      std::uint64_t const code = low + place;
      if (border != none && code == low) {
        sink.aggregates.merge(groups_[border], std::move(from.groups[place]));
      } else {
        if (code == high) at_high = groups_.size();
        if (code == low_) at_low_ = groups_.size();
        groups_.push_back(std::move(from.groups[place]));
        codes_.push_back(code);
      }
      from.groups[place] = slots{};
    }
    from.order.clear();
    high_ = high, at_high_ = at_high;
  }

  // Merges groups of one key in neighbouring parts into the first of them.
  static void join(Sink const& sink, std::vector<clustered_groups>& parts) {
    slots* owner = nullptr;
    std::uint64_t key = 0;
    for (auto& p : parts) {
      if (p.chunks_ == 0) continue;
      bool const meets = owner != nullptr && p.low_ == key && p.at_low_ != none;
      if (meets) sink.aggregates.merge(*owner, std::move(p.groups_[p.at_low_])), p.gone_ = p.at_low_;
      if (owner == nullptr || p.high_ != key) owner = p.at_high_ == none ? nullptr : &p.groups_[p.at_high_];
      key = p.high_;
    }
  }
  std::size_t size() const { return groups_.size() - (gone_ != none); }
  slots const& group(std::size_t i) const { return groups_[i + (i >= gone_)]; }
  // The keys of all groups, in a column of so many bytes a value.
  void write_keys(std::byte* to, std::size_t bytes, key_domain const& d) const {
    std::size_t const before = gone_ == none ? codes_.size() : gone_;
    execution::decode_key(to, bytes, codes_.data(), before, d);
    if (gone_ != none) execution::decode_key(to + before * bytes, bytes, codes_.data() + before + 1, codes_.size() - before - 1, d);
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  kept_vector<slots> groups_;
  unset_vector<std::uint64_t> codes_;
  std::uint64_t low_ = 0, high_ = ~std::uint64_t{0};  // of the keys that the chunks may have
  std::size_t at_low_ = none, at_high_ = none;        // the groups of these keys
  std::size_t gone_ = none;                           // a group that another part has
  std::size_t chunks_ = 0;
};

}  // namespace quern::execution
