#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "../calendar.hpp"
#include "lineitem.hpp"

namespace bench {
namespace {

class text {
 public:
  explicit text(std::size_t bytes) : bytes_(bytes), at_(bytes_.data()) {}
  std::size_t size() const { return static_cast<std::size_t>(at_ - bytes_.data()); }
  char const* data() const { return bytes_.data(); }
  void clear() { at_ = bytes_.data(); }

  void put(char c) { *at_++ = c; }
  void put(std::string_view s) { std::memcpy(at_, s.data(), s.size()), at_ += s.size(); }
  void number(std::int64_t v) {
    char digits[20];
    char* p = digits + sizeof digits;
    do *--p = static_cast<char>('0' + v % 10), v /= 10;
    while (v);
    put(std::string_view(p, static_cast<std::size_t>(digits + sizeof digits - p)));
  }
  void two(int v) { put(static_cast<char>('0' + v / 10)), put(static_cast<char>('0' + v % 10)); }
  void hundredths(std::int64_t v) { number(v / 100), put('.'), two(static_cast<int>(v % 100)); }

 private:
  std::vector<char> bytes_;
  char* at_;
};

// A date as text, looked up: the table has few distinct ones.
class date_texts {
 public:
  date_texts() : texts_(static_cast<std::size_t>(last - first)) {
    for (std::int32_t d = first; d < last; ++d) {
      auto const [y, m, day] = from_days(d);
      char buffer[32];
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", y, m, day);
      std::memcpy(texts_[static_cast<std::size_t>(d - first)].data(), buffer, 10);
    }
  }
  std::string_view operator()(std::int32_t d) const { return {texts_[static_cast<std::size_t>(d - first)].data(), 10}; }

 private:
  static constexpr std::int32_t first = days(1992, 1, 1), last = days(2000, 1, 1);
  std::vector<std::array<char, 10>> texts_;
};

struct file {
  int descriptor;
  ~file() { ::close(descriptor); }
  void write(char const* p, std::size_t n) const {
    while (n) {
      auto const k = ::write(descriptor, p, n);
      if (k <= 0) throw std::runtime_error("cannot write the text of lineitem (is the disk full?)");
      p += k, n -= static_cast<std::size_t>(k);
    }
  }
};

void line(text& o, lineitem const& t, date_texts const& date, std::size_t i) {
  auto field = [&](auto put) { put(), o.put('|'); };
  field([&] { o.number(t.orderkey[i]); });
  field([&] { o.number(t.partkey[i]); });
  field([&] { o.number(t.suppkey[i]); });
  field([&] { o.number(t.linenumber[i]); });
  field([&] { o.number(t.quantity[i] / 100); });
  field([&] { o.hundredths(t.extendedprice[i]); });
  field([&] { o.hundredths(t.discount[i]); });
  field([&] { o.hundredths(t.tax[i]); });
  field([&] { o.put(static_cast<char>(t.returnflag[i])); });
  field([&] { o.put(static_cast<char>(t.linestatus[i])); });
  field([&] { o.put(date(t.shipdate[i])); });
  field([&] { o.put(date(t.commitdate[i])); });
  field([&] { o.put(date(t.receiptdate[i])); });
  field([&] { o.put(lineitem::instructions[t.shipinstruct[i]]); });
  field([&] { o.put(lineitem::modes[t.shipmode[i]]); });
  field([&] { o.put(t.comment(i)); });
  o.put('\n');
}

}  // namespace

void write_tbl(lineitem const& t, std::string const& path) {
  auto const unfinished = path + ".part";  // a stopped run must not leave a short file under the real name
  {
    file const out{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644)};
    if (out.descriptor < 0) throw std::runtime_error("cannot create " + unfinished);
    date_texts const date;
    constexpr std::size_t block = 4 << 20, longest_line = 512;
    text o(block + longest_line);
    for (std::size_t i = 0; i < t.size(); ++i) {
      line(o, t, date, i);
      if (o.size() >= block) out.write(o.data(), o.size()), o.clear();
    }
    out.write(o.data(), o.size());
    ::fdatasync(out.descriptor);  // the disk must be quiet before the clock starts
  }
  std::filesystem::rename(unfinished, path);
}

}  // namespace bench
