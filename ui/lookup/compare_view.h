#pragma once

#include "core/lookup/lookup_comparison.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace keywright {

class CompareForm;
class ComparisonModel;
class EmptyState;

/// Two lookups feature by feature, below the form that asks what to compare with.
class CompareView : public QWidget
{
    Q_OBJECT
public:
    /// The view takes the form.
    explicit CompareView(CompareForm *form, QWidget *parent = nullptr);

    void showComparing();
    void showNothing(const QString &title, const QString &sentence);
    void showComparison(
        const LookupComparison &comparison, const QString &leftTitle, const QString &rightTitle);

private:
    QWidget *buildHeader();
    void addCopyAction(const QString &text, const QKeySequence &keys, void (CompareView::*copy)());
    void showRows();
    void copyRow();
    void copyAll();

    ComparisonModel *m_model;
    QLabel *m_summary;
    QCheckBox *m_onlyDifferences;
    QTableView *m_table;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
};

} // namespace keywright
