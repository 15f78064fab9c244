#pragma once

class QFrame;

namespace keywright {

/// What a QFrame looks like. Surface: the table and card colour. Detail: a surface with a line at
/// its left, for the pane beside a table (in a QSplitter the handle is that line: use Surface).
/// Box: the quiet grey with a border. Line: a hair line;
/// give it a fixed height or width of 1.
enum class Look { Surface, Detail, Box, Line };

void setLook(QFrame *frame, Look look);

} // namespace keywright
