#pragma once

#include "ui/widgets/modal_overlay.h"

#include <QList>

class QAction;
class QLineEdit;
class QListWidget;

namespace keywright {

class CommandRegistry;

/// Every action by name, filtered while typing: arrow keys choose, Enter runs, Escape closes. It
/// deletes itself then.
class CommandPalette : public ModalOverlay
{
    Q_OBJECT
public:
    CommandPalette(const CommandRegistry &registry, QWidget *window);

    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    QRect panelGeometry() const override;
    void escape() override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void refill();
    void moveChoice(int step);
    void run();
    void close();

    const CommandRegistry &m_registry;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QList<QPointer<QAction>> m_actions;
};

} // namespace keywright
