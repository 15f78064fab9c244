#pragma once

#include "core/accounts/key_migration.h"

#include <QWidget>

class QLabel;

namespace keywright {

class Card;
class KeyValueList;

/// What came of a migration so far: the new account, what it could see, and, once it has proved
/// itself, what to do about the old key.
class MigrationOutcome : public QWidget
{
    Q_OBJECT
public:
    explicit MigrationOutcome(QWidget *parent = nullptr);

    void setCreation(const AccountCreation &creation);
    void setProof(const MigrationProof &proof);
    /// Empty hides the section.
    void setRemovalAdvice(const QString &advice);

private:
    KeyValueList *m_facts;
    Card *m_oldKey;
    QLabel *m_advice;
};

} // namespace keywright
