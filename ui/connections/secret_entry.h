#pragma once

#include "core/base/secret.h"

#include <QLineEdit>

#include <memory>

namespace keywright {

/// Takes a secret from the keyboard or the clipboard. When the input ends the value moves into a
/// Secret and the line is wiped; the place holder says that a value is there.
class SecretEntry : public QLineEdit
{
    Q_OBJECT
public:
    explicit SecretEntry(QWidget *parent = nullptr);

    /// What stands in the empty line when nothing was entered, for example where the value rests.
    void setEmptyText(const QString &text);

    /// Holds a value that was found somewhere else as if it had been entered.
    void setFound(std::shared_ptr<const Secret> secret);
    /// The value entered so far; null when there is none.
    std::shared_ptr<const Secret> secret();
    void forget();

private:
    void take();
    void showState();

    std::shared_ptr<const Secret> m_secret;
    bool m_isFound = false;
    QString m_emptyText;
};

} // namespace keywright
