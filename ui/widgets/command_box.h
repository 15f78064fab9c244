#pragma once

#include <QFrame>

class QLabel;

namespace keywright {

/// A command line in monospace with a copy button: "The same on the command line". Never give it a
/// secret.
class CommandBox : public QFrame
{
    Q_OBJECT
public:
    explicit CommandBox(const QString &caption, QWidget *parent = nullptr);

    QString command() const;
    void setCommand(const QString &command);

Q_SIGNALS:
    /// The command is on the clipboard.
    void copied();

private:
    QLabel *m_command;
};

} // namespace keywright
