#pragma once

/// Sizes of the visual language, in device-independent pixels. Layouts use these names and no bare
/// numbers.
namespace keywright::metrics {

inline constexpr int SpaceXs = 4;  ///< inside tags
inline constexpr int SpaceSm = 8;  ///< between siblings
inline constexpr int SpaceMd = 12; ///< inside cards
inline constexpr int SpaceLg = 16; ///< page margin
inline constexpr int SpaceXl = 20; ///< inside dialogs

inline constexpr int FieldHeight = 30; ///< fields and buttons
inline constexpr int RowHeight = 32;   ///< table row with one line
inline constexpr int TallRow = 42;     ///< table row with two lines

inline constexpr int RadiusTag = 4;
inline constexpr int RadiusField = 6;
inline constexpr int RadiusCard = 8;
inline constexpr int RadiusDialog = 10;

inline constexpr int IconSize = 16;
inline constexpr int DotSize = 8;

inline constexpr int NavigationWidth = 208;
inline constexpr int HeaderHeight = 48;
inline constexpr int StatusBarHeight = 28;
inline constexpr int DetailWidth = 348;

} // namespace keywright::metrics
