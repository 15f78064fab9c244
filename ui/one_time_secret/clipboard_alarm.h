#pragma once

#include <QObject>

class QWidget;

namespace keywright {

class ClipboardGuard;

/// Tells over the window that a copied secret could not be taken off the clipboard: when its time
/// is over and the dialog it came from is closed, and when the window is about to close.
class ClipboardAlarm : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive this object.
    ClipboardAlarm(ClipboardGuard &guard, QWidget &window);

    /// Clears the clipboard for the end of the program. False when that failed and the person has
    /// not been told before: then a dialog asks whether to quit all the same.
    bool mayClose();

private:
    void tell();
    void askToQuit();

    ClipboardGuard &m_guard;
    QWidget &m_window;
    bool m_asked = false;
};

} // namespace keywright
