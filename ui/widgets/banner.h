#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace keywright {

/// A slim message for what concerns the page; hidden until show…() is called.
///
/// Screen readers speak it when it appears (role alert, the text as name, the hint as description).
/// `text` says what failed and why, `hint` what to do. Texts are plain, never rich.
class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);

    /// Shows the message and drops an action of the message before.
    void showMessage(Tone tone, const QString &text, const QString &hint = {});
    /// Shows the message with a button; pressing it emits actionTriggered().
    void
    showMessage(Tone tone, const QString &text, const QString &hint, const QString &actionText);
    /// Offers a second thing to do; pressing it emits otherTriggered(). Until the next message.
    void offerOther(const QString &actionText);
    void dismiss();
    /// Whether the person may close it; true unless said otherwise.
    void setDismissible(bool dismissible);

    QString text() const;
    QString hint() const;
    Tone tone() const { return m_tone; }

Q_SIGNALS:
    void actionTriggered();
    void otherTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QLabel *m_hint;
    QPushButton *m_action;
    QPushButton *m_other;
    QToolButton *m_close;
    Tone m_tone = Tone::Neutral;
    bool m_dismissible = true;
};

} // namespace keywright
