#include "ui/one_time_secret/clipboard_alarm.h"

#include "ui/dialogs/confirm_dialog.h"
#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/one_time_secret/clipboard_note.h"

#include <algorithm>

namespace keywright {
namespace {

/// The dialog that handed the secret over says it itself.
bool isToldAlready(const QWidget &window)
{
    const auto notes = window.findChildren<ClipboardNote *>();
    return std::any_of(
        notes.cbegin(), notes.cend(), [](const ClipboardNote *note) { return note->isVisible(); });
}

} // namespace

ClipboardAlarm::ClipboardAlarm(ClipboardGuard &guard, QWidget &window)
    : m_guard(guard)
    , m_window(window)
{
    connect(&guard, &ClipboardGuard::clearingFailed, this, [this] {
        if (!isToldAlready(m_window))
            tell();
    });
}

bool ClipboardAlarm::mayClose()
{
    if (m_guard.clearForGood() || m_asked)
        return true;
    askToQuit();
    return false;
}

void ClipboardAlarm::tell()
{
    const ConfirmRequest request{
        tr("The clipboard still holds a secret"),
        tr("It could not be cleared, so programs can still read the secret from there."),
        {tr("Copy something else to replace it."),
         tr("Remove the entry from your clipboard manager.")},
        tr("Try again"),
        false,
        {}};
    confirm(request, &m_window, this, [this] { m_guard.clearNow(); });
}

void ClipboardAlarm::askToQuit()
{
    m_asked = true;
    const ConfirmRequest request{
        tr("Quit with a secret on the clipboard?"),
        tr("The clipboard could not be cleared, so programs can still read the secret from there."),
        {tr("Copy something else to replace it."),
         tr("Remove the entry from your clipboard manager.")},
        tr("Quit anyway"),
        true,
        {}};
    auto *dialog = new ConfirmDialog(request, &m_window);
    connect(dialog, &DialogFrame::accepted, &m_window, &QWidget::close);
    connect(dialog, &DialogFrame::rejected, this, [this] { m_asked = false; });
    dialog->open();
}

} // namespace keywright
