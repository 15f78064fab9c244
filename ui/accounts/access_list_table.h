#pragma once

#include <QTableView>

namespace keywright {

class AccessListModel;

/// The table of an access list. Delete and Ctrl+C act on the chosen entries, also where the page
/// around it has other ideas about these keys.
class AccessListTable : public QTableView
{
    Q_OBJECT
public:
    explicit AccessListTable(AccessListModel &model, QWidget *parent = nullptr);

    /// The chosen addresses, from top to bottom.
    QStringList chosen() const;
    void choose(const QStringList &addresses);
    void fitHeight();

Q_SIGNALS:
    void chosenChanged();
    void removePressed();
    void copyPressed();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void
    selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    AccessListModel &m_model;
};

} // namespace keywright
