#pragma once

#include <QStyledItemDelegate>

namespace keywright {

/// Paints a cell the way the tables look: soft selection, line below, no focus rectangle, muted
/// header of its own. The base of the other delegates and right for plain text cells.
/// Qt::TextAlignmentRole is obeyed.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
        const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Draws the content into `area`, the cell without its margins.
    virtual void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const;
    virtual int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

/// A semibold name and below it an id in monospace (SecondaryTextRole), for rows of
/// metrics::TallRow.
class TwoLineDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A dot (ToneRole, HollowRole) and the word.
class StatusDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A tag in the tone of ToneRole; plain text when the model gives no tone.
class TagDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The dots of DotsRole; the display text, muted, when there are none ("key"). Give the cell an
/// accessible text.
class DotsDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// Ids and values in monospace, cut at the side that tells them apart least.
class MonoDelegate : public CellDelegate
{
    Q_OBJECT
public:
    explicit MonoDelegate(QObject *parent, Qt::TextElideMode elision = Qt::ElideRight);

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Qt::TextElideMode m_elision;
};

} // namespace keywright
