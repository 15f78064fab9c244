#pragma once

#include <QTreeView>

class QMenu;

namespace keywright {

class FeatureModel;

/// The features of a lookup as a table whose compound values open, with copying of cells, rows and
/// everything.
class FeatureTree : public QTreeView
{
    Q_OBJECT
public:
    /// `model` must outlive the tree.
    explicit FeatureTree(FeatureModel &model, QWidget *parent = nullptr);

    /// The copy actions, for menus.
    QList<QAction *> copyActions() const { return m_copyActions; }
    /// Gives the columns widths that suit the content and the room there is.
    void fitColumns();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
        const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QAction *addCopyAction(const QString &text, const QKeySequence &keys);
    void copyValue() const;
    void copyRow() const;
    void copyAll() const;

    FeatureModel &m_model;
    QList<QAction *> m_copyActions;
};

} // namespace keywright
