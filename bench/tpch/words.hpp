// SPDX-License-Identifier: BSL-1.0
// The lists of words of the TPC-H specification (4.2.2.13; nations and regions: 4.2.3).
#pragma once
#include <iterator>
#include <string_view>

namespace tpch::words {

inline constexpr std::string_view colours[] = {
    "almond",    "antique",   "aquamarine", "azure",   "beige",     "bisque", "black",      "blanched", "blue",      "blush",  "brown",
    "burlywood", "burnished", "chartreuse", "chiffon", "chocolate", "coral",  "cornflower", "cornsilk", "cream",     "cyan",   "dark",
    "deep",      "dim",       "dodger",     "drab",    "firebrick", "floral", "forest",     "frosted",  "gainsboro", "ghost",  "goldenrod",
    "green",     "grey",      "honeydew",   "hot",     "indian",    "ivory",  "khaki",      "lace",     "lavender",  "lawn",   "lemon",
    "light",     "lime",      "linen",      "magenta", "maroon",    "medium", "metallic",   "midnight", "mint",      "misty",  "moccasin",
    "navajo",    "navy",      "olive",      "orange",  "orchid",    "pale",   "papaya",     "peach",    "peru",      "pink",   "plum",
    "powder",    "puff",      "purple",     "red",     "rose",      "rosy",   "royal",      "saddle",   "salmon",    "sandy",  "seashell",
    "sienna",    "sky",       "slate",      "smoke",   "snow",      "spring", "steel",      "tan",      "thistle",   "tomato", "turquoise",
    "violet",    "wheat",     "white",      "yellow"};
static_assert(std::size(colours) == 92);

inline constexpr std::string_view type_sizes[] = {"STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"};
inline constexpr std::string_view type_finishes[] = {"ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"};
inline constexpr std::string_view type_metals[] = {"TIN", "NICKEL", "BRASS", "STEEL", "COPPER"};
inline constexpr std::string_view container_sizes[] = {"SM", "LG", "MED", "JUMBO", "WRAP"};
inline constexpr std::string_view container_kinds[] = {"CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"};

inline constexpr std::string_view segments[] = {"AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"};
inline constexpr std::string_view priorities[] = {"1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"};
inline constexpr std::string_view instructions[] = {"DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"};
inline constexpr std::string_view modes[] = {"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};

inline constexpr std::string_view regions[] = {"AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"};

struct nation_facts {
  std::string_view name;
  int region;
};
inline constexpr nation_facts nations[] = {
    {"ALGERIA", 0}, {"ARGENTINA", 1}, {"BRAZIL", 1},         {"CANADA", 1},       {"EGYPT", 4}, {"ETHIOPIA", 0}, {"FRANCE", 3},
    {"GERMANY", 3}, {"INDIA", 2},     {"INDONESIA", 2},      {"IRAN", 4},         {"IRAQ", 4},  {"JAPAN", 2},    {"JORDAN", 4},
    {"KENYA", 0},   {"MOROCCO", 0},   {"MOZAMBIQUE", 0},     {"PERU", 1},         {"CHINA", 2}, {"ROMANIA", 3},  {"SAUDI ARABIA", 4},
    {"VIETNAM", 2}, {"RUSSIA", 3},    {"UNITED KINGDOM", 3}, {"UNITED STATES", 1}};
static_assert(std::size(nations) == 25);

}  // namespace tpch::words
