#pragma once

#include <QTableView>

namespace keywright {

class BatchMappingModel;

/// The table of a CSV file's columns. A click on what a column goes to, or Enter, Space or F2 in
/// its row, opens the list of what it can go to.
class BatchMappingTable : public QTableView
{
    Q_OBJECT
public:
    explicit BatchMappingTable(BatchMappingModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void fitWidths();

    BatchMappingModel &m_model;
};

} // namespace keywright
