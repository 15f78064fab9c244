#pragma once

#include "core/lookup/lookup_result.h"

#include <QWidget>

class QHBoxLayout;
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
    /// The bar takes the menu.
    explicit AnswerBar(QMenu *exports, QWidget *parent = nullptr);

    /// Adds a button before the export. The bar takes it.
    void addButton(QPushButton *button);
    void showResult(const LookupResult &result);
    /// There is no answer.
    void showNothing();

private:
    QHBoxLayout *m_buttons;
    Tag *m_status;
    QLabel *m_count;
    QLabel *m_timing;
    QPushButton *m_export;
};

} // namespace keywright
