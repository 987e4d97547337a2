// SPDX-License-Identifier: BSL-1.0
// The command line of a benchmark: options one by one, with their values. A mistake ends the program with the reason and the usage, status 2.
#pragma once
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

class options {
 public:
  options(int argc, char** argv, char const* usage) : argc_(argc), argv_(argv), usage_(usage) {}

  // The next option, if there is one.
  bool next() { return ++at_ < argc_; }
  bool is(std::string_view name) const { return argv_[at_] == name; }
  std::string value() {
    std::string const name = argv_[at_];
    if (++at_ == argc_) refuse(name + " needs a value");
    return argv_[at_];
  }
  // A number above 0.
  double positive() {
    std::string const text = value();
    double x = 0;
    if (!whole(text, x) || !(x > 0)) refuse("not a number above 0: " + text);
    return x;
  }
  // A whole number from 1.
  int count() {
    std::string const text = value();
    int n = 0;
    if (!whole(text, n) || n < 1) refuse("not a whole number from 1: " + text);
    return n;
  }
  // "1,3,5-7"
  std::vector<int> list() {
    std::string const text = value();
    std::vector<int> out;
    for (std::size_t at = 0; at <= text.size();) {
      auto const comma = std::min(text.find(',', at), text.size());
      std::string_view const part = std::string_view(text).substr(at, comma - at);
      auto const dash = part.find('-');
      int first = 0, last = 0;
      if (!whole(part.substr(0, dash), first) || !whole(dash == part.npos ? part : part.substr(dash + 1), last) || first < 1 || last < first) refuse("not a list of numbers from 1: " + text);
      for (int k = first; k <= last; ++k) out.push_back(k);
      at = comma + 1;
    }
    return out;
  }
  [[noreturn]] void refuse_unknown() const { refuse(std::string("unknown option ") + argv_[at_]); }
  [[noreturn]] void refuse(std::string const& why) const {
    std::fprintf(stderr, "%s\nusage: %s\n", why.c_str(), usage_);
    std::exit(2);
  }

 private:
  template <class T>
  static bool whole(std::string_view text, T& to) {
    auto const r = std::from_chars(text.data(), text.data() + text.size(), to);
    return r.ec == std::errc() && r.ptr == text.data() + text.size();
  }

  int argc_;
  char** argv_;
  char const* usage_;
  int at_ = 0;
};

}  // namespace bench
