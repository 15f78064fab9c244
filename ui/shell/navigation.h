#pragma once

#include "ui/shell/connection_item.h"

#include <QFrame>
#include <QList>

class QComboBox;
class QVBoxLayout;

namespace keywright {

class NavigationButton;

/// The left side: connection switcher, one button per page, the command palette.
class Navigation : public QFrame
{
    Q_OBJECT
public:
    explicit Navigation(QWidget *parent = nullptr);

    void addPage(const QString &id, const QString &title, const QString &iconName);
    void setCurrentPage(const QString &id);
    void setBadge(const QString &id, int count);
    void setConnections(const QList<ConnectionItem> &connections);
    void setCurrentConnection(const QString &id);
    /// Puts the focus on the current page's button.
    void focusCurrent();

Q_SIGNALS:
    void pageChosen(const QString &id);
    void connectionChosen(const QString &id);
    void paletteRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isShown(const QList<ConnectionItem> &connections) const;
    void fillConnections();
    NavigationButton *button(const QString &id) const;

    QComboBox *m_connections;
    QList<ConnectionItem> m_items; ///< the entries of the switcher, without "All connections"
    QVBoxLayout *m_pages;
    QList<NavigationButton *> m_buttons;
};

} // namespace keywright
