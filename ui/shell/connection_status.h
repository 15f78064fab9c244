#pragma once

#include "ui/shell/connection_item.h"

#include <QWidget>

class QLabel;

namespace keywright {

class StatusDot;

/// One connection in the status bar: its dot, name and details, and in colour what is nearly used
/// up.
class ConnectionStatus : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionStatus(QWidget *parent = nullptr);

    void set(const ConnectionItem &item);

    /// "Tecton prod · token 41 min"
    static QString wordsOf(const ConnectionItem &item);

private:
    StatusDot *m_dot;
    QLabel *m_warning;
};

} // namespace keywright
