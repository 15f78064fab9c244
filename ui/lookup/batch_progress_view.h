#pragma once

#include "ui/lookup/batch_runner.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace keywright {

class Card;
class KeyValueList;
class Tag;

/// A batch that runs, and what became of it.
class BatchProgressView : public QWidget
{
    Q_OBJECT
public:
    explicit BatchProgressView(QWidget *parent = nullptr);

    /// A batch begins; `target` says in words where and as whom.
    void begin(const BatchPlan &plan, const QString &target);
    void showState(const BatchState &state);
    void showOutcome(const BatchOutcome &outcome);
    /// It could not begin.
    void showProblem(const Error &error);
    void focusFirst();

Q_SIGNALS:
    void cancelRequested();
    void continueRequested();
    /// Back to the files and the mapping.
    void anotherRequested();
    void folderRequested(const QString &path);

private:
    QLabel *addFigure(class QLayout *row, const QString &name);
    QWidget *buildFigures();
    QWidget *buildEnd();
    void showEnd(Tone tone, const QString &word, const QString &text, const QString &hint);

    QLabel *m_files;
    QLabel *m_target;
    QProgressBar *m_bar;
    QLabel *m_rows = nullptr;
    QLabel *m_failed = nullptr;
    QLabel *m_speed = nullptr;
    QLabel *m_left = nullptr;
    QPushButton *m_cancel;
    Card *m_end;
    Tag *m_word;
    QLabel *m_text;
    QLabel *m_hint;
    KeyValueList *m_failures;
    QPushButton *m_continue;
    QPushButton *m_another;
    QPushButton *m_open;
    QPushButton *m_copy;
    QString m_outputPath;
};

} // namespace keywright
