#pragma once

#include "ui/widgets/button.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace keywright {

/// Base of the modal dialogs: a panel over the dimmed window it belongs to.
///
/// It is a widget inside the window and not a window of its own, so it looks and behaves the same
/// with every window manager and compositor. While it is open, focus, shortcuts and clicks stay
/// inside; afterwards focus goes back to where it was. Dialogs may be stacked. Usage: derive, fill
/// body(), add buttons, then open(); results come as signals, there is no nested event loop. With
/// WA_DeleteOnClose (set by default) the dialog deletes itself after finished().
class DialogFrame : public QWidget
{
    Q_OBJECT
public:
    /// `parent` is any widget of the window to cover.
    explicit DialogFrame(const QString &title, QWidget *parent);
    ~DialogFrame() override;

    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle);
    /// Width of the panel, 560 unless set; the height follows the content, which scrolls when the
    /// window is too low.
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
    bool isOpen() const;

    /// The dialog on top of this window, or null.
    static DialogFrame *topmost(const QWidget *window);
    /// Whether the application may close now; a dialog that must not be lost answers false and says
    /// why.
    virtual bool mayClose() { return true; }

Q_SIGNALS:
    void accepted();
    void rejected();
    void finished(bool accepted);

protected:
    /// What Escape does: reject(), unless the dialog holds something that must not be lost.
    virtual void escape();

    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void finish(bool accepted);
    void buildPanel();
    void placePanel();
    void keepFocusInside(QWidget *now);
    QWidget *neighbour(QWidget *from, bool next) const;
    QWidget *firstField() const;

    QFrame *m_panel;
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
    QPointer<QWidget> m_focusBefore;
    int m_width = 560;
};

} // namespace keywright
