#pragma once

#include "core/lookup/lookup_result.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace keywright {

class Tag;

/// Above an answer: what came back in a few words, and what can be done with it and with the
/// lookup.
class AnswerBar : public QWidget
{
    Q_OBJECT
public:
    /// The buttons come before the export. The bar takes them and the menu.
    AnswerBar(const QList<QPushButton *> &buttons, QMenu *exports, QWidget *parent = nullptr);

    void showResult(const LookupResult &result);
    /// There is no answer.
    void showNothing();

private:
    Tag *m_status;
    QLabel *m_count;
    QLabel *m_timing;
    QPushButton *m_export;
};

} // namespace keywright
