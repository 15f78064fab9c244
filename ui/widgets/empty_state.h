#pragma once

#include "ui/widgets/button.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace keywright {

/// What a page shows instead of nothing: icon, title, one sentence, and what can be done about it.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(
        const QString &iconName, const QString &title, const QString &sentence,
        QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSentence(const QString &sentence);
    QPushButton *addButton(const QString &text, ButtonVariant variant = ButtonVariant::Secondary);

    /// Another thing to press after the buttons. The state takes it.
    void addWidget(QWidget *widget);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitSentence();

    QLabel *m_title;
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace keywright
