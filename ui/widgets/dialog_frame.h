#pragma once

#include "ui/widgets/button.h"
#include "ui/widgets/modal_overlay.h"

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace keywright {

/// Base of the modal dialogs: title, subtitle, body, and a button row with the primary button at
/// the far end.
///
/// Usage: derive, fill body(), add buttons, then open(); results come as signals, there is no
/// nested event loop. The dialog deletes itself after finished(), unless WA_DeleteOnClose is taken
/// away. The body scrolls when the window is too low for it.
class DialogFrame : public ModalOverlay
{
    Q_OBJECT
public:
    /// `parent` is any widget of the window to cover.
    explicit DialogFrame(const QString &title, QWidget *parent);

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Width of the panel, 560 unless set.
    void setPanelWidth(int width);

    /// Where the content goes.
    QVBoxLayout *body() const { return m_body; }
    /// Adds a button at the far end, the primary one last. Enter presses the primary one.
    QPushButton *addButton(const QString &text, ButtonVariant variant = ButtonVariant::Secondary);
    /// Adds a widget at the near end of the button row: a check box, a note, "Back".
    void addFooterWidget(QWidget *widget);
    /// Draws a line above the buttons.
    void setFooterLine(bool visible);

    /// Shows the dialog and puts the focus into `first`, or into the first field.
    void open(QWidget *first = nullptr);
    void accept();
    void reject();

Q_SIGNALS:
    void accepted();
    void rejected();
    void finished(bool accepted);

protected:
    /// What Escape does: reject(), unless the dialog holds something that must not be lost.
    void escape() override;
    QRect panelGeometry() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildPanel();
    void finish(bool accepted);

    QWidget *m_head;
    QWidget *m_foot;
    QLabel *m_title;
    QLabel *m_subtitle;
    QScrollArea *m_scroll;
    QVBoxLayout *m_body;
    QFrame *m_line;
    QHBoxLayout *m_near;
    QHBoxLayout *m_far;
    QPointer<QPushButton> m_primary;
    int m_width = 560;
};

} // namespace keywright
