#pragma once

#include <QList>
#include <QWidget>

namespace keywright {

enum class StepState {
    Ahead,
    Current,
    Done,
    Failed ///< tried, and may be tried again
};

/// The steps of a guided flow, one below the other: number or mark, title, and a line that says
/// what came of it. Screen readers hear "Step 2 of 4, Proof, current" and the line.
class StepList : public QWidget
{
    Q_OBJECT
public:
    explicit StepList(const QStringList &titles, QWidget *parent = nullptr);

    void setState(int step, StepState state);
    /// What happens in the step, or what came of it.
    void setNote(int step, const QString &note);

private:
    class Row;
    QList<Row *> m_rows;
};

} // namespace keywright
