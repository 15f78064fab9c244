#include "ui/lookup/saved_menu.h"

#include "core/workbench/history_text.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/lookup/saved_name_dialog.h"

#include <algorithm>

namespace keywright {

namespace {

QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1StringView("&&"));
}

} // namespace

SavedMenu::SavedMenu(LookupMemory &memory, QWidget *parent)
    : QMenu(parent)
    , m_memory(memory)
    , m_window(parent)
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &SavedMenu::fill);
}

void SavedMenu::setConnection(const QString &connectionId)
{
    m_connectionId = connectionId;
}

void SavedMenu::fill()
{
    clear();
    // They are no actions of this menu, so that it does not delete them.
    qDeleteAll(findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
    connect(
        addAction(tr("Save this lookup…")), &QAction::triggered, this, &SavedMenu::saveRequested);
    addSeparator();
    const QList<RememberedLookup> lookups = m_memory.saved(m_connectionId);
    for (const RememberedLookup &lookup : lookups)
        addLookup(lookup);
    if (lookups.isEmpty())
        addAction(tr("No saved lookups yet"))->setEnabled(false);
}

void SavedMenu::addLookup(const RememberedLookup &lookup)
{
    QMenu *menu = addMenu(menuText(lookup.name));
    menu->menuAction()->setToolTip(
        QStringLiteral("%1\n%2").arg(lookupTitle(lookup), keysText(lookup)));
    connect(menu->addAction(tr("Fill in")), &QAction::triggered, this, [this, lookup] {
        Q_EMIT fillRequested(lookup);
    });
    connect(menu->addAction(tr("Run")), &QAction::triggered, this, [this, lookup] {
        Q_EMIT runRequested(lookup);
    });
    menu->addSeparator();
    connect(menu->addAction(tr("Rename…")), &QAction::triggered, this, [this, lookup] {
        askToRename(lookup);
    });
    connect(menu->addAction(tr("Remove…")), &QAction::triggered, this, [this, lookup] {
        askToRemove(lookup);
    });
}

QStringList SavedMenu::namesBeside(qint64 id) const
{
    QStringList names;
    for (const RememberedLookup &lookup : m_memory.saved(m_connectionId)) {
        if (lookup.id != id)
            names += lookup.name;
    }
    return names;
}

void SavedMenu::save(const QString &accountId, const LookupRequest &request)
{
    const QList<RememberedLookup> lookups = m_memory.saved(m_connectionId);
    const auto same =
        std::find_if(lookups.cbegin(), lookups.cend(), [&](const RememberedLookup &lookup) {
            return lookup.accountId == accountId && lookup.request == request;
        });
    const bool known = same != lookups.cend();
    auto *dialog = new SavedNameDialog(
        tr("Save this lookup"), known ? same->name : QString(), namesBeside(known ? same->id : 0),
        SavedNameDialog::Taken::Replace, m_window);
    connect(
        dialog, &SavedNameDialog::chosen, this,
        [this, connectionId = m_connectionId, accountId, request](const QString &name) {
            m_memory.save(connectionId, accountId, request, name);
        });
    dialog->open();
}

void SavedMenu::askToRename(const RememberedLookup &lookup)
{
    auto *dialog = new SavedNameDialog(
        tr("Rename %1").arg(lookup.name), lookup.name, namesBeside(lookup.id),
        SavedNameDialog::Taken::Refuse, m_window);
    connect(dialog, &SavedNameDialog::chosen, this, [this, id = lookup.id](const QString &name) {
        m_memory.setName(id, name);
    });
    dialog->open();
}

void SavedMenu::askToRemove(const RememberedLookup &lookup)
{
    ConfirmRequest request;
    request.title = tr("Remove %1?").arg(lookup.name);
    request.sentence = tr("The saved lookup is forgotten. Nothing on the server changes.");
    request.actionText = tr("Remove");
    request.destructive = true;
    confirm(request, m_window, this, [this, id = lookup.id] { m_memory.remove(id); });
}

} // namespace keywright
