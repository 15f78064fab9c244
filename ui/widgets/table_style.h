#pragma once

class QTableView;
class QTreeView;

namespace keywright {

enum class RowHeight { OneLine, TwoLines };

/// Makes a table look like the design: whole rows are selected, no grid, no vertical header, fixed
/// row height, 12 px muted headers, CellDelegate for every column. Set other delegates per column
/// afterwards.
void styleTable(QTableView *table, RowHeight rows = RowHeight::OneLine);

/// The same for a tree with one-line rows.
void styleTree(QTreeView *tree);

} // namespace keywright
